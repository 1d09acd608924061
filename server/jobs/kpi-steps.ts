import type { Log } from '../core/log.ts'
import type { KpiCircle, KpiReader, Store } from '../core/store/index.ts'
import type { Hours } from '../kpi/hours.ts'
import type { Metric, View } from '../kpi/metric.ts'
import { breath } from './breath.ts'
import { foldDay } from './kpi-buckets.ts'
import { factsOf } from './kpi-facts.ts'
import type { CircleMemory } from './kpi-memory.ts'
import { pageOf } from './kpi-page.ts'

/** Small enough to leave callbacks room between two of them. */
const pageSize = 1000
const circlesAtOnce = 400
/** Before anything is known of their size. */
const circlesAtFirst = 16
/** What is held in memory at once, whatever one circle weighs. */
const charactersHeld = 2_000_000
const charactersAtOnce = 150_000
/** Whole days in a rebuild, which goes from the latest hour backwards. */
const hoursAtOnce = 240

/** What the upkeep asks of a store; also one that lives in another thread. */
export type UpkeepStore = Pick<Store, 'kpi' | 'journal' | 'leases'>

/** What one tenant's figures are kept by. */
export interface Upkeep {
  readonly tenant: string
  readonly store: UpkeepStore
  readonly log: Log
  readonly metrics: readonly Metric[]
  readonly hours: Hours
  readonly memory: CircleMemory
  readonly viewAt: (asOf: number) => View
  /** What the rows are made by. */
  readonly made: Pick<KpiReader, 'derivation' | 'view'>
}

/** Whether the rows were made by this version of the program and of the agreements. */
function isOurs({ made }: Upkeep, known: KpiReader | undefined): boolean {
  return known?.derivation === made.derivation && known.view === made.view
}

/** Begins anew where the rows were made by another version of the program or of the agreements. */
export async function readerOf(upkeep: Upkeep): Promise<KpiReader> {
  const { tenant, store, made, log } = upkeep
  const known = await store.kpi.reader(tenant)
  if (known && isOurs(upkeep, known)) return known
  const isReadable = known?.derivation === made.derivation
  const since = isReadable ? known : { seq: 0, newestAt: null }
  const reader = { seq: since.seq, newestAt: since.newestAt, at: 0, ...made }
  if (isReadable) await store.kpi.restate(tenant, reader)
  else await store.kpi.restart(tenant, reader)
  log.info('kpi.rebuild', { tenant, from: reader.seq })
  return reader
}

/** From so many journal entries on, reading them is work of minutes. */
const farBehind = 20_000

/** Whether figures must be made anew, and so much is to be read that nothing else should wait for it. */
export async function isFarBehind(upkeep: Upkeep): Promise<boolean> {
  const { tenant, store } = upkeep
  const known = await store.kpi.reader(tenant)
  // A backlog of figures that are there is worked off at leisure: it comes from much mail, which goes first.
  if (known && known.at > 0 && isOurs(upkeep, known)) return false
  return (await store.kpi.journalEnd(tenant)) > farBehind
}

/** Whether the time of a step is up. */
export type IsLate = () => boolean

/** Reads the journal on; false while there is more. */
export async function readOn(upkeep: Upkeep, from: KpiReader, isLate: IsLate): Promise<boolean> {
  const { tenant, store, log, memory } = upkeep
  const end = await store.kpi.journalEnd(tenant)
  let reader = from
  while (reader.seq < end && !isLate()) {
    const records = await store.journal.read(tenant, reader.seq, pageSize)
    const last = records.at(-1)
    if (!last) return true
    const after = reader.seq
    const newestAt = Math.max(reader.newestAt ?? 0, ...records.map(({ at }) => at))
    reader = { ...reader, seq: last.seq, newestAt }
    memory.standAt(after)
    const page = await pageOf(store.kpi, tenant, records, memory)
    await store.kpi.take(tenant, { ...page, after, reader })
    memory.move(reader.seq, page.members)
    await breath()
  }
  if (end - from.seq > 10 * pageSize) log.info('kpi.reading', { tenant, seq: reader.seq, of: end })
  return reader.seq >= end
}

/** As many circles as are derived in some ten milliseconds; one that is larger alone. */
function portions(circles: readonly KpiCircle[]): readonly (readonly KpiCircle[])[] {
  const made: KpiCircle[][] = []
  let size = Infinity
  for (const circle of circles) {
    size += circle.records.length
    const last = made.at(-1)
    if (last && size <= charactersAtOnce) last.push(circle)
    else {
      made.push([circle])
      size = circle.records.length
    }
  }
  return made
}

/** How many circles to read next, going by those just read. */
function nextCount(circles: readonly KpiCircle[]): number {
  const characters = circles.reduce((sum, { records }) => sum + records.length, 1)
  const many = Math.floor((circles.length * charactersHeld) / characters)
  return Math.max(1, Math.min(circlesAtOnce, many))
}

/** Derives the facts of circles that are due; false while there are more. */
export async function deriveDue(upkeep: Upkeep, asOf: number, isLate: IsLate): Promise<boolean> {
  const { tenant, store, hours, log } = upkeep
  let count = circlesAtFirst
  for (let derived = 0; ;) {
    const due = await store.kpi.dueCircles(tenant, asOf, count)
    if (due.length === 0) return true
    count = nextCount(due)
    for (const some of portions(due)) {
      if (isLate()) {
        log.info('kpi.deriving', { tenant, derived })
        return false
      }
      await store.kpi.putFacts(tenant, factsOf(tenant, some, { asOf, hours }))
      derived += some.length
      await breath()
    }
  }
}

/** Folds hours that are due, day by day; false while there are more. */
export async function foldDue(upkeep: Upkeep, asOf: number, isLate: IsLate): Promise<boolean> {
  const { tenant, store, metrics, hours, viewAt, log } = upkeep
  const folding = { tenant, metrics, hours, view: viewAt(asOf) }
  for (let folded = 0; ; folded += 1) {
    const due = await store.kpi.dueHours(tenant, asOf, hoursAtOnce)
    const [latest] = due
    if (!latest) return true
    const start = hours.dayOf(latest.hour)
    if (folded > 1) log.info('kpi.folding', { tenant, day: new Date(start).toISOString() })
    if (isLate()) return false
    const own = due.filter(({ hour }) => hours.dayOf(hour) === start)
    await foldDay(store.kpi, folding, { start, due: own })
  }
}
