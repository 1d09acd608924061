import type { StopSignal } from '../core/clock.ts'
import { isRelayError } from '../core/error.ts'
import { localDay } from './local-day.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'
import { followTicket } from './ticket-follow.ts'
import { noteTicketEvents } from './ticket-journal.ts'

/** In the small hours of the tenant's own clock, when the helpdesk's allowance is nobody else's. */
const nightBeginsMs = 2 * 3_600_000
const leaseMs = 20_000
/** A thousand changes each: more than any night brings, and an end to a reading that gets nowhere. */
const maxPages = 1000
const longestWaitMs = 5 * 60_000

const cursorKey = 'ticket-history'
const nightKey = 'ticket-history-night'

/** What one page brought; undefined = another relay reads just now. */
async function readPage(
  runtime: Runtime,
  tenant: TenantRuntime,
): Promise<{ readonly noted: number; readonly isEnd: boolean } | undefined> {
  const { store } = runtime
  const lease = await store.leases.take({
    tenant: tenant.id,
    key: cursorKey,
    owner: runtime.owner,
    forMs: leaseMs,
  })
  if (!lease) return undefined
  try {
    const page = await tenant.reader?.ticketHistory?.(await store.kept.get(tenant.id, cursorKey))
    if (!page) return { noted: 0, isEnd: true }
    const fresh = await noteTicketEvents(runtime, tenant, page.events, 'read')
    for (const event of fresh) await followTicket(runtime, tenant, event)
    await store.kept.set(tenant.id, cursorKey, page.cursor)
    return { noted: fresh.length, isEnd: page.isEnd }
  } finally {
    await store.leases.release(tenant.id, lease)
  }
}

/** How long the helpdesk asks to wait; anything else it says ends the reading for now. */
function waitOf(error: unknown): number {
  if (!isRelayError(error, 'helpdesk.rate_limited') || typeof error.retry !== 'object') throw error
  return Math.min(error.retry.afterMs, longestWaitMs)
}

/**
 * Adds what happened to tickets while nobody told of it, each once, from where the last reading ended.
 * Answers how much was added and whether the end was reached. Throws `helpdesk.*`; what was read stays.
 */
export async function catchUp(
  runtime: Runtime,
  tenant: TenantRuntime,
  stop?: StopSignal,
): Promise<{ readonly noted: number; readonly isDone: boolean }> {
  let noted = 0
  for (let pages = 0; pages < maxPages && stop?.aborted !== true;) {
    try {
      const page = await readPage(runtime, tenant)
      if (!page) return { noted, isDone: false }
      noted += page.noted
      pages += 1
      if (page.isEnd) return { noted, isDone: true }
    } catch (error) {
      await runtime.clock.sleep(waitOf(error), stop)
    }
  }
  return { noted, isDone: false }
}

/** The night a moment belongs to: a day that begins when the small hours do. */
function nightOf(at: number, timeZone: string): string {
  return localDay(at - nightBeginsMs, timeZone)
}

/** Once a night, and after a start that slept through one; until the end was reached it is tried again. */
export async function catchUpNightly(
  runtime: Runtime,
  tenant: TenantRuntime,
  stop?: StopSignal,
): Promise<void> {
  if (!tenant.reader?.ticketHistory) return
  const { store, clock, log } = runtime
  const night = nightOf(clock.now(), tenant.timeZone)
  if ((await store.kept.get(tenant.id, nightKey)) === night) return
  try {
    const { noted, isDone } = await catchUp(runtime, tenant, stop)
    if (noted > 0) log.info('tickets.caught_up', { tenant: tenant.id, noted })
    if (isDone) await store.kept.set(tenant.id, nightKey, night)
  } catch (error) {
    if (!isRelayError(error)) throw error
    log.warn('tickets.catch_up_failed', { tenant: tenant.id, code: error.code })
    // Only admins may read it: asking every few minutes brings nothing.
    if (error.code === 'helpdesk.forbidden') await store.kept.set(tenant.id, nightKey, night)
  }
}
