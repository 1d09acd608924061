import type { StopSignal } from '../core/clock.ts'
import { watchAccess } from './access-watch.ts'
import { drainSpool } from './intake.ts'
import { unknownNotice } from './notice-text.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'
import { catchUpNightly } from './ticket-catch-up.ts'

const sweepEveryMs = 1000
const spoolEveryMs = 500
const netEveryMs = 30_000
const mediaEveryMs = 600_000
const accessEveryMs = 6 * 3_600_000
const nightEveryMs = 10 * 60_000

async function every(
  runtime: Runtime,
  stop: StopSignal,
  ms: number,
  work: () => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    try {
      await work()
    } catch (error) {
      runtime.log.warn('upkeep.failed', { message: error instanceof Error ? error.message : '' })
    }
    await runtime.clock.sleep(ms, stop)
  }
}

/** Sends left behind by a crashed process become unknown, never silently repeated. */
export async function sweepSends(runtime: Runtime): Promise<void> {
  const swept = await runtime.store.outbox.sweep((reply) => {
    const locale = runtime.tenants.get(reply.tenant)?.locale ?? 'zh-CN'
    return unknownNotice(
      { ...reply, updatedAt: runtime.clock.now() },
      'channel.unconfirmed',
      locale,
    )
  })
  if (swept.length > 0) runtime.wake.call('notices')
}

/** The net under lost webhooks: asks the helpdesk which tickets changed. */
export async function castNet(runtime: Runtime, tenant: TenantRuntime): Promise<void> {
  if (!tenant.reader?.touchedSince) return
  const key = 'touched-net'
  const lease = await runtime.store.leases.take({
    tenant: tenant.id,
    key,
    owner: runtime.owner,
    forMs: 20_000,
  })
  if (!lease) return
  try {
    const page = await tenant.reader.touchedSince(await runtime.store.kept.get(tenant.id, key))
    const items = page.tickets.map((ticket) => ({ ticket, key: `net:${ticket.id}:${page.cursor}` }))
    const known = await Promise.all(
      items.map(
        async (item) =>
          (await runtime.store.inbox.conversationByTicket(tenant.id, item.ticket)).length > 0,
      ),
    )
    const ours = items.filter((_, i) => known[i])
    if (ours.length > 0) await runtime.store.touched.touch(tenant.id, ours)
    await runtime.store.kept.set(tenant.id, key, page.cursor)
    if (ours.length > 0) runtime.wake.call('touched')
  } finally {
    await runtime.store.leases.release(tenant.id, lease)
  }
}

/** An agent answers a ticket within this time, or the helpdesk's own list of changes shows it. */
const unheardMs = 10 * 60_000
const unheardTickets = 1000

/** Reads the latest tickets once more: nobody told of replies before the helpdesk's webhooks were made. */
export async function hearEarlier(runtime: Runtime, tenant: TenantRuntime): Promise<void> {
  const at = runtime.clock.now()
  const { inbox, touched } = runtime.store
  const tickets = await inbox.ticketsSince(tenant.id, at - unheardMs, unheardTickets)
  await touched.touch(
    tenant.id,
    tickets.map((ticket) => ({ ticket, key: `earlier:${ticket.id}:${at}` })),
  )
  runtime.wake.call('touched')
}

/** Everything that runs by the clock beside the queues. */
export async function runUpkeep(runtime: Runtime, stop: StopSignal): Promise<void> {
  await Promise.all([
    every(runtime, stop, sweepEveryMs, () => sweepSends(runtime)),
    every(runtime, stop, spoolEveryMs, () => drainSpool(runtime)),
    every(runtime, stop, mediaEveryMs, async () => {
      await runtime.store.media.sweep()
      await runtime.store.intents.sweep()
    }),
    every(runtime, stop, accessEveryMs, async () => {
      await runtime.store.touched.sweep()
      await runtime.store.kept.sweep()
      for (const tenant of runtime.tenants.values()) {
        for (const served of tenant.accounts.values()) await watchAccess(runtime, served)
      }
    }),
    every(runtime, stop, netEveryMs, async () => {
      for (const tenant of runtime.tenants.values()) await castNet(runtime, tenant)
    }),
    every(runtime, stop, nightEveryMs, async () => {
      const tenants = [...runtime.tenants.values()]
      await Promise.all(tenants.map((tenant) => catchUpNightly(runtime, tenant, stop)))
    }),
  ])
}
