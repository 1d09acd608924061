import type { Clock, StopSignal } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import type { Cluster } from '../understanding/clusters.ts'
import { createClusterFold, type ClusterMember } from './cluster-fold.ts'

export type { ClusterMember } from './cluster-fold.ts'

export interface ClusterWatchOptions {
  readonly tenant: string
  readonly store: Pick<Store, 'journal' | 'inbox' | 'kept' | 'leases'>
  readonly clock: Clock
  readonly log: Log
  /** Names this process in leases. */
  readonly owner: string
}

/** Watches what customers write for the same thing happening to many. */
export interface ClusterWatch {
  /** Those of at least so many items, the largest first. */
  clusters(least: number): readonly Cluster[]
  get(id: string): Cluster | undefined
  member(filing: string): ClusterMember | undefined
  /** Reads the journal on; the one process that holds the lease also decides what is new. */
  round(stop?: StopSignal): Promise<void>
  run(stop: StopSignal): Promise<void>
}

const pageSize = 500
const everyMs = 5000
const leaseMs = 30_000
const leaseKey = 'clusters'
/** From where the journal is read after a start: far enough back for what still grows. */
const fromKey = 'clusters:from'
const rememberedMs = 7 * 24 * 3_600_000
const markEveryMs = 10 * 60_000

export function createClusterWatch(options: ClusterWatchOptions): ClusterWatch {
  const { tenant, store, clock, log, owner } = options
  const fold = createClusterFold(tenant, store.inbox)
  /** Places in the journal, and when what follows was written. */
  const marks: { readonly seq: number; readonly at: number }[] = []
  let seq: number | undefined

  async function readOn(stop?: StopSignal): Promise<void> {
    seq ??= Number((await store.kept.get(tenant, fromKey)) ?? 0)
    while (stop?.aborted !== true) {
      const records = await store.journal.read(tenant, seq, pageSize)
      if (records.length === 0) return
      for (const record of records) {
        if (record.at - (marks.at(-1)?.at ?? -Infinity) >= markEveryMs)
          marks.push({ seq: record.seq - 1, at: record.at })
        await fold.take(record)
        seq = record.seq
      }
    }
  }

  /** What is older than a week need not be read again. */
  async function mark(): Promise<void> {
    const old = marks.findLastIndex(({ at }) => at < clock.now() - rememberedMs)
    const found = marks[old]
    if (!found) return
    marks.splice(0, old)
    await store.kept.note(tenant, fromKey, String(found.seq))
  }

  async function round(stop?: StopSignal): Promise<void> {
    await readOn(stop)
    const lease = await store.leases.take({ tenant, key: leaseKey, owner, forMs: leaseMs })
    if (!lease) return
    try {
      // Whoever held it before may have decided meanwhile.
      await readOn(stop)
      const entries = await fold.decide(clock.now())
      if (entries.length > 0) await store.journal.append(tenant, entries)
      await mark()
    } finally {
      await store.leases.release(tenant, lease)
    }
  }

  async function run(stop: StopSignal): Promise<void> {
    while (!stop.aborted) {
      await round(stop).catch((error: unknown) => {
        log.warn('clusters.failed', { tenant, name: error instanceof Error ? error.name : '' })
      })
      await clock.sleep(everyMs, stop)
    }
  }

  return {
    clusters: (least) => fold.clusters.list(least),
    get: (id) => fold.clusters.get(id),
    member: (filing) => fold.member(filing),
    round,
    run,
  }
}
