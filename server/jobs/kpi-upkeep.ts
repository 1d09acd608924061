import { createHash } from 'node:crypto'
import type { Clock, StopSignal } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { KpiCircle, KpiReader, Store } from '../core/store/index.ts'
import { hoursOf, type Hours } from '../kpi/hours.ts'
import type { Metric, View } from '../kpi/metric.ts'
import { metrics as listed } from '../kpi/metrics/index.ts'
import { viewsOf, type KpiSettings } from '../kpi/settings.ts'
import { breath } from './breath.ts'
import { foldDay } from './kpi-buckets.ts'
import { factsOf } from './kpi-facts.ts'
import { CircleMemory } from './kpi-memory.ts'
import { pageOf } from './kpi-page.ts'

/** Counts up when rows are read or written in another way than before. */
const derivation = '2'
/** Counts up when buckets are kept in another form than before. */
const folding = '2'
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

export interface KpiUpkeepOptions {
  readonly store: Pick<Store, 'kpi' | 'journal' | 'leases'>
  readonly clock: Clock
  readonly log: Log
  /** Names this process in leases. */
  readonly owner: string
  readonly settings: ReadonlyMap<string, KpiSettings>
  readonly metrics?: readonly Metric[]
}

interface Upkeep {
  readonly tenant: string
  readonly store: KpiUpkeepOptions['store']
  readonly log: Log
  readonly metrics: readonly Metric[]
  readonly hours: Hours
  readonly memory: CircleMemory
  readonly viewAt: (asOf: number) => View
  /** What the rows are made by. */
  readonly made: Pick<KpiReader, 'derivation' | 'view'>
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
}

/** Begins anew where the rows were made by another version of the program or of the agreements. */
async function readerOf({ tenant, store, made, log }: Upkeep): Promise<KpiReader> {
  const known = await store.kpi.reader(tenant)
  const isReadable = known?.derivation === made.derivation
  if (known && isReadable && known.view === made.view) return known
  const since = isReadable ? known : { seq: 0, newestAt: null }
  const reader = { seq: since.seq, newestAt: since.newestAt, at: 0, ...made }
  if (isReadable) await store.kpi.restate(tenant, reader)
  else await store.kpi.restart(tenant, reader)
  log.info('kpi.rebuild', { tenant, from: reader.seq })
  return reader
}

/** Whether the time of a step is up. */
type IsLate = () => boolean

/** Reads the journal on; false while there is more. */
async function readOn(upkeep: Upkeep, from: KpiReader, isLate: IsLate): Promise<boolean> {
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
async function deriveDue(upkeep: Upkeep, asOf: number, isLate: IsLate): Promise<boolean> {
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
async function foldDue(upkeep: Upkeep, asOf: number, isLate: IsLate): Promise<boolean> {
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

const leaseKey = 'kpi-upkeep'
const leaseMs = 20_000
/** Rests are short where steps are. */
const stepMs = 400
/** Of figures made anew: far below the lease; a relay that ends does not wait longer. */
const longStepMs = 2000
const everyMs = 5000
/** Not more than one part in twenty-five of the time, unless figures are made anew: mail comes first. */
const restPerWork = 24
const longestRestMs = 55_000

type Outcome = 'done' | 'more' | 'elsewhere'

export interface KpiUpkeep {
  /** Brings a tenant's figures up to the present; false where another process does. */
  round(tenant: string): Promise<boolean>
  run(stop: StopSignal): Promise<void>
}

/** Keeps figures ready: reads the journal, derives what changed, folds the buckets that are due. */
export function createKpiUpkeep(options: KpiUpkeepOptions): KpiUpkeep {
  const { store, clock, log, owner, settings, metrics = listed } = options
  const upkeeps = new Map(
    [...settings].map(([tenant, agreed]): [string, Upkeep] => {
      const { targets, schedules, timeZone } = agreed
      const versions = metrics.map(({ id, version }) => [id, version])
      const made = {
        derivation: `${derivation} ${timeZone}`,
        view: digestOf([folding, versions, targets, schedules]),
      }
      const hours = hoursOf(timeZone)
      return [
        tenant,
        {
          tenant,
          store,
          log,
          metrics,
          hours,
          memory: new CircleMemory(),
          viewAt: viewsOf(agreed),
          made,
        },
      ]
    }),
  )

  /** As much as one lease allows; `isNew`: nothing of it has ever been ready. */
  async function step(tenant: string): Promise<{ outcome: Outcome; isNew: boolean }> {
    const upkeep = upkeeps.get(tenant)
    const lease =
      upkeep && (await store.leases.take({ tenant, key: leaseKey, owner, forMs: leaseMs }))
    if (!upkeep || !lease) return { outcome: 'elsewhere', isNew: false }
    const began = clock.monotonic()
    try {
      const reader = await readerOf(upkeep)
      const longest = reader.at === 0 ? longStepMs : stepMs
      const isLate = (): boolean => clock.monotonic() - began > longest
      const asOf = clock.now()
      const isDone =
        (await readOn(upkeep, reader, isLate)) &&
        (await deriveDue(upkeep, asOf, isLate)) &&
        (await foldDue(upkeep, asOf, isLate))
      if (isDone) await store.kpi.touch(tenant, asOf)
      if (isDone && reader.at === 0) log.info('kpi.ready', { tenant })
      return { outcome: isDone ? 'done' : 'more', isNew: reader.at === 0 }
    } finally {
      await store.leases.release(tenant, lease)
    }
  }

  async function round(tenant: string): Promise<boolean> {
    for (;;) {
      const { outcome } = await step(tenant)
      if (outcome !== 'more') return outcome === 'done'
    }
  }

  /** Answers how long to rest, ms. */
  async function turn(tenant: string): Promise<number> {
    const began = clock.monotonic()
    const made = await step(tenant).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : ''
      log.warn('kpi.upkeep_failed', { tenant, message })
      return { outcome: 'elsewhere', isNew: false } as const
    })
    if (made.outcome === 'more' && made.isNew) return 1
    const rest = (clock.monotonic() - began) * restPerWork
    return Math.min(Math.max(rest, everyMs), longestRestMs)
  }

  async function keep(tenant: string, stop: StopSignal): Promise<void> {
    while (!stop.aborted) await clock.sleep(await turn(tenant), stop)
  }

  return {
    round,
    async run(stop) {
      await Promise.all([...upkeeps.keys()].map((tenant) => keep(tenant, stop)))
    },
  }
}
