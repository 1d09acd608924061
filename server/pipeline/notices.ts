import type { ClaimedNotice } from '../core/store/outbox.ts'
import type { TicketRef } from '../core/filing.ts'
import { createPool, type Pool } from './pool.ts'
import { asRelayError, filingDelay } from './retry.ts'
import type { Runtime } from './runtime.ts'

const leaseMs = 20_000
/** Until the ticket's id is known (channel framework) or the helpdesk is back. */
const maxTries = 40

async function write(runtime: Runtime, claim: ClaimedNotice): Promise<boolean> {
  const tenant = runtime.tenants.get(claim.tenant)
  const conversation = await runtime.store.inbox.conversation(claim.tenant, claim.conversation)
  const ticket: TicketRef | undefined = claim.ticket ?? conversation?.ticket
  // The channel framework can speak of a conversation before the ticket's id is known.
  const isEnough = ticket !== undefined || tenant?.helpdesk.kind === 'channel'
  if (!tenant || !isEnough) return false
  const isFailure = claim.addTags.length > 0
  await tenant.helpdesk.note({
    id: claim.id,
    ticket: ticket ?? { id: '' },
    text: claim.text,
    addTags: claim.addTags,
    removeTags: claim.removeTags,
    setOpen: claim.setOpen,
    // Claimed before without a word of how it ended: it may be written already.
    isRetry: claim.tries > 0 || claim.fence > 1,
    ...(conversation && { thread: { account: conversation.account, threadId: conversation.id } }),
    ...(isFailure && { failedReply: { id: claim.reply, error: claim.text } }),
  })
  return true
}

/** Writes held, failed and unconfirmed replies where the agents look: note, tag, ticket open again. */
export function createNotices(runtime: Runtime): Pool {
  async function work(claim: ClaimedNotice): Promise<void> {
    const now = runtime.clock.now()
    try {
      const isWritten = await write(runtime, claim)
      if (isWritten) await runtime.store.outbox.finishNotice(claim, { done: true })
      else
        await runtime.store.outbox.finishNotice(claim, {
          done: false,
          runAt: now + 5000,
          code: 'helpdesk.not_found',
        })
      runtime.metrics.count('notices', { outcome: isWritten ? 'written' : 'waiting' })
    } catch (cause) {
      const error = asRelayError(cause, 'helpdesk.unavailable')
      runtime.log.warn('notice.failed', {
        notice: claim.id,
        code: error.code,
        message: error.message,
      })
      const delay = Math.min(filingDelay(claim.tries, error, 0), 120_000)
      const giveUp =
        claim.tries >= maxTries ||
        error.code === 'helpdesk.not_found' ||
        error.code === 'helpdesk.closed'
      await runtime.store.outbox.finishNotice(claim, {
        done: false,
        runAt: now + delay,
        code: error.code,
        giveUp,
      })
    }
  }

  return createPool({
    name: 'notices',
    width: 8,
    clock: runtime.clock,
    log: runtime.log,
    wake: runtime.wake,
    idleMs: 1000,
    claim: (limit) =>
      runtime.store.outbox.claimNotices({ owner: runtime.owner, limit, forMs: leaseMs }),
    work,
    nextDueAt: () => runtime.store.outbox.nextDueAt(),
  })
}
