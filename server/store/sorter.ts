import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { isDataFault } from './store-error.ts'
import { batchSize, sortStatements, sortBatch } from './sort.ts'
import { sortApart } from './sort-apart.ts'

const lookEveryMs = 1000
/**
 * While callbacks keep coming, sorting rests so many times as long as it worked, and then finds more to do
 * at once: no helpdesk takes tickets as fast as mail can be sorted, but every platform waits for its
 * acknowledgement.
 */
const restShare = 29
const longestRestMs = 250
/** A round of fewer is no load. */
const busyFrom = 16

export interface Sorter {
  /** Sorts one batch of each tenant; acknowledging comes before sorting when there is much to do. */
  readonly advance: () => Promise<void>
  /** Everything this process accepted before the call is sorted when it resolves; others' mail within a second. */
  readonly settle: () => Promise<void>
  /** Names tenants with fresh mail. */
  readonly mark: (tenants: ReadonlySet<string>) => void
}

async function freshTenants(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('inbox')
    .select('tenant')
    .distinct()
    .where('state', '=', sql.lit('fresh'))
    .execute()
  return new Set(rows.map(({ tenant }) => tenant))
}

/** A round that found much to do is followed by a rest, while callbacks keep coming. */
function rested(
  clock: Clock,
  round: () => Promise<number>,
  hasNewMail: () => boolean,
): () => Promise<void> {
  let restUntil = -Infinity
  return async () => {
    const restMs = restUntil - clock.monotonic()
    if (restMs > 0) await clock.sleep(restMs)
    const startedAt = clock.monotonic()
    const sorted = await round()
    const endedAt = clock.monotonic()
    if (hasNewMail() && sorted >= busyFrom)
      restUntil = endedAt + Math.min((endedAt - startedAt) * restShare, longestRestMs)
  }
}

/**
 * The second half of acceptance, after the platform has its answer: conversation, reply window and
 * journal, in order of acceptance. A crash in between leaves rows `fresh`; whoever looks next, in this
 * process or another, sorts them.
 */
export function createSorter(context: StoreContext): Sorter {
  const run = sortStatements(context.engine.kind)
  const dirty = new Set<string>()
  /** When a batch that left nothing over began, by tenant, counted in batches and calls. */
  const caughtUp = new Map<string, number>()
  const underWay = new Set<string>()
  let ticks = 0
  let marks = 0
  let seenMarks = 0
  let running: Promise<number> | undefined
  let lookedAt = -Infinity

  async function look(): Promise<void> {
    const at = context.clock.monotonic()
    if (at - lookedAt < lookEveryMs) return
    lookedAt = at
    for (const tenant of await freshTenants(context.db)) dirty.add(tenant)
  }

  async function sortSome(tenant: string): Promise<number> {
    const wanted = { tenant, limit: batchSize }
    try {
      // What a power cut takes away of it is sorted again.
      return await context.engine.lightly((tx) => sortBatch(context, run, tx, wanted))
    } catch (error) {
      if (!isDataFault(error)) throw error
      return sortApart(context, run, tenant)
    }
  }

  /** A full batch means that there may be more; mail accepted meanwhile marks the tenant again. */
  async function sortOne(tenant: string): Promise<number> {
    dirty.delete(tenant)
    underWay.add(tenant)
    const startedAt = ++ticks
    try {
      const n = await sortSome(tenant)
      if (n === batchSize) dirty.add(tenant)
      else caughtUp.set(tenant, startedAt)
      return n
    } catch (error) {
      dirty.add(tenant)
      throw error
    } finally {
      underWay.delete(tenant)
    }
  }

  /** Answers how many items. */
  async function round(): Promise<number> {
    let sorted = 0
    for (const tenant of [...dirty]) sorted += await sortOne(tenant)
    return sorted
  }

  function sortRound(): Promise<number> {
    running ??= look()
      .then(round)
      .finally(() => (running = undefined))
    return running
  }

  /** Since the last time somebody asked. */
  function hasNewMail(): boolean {
    const isNew = marks > seenMarks
    seenMarks = marks
    return isNew
  }

  return {
    advance: rested(context.clock, sortRound, hasNewMail),
    async settle() {
      await look()
      const calledAt = ++ticks
      const wanted = new Set([...dirty, ...underWay])
      for (;;) {
        for (const tenant of wanted)
          if ((caughtUp.get(tenant) ?? 0) > calledAt) wanted.delete(tenant)
        if (wanted.size === 0) return
        for (const tenant of wanted) dirty.add(tenant)
        await sortRound()
        // Callbacks that arrived meanwhile are answered before the next batch.
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    mark(tenants) {
      marks += 1
      for (const tenant of tenants) dirty.add(tenant)
    },
  }
}
