import type { Clock, StopSignal } from '../core/clock.ts'
import type { TicketRef } from '../core/filing.ts'
import type { HelpdeskFigures } from '../core/helpdesk.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import { nightDue, reconcileNight } from './reconcile-night.ts'
import { ticketEpisodes } from './ticket-episodes.ts'

export type FiguresReader = (ticket: TicketRef) => Promise<HelpdeskFigures | undefined>

interface NightlyOptions {
  readonly store: Pick<Store, 'kpi' | 'outbox' | 'kept' | 'leases'>
  readonly clock: Clock
  readonly log: Log
  /** Names this process in leases. */
  readonly owner: string
  /** The helpdesk's own figures, by tenant that has them. */
  readonly figures: ReadonlyMap<string, FiguresReader>
}

export interface NightlyReconciliation {
  /** Compares a tenant's last night where that is due; false where it is not, or another process does. */
  round(tenant: string, stop?: StopSignal): Promise<boolean>
  run(stop: StopSignal): Promise<void>
}

const leaseKey = 'kpi-reconciliation'
/** A night's tickets, one call each, also where the helpdesk asks to wait; later, two may do the same work. */
const leaseMs = 2 * 3_600_000
const everyMs = 2 * 60_000

/** Compares each night's tickets with the helpdesk's own figures, once its history has been read. */
export function createNightlyReconciliation(options: NightlyOptions): NightlyReconciliation {
  const { store, clock, log, owner, figures } = options
  /** When a night was first seen to be due, by tenant. */
  const dueSince = new Map<string, number>()

  /** What the night's reading brought must have come into our own figures. */
  async function isReady(tenant: string): Promise<boolean> {
    if ((await nightDue(store, tenant)) === undefined) {
      dueSince.delete(tenant)
      return false
    }
    const since = dueSince.get(tenant) ?? clock.now()
    dueSince.set(tenant, since)
    const reader = await store.kpi.reader(tenant)
    return reader !== undefined && reader.at >= since
  }

  async function round(tenant: string, stop?: StopSignal): Promise<boolean> {
    const read = figures.get(tenant)
    if (!read || !(await isReady(tenant))) return false
    const lease = await store.leases.take({ tenant, key: leaseKey, owner, forMs: leaseMs })
    if (!lease) return false
    const comparing = {
      store,
      clock,
      log,
      episodes: ticketEpisodes.bind(undefined, store.kpi),
      figures: (_tenant: string, ticket: TicketRef) => read(ticket),
    }
    try {
      return await reconcileNight(comparing, tenant, stop)
    } finally {
      await store.leases.release(tenant, lease)
    }
  }

  async function run(stop: StopSignal): Promise<void> {
    while (!stop.aborted && figures.size > 0) {
      for (const tenant of figures.keys()) {
        await round(tenant, stop).catch((error: unknown) => {
          const message = error instanceof Error ? error.message : ''
          log.warn('kpi.reconciliation_failed', { tenant, message })
        })
      }
      await clock.sleep(everyMs, stop)
    }
  }
  return { round, run }
}
