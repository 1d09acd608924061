import type { OutboundReply } from '../core/reply.ts'
import type { ClaimedDelivery } from '../core/store/outbox.ts'
import { disposeAnswered } from './disposition.ts'
import { confirmedNotice } from './notice-text.ts'
import { createPool, type Pool } from './pool.ts'
import { outboundOf } from './sender.ts'
import { accountOf, type Runtime } from './runtime.ts'
import { tagsToClear } from './tags.ts'

const leaseMs = 20_000
const againAfterMs = 5 * 60_000
/** A reply not seen by then stays unknown; a person decides. */
const patienceMs = 30 * 60_000

/** Looks whether sends of unknown outcome arrived after all. */
export function createReadBacks(runtime: Runtime): Pool {
  async function look(claim: ClaimedDelivery, outbound: OutboundReply): Promise<void> {
    const tenant = runtime.tenants.get(claim.tenant)
    const served = accountOf(runtime, claim.tenant, claim.reply.account)
    const seen = await served?.channel.readBack?.(outbound)
    if (tenant && seen?.found) {
      const removeTags = await tagsToClear(runtime, claim.reply)
      const notice = confirmedNotice(claim.reply, removeTags, tenant.locale)
      const platformId = seen.platformId !== undefined ? { platformId: seen.platformId } : {}
      await runtime.store.outbox.resolve(claim, { state: 'sent', ...platformId, notice })
      runtime.wake.call('notices')
      const reply = await runtime.store.outbox.reply(claim.tenant, claim.reply.id)
      if (reply) await disposeAnswered(runtime, reply)
      return
    }
    const now = runtime.clock.now()
    const isOver = now - claim.firstAttemptAt > patienceMs
    await runtime.store.outbox.resolve(claim, {
      state: 'unknown',
      ...(!isOver && { nextAt: now + againAfterMs }),
    })
  }

  async function work(claim: ClaimedDelivery): Promise<void> {
    try {
      await look(claim, await outboundOf(runtime, claim))
    } catch (error) {
      runtime.log.warn('readback.failed', {
        delivery: claim.id,
        message: error instanceof Error ? error.message : '',
      })
      await runtime.store.outbox.resolve(claim, {
        state: 'unknown',
        nextAt: runtime.clock.now() + againAfterMs,
      })
    }
  }

  return createPool({
    name: 'readbacks',
    width: 4,
    clock: runtime.clock,
    log: runtime.log,
    wake: runtime.wake,
    idleMs: 5000,
    claim: (limit) =>
      runtime.store.outbox.claimReadBacks({ owner: runtime.owner, limit, forMs: leaseMs }),
    work,
    nextDueAt: () => Promise.resolve(undefined),
  })
}
