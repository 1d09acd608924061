import { createHash } from 'node:crypto'
import type { Clock, StopSignal } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { KpiReader, Store } from '../core/store/index.ts'
import { hoursOf, type Hours } from '../kpi/hours.ts'
import type { Metric, View } from '../kpi/metric.ts'
import { metrics as listed } from '../kpi/metrics/index.ts'
import { viewsOf, type KpiSettings } from '../kpi/settings.ts'
import { foldDay, foldHour, hoursIn } from './kpi-buckets.ts'
import { factsOf } from './kpi-facts.ts'
import { pageOf } from './kpi-page.ts'

/** Counts up when rows are read or written in another way than before. */
const derivation = '1'
const pageSize = 2000
const circlesAtOnce = 200
const hoursAtOnce = 24

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

/** Reads the journal to its end. Answers how many entries there were. */
async function readOn(upkeep: Upkeep, from: KpiReader): Promise<number> {
  const { tenant, store, log } = upkeep
  const end = await store.kpi.journalEnd(tenant)
  let reader = from
  while (reader.seq < end) {
    const records = await store.journal.read(tenant, reader.seq, pageSize)
    const last = records.at(-1)
    if (!last) break
    const after = reader.seq
    const newestAt = Math.max(reader.newestAt ?? 0, ...records.map(({ at }) => at))
    reader = { ...reader, seq: last.seq, newestAt }
    await store.kpi.take(tenant, { ...(await pageOf(store.kpi, tenant, records)), after, reader })
    if (end - from.seq > 10 * pageSize)
      log.info('kpi.reading', { tenant, seq: reader.seq, of: end })
  }
  return reader.seq - from.seq
}

async function deriveDue({ tenant, store, hours }: Upkeep, asOf: number): Promise<void> {
  for (;;) {
    const due = await store.kpi.dueCircles(tenant, asOf, circlesAtOnce)
    if (due.length === 0) return
    await store.kpi.putFacts(tenant, factsOf(tenant, due, { asOf, hours }))
  }
}

/** Folds every hour that is due, and then the days they lie in. */
async function foldDue(upkeep: Upkeep, asOf: number): Promise<number> {
  const { tenant, store, metrics, hours, viewAt } = upkeep
  const view = viewAt(asOf)
  let folded = 0
  for (;;) {
    const due = await store.kpi.dueHours(tenant, asOf, hoursAtOnce)
    if (due.length === 0) return folded
    for (const hour of due) await foldHour(store.kpi, { tenant, metrics, view }, hour)
    const days = new Set(due.map(({ hour }) => hours.dayOf(hour)))
    for (const start of days)
      await foldDay(store.kpi, { tenant, metrics }, { start, hours: hoursIn(hours, start) })
    folded += due.length
  }
}

const leaseKey = 'kpi-upkeep'
const leaseMs = 20_000
const everyMs = 5000

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
        view: digestOf([versions, targets, schedules]),
      }
      const hours = hoursOf(timeZone)
      return [
        tenant,
        { tenant, store, log, metrics, hours, viewAt: viewsOf(agreed), made },
      ]
    }),
  )

  async function round(tenant: string): Promise<boolean> {
    const upkeep = upkeeps.get(tenant)
    if (!upkeep) return false
    const lease = await store.leases.take({ tenant, key: leaseKey, owner, forMs: leaseMs })
    if (!lease) return false
    try {
      const reader = await readerOf(upkeep)
      const asOf = clock.now()
      const read = await readOn(upkeep, reader)
      await deriveDue(upkeep, asOf)
      await foldDue(upkeep, asOf)
      await store.kpi.touch(tenant, asOf)
      if (read > 10 * pageSize) log.info('kpi.ready', { tenant, entries: read })
      return true
    } finally {
      await store.leases.release(tenant, lease)
    }
  }

  async function run(stop: StopSignal): Promise<void> {
    while (!stop.aborted) {
      for (const tenant of upkeeps.keys()) {
        await round(tenant).catch((error: unknown) => {
          const message = error instanceof Error ? error.message : ''
          log.warn('kpi.upkeep_failed', { tenant, message })
        })
      }
      await clock.sleep(everyMs, stop)
    }
  }
  return { round, run }
}
