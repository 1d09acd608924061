import { createHash } from 'node:crypto'
import type { Clock, StopSignal } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { hoursOf } from '../kpi/hours.ts'
import type { Metric } from '../kpi/metric.ts'
import { metrics as listed } from '../kpi/metrics/index.ts'
import { viewsOf, type KpiSettings } from '../kpi/settings.ts'
import { CircleMemory } from './kpi-memory.ts'
import {
  deriveDue,
  foldDue,
  isFarBehind,
  readOn,
  readerOf,
  type Upkeep,
  type UpkeepStore,
} from './kpi-steps.ts'

/** Counts up when rows are read or written in another way than before. */
const derivation = '2'
/** Counts up when buckets are kept in another form than before. */
const folding = '2'
export interface KpiUpkeepOptions {
  readonly store: UpkeepStore
  readonly clock: Clock
  readonly log: Log
  /** Names this process in leases. */
  readonly owner: string
  readonly settings: ReadonlyMap<string, KpiSettings>
  /** Makes a tenant's figures anew beside everything else; resolves when it has, or cannot. */
  readonly anew?: ((tenant: string, stop: StopSignal) => Promise<void>) | undefined
  readonly metrics?: readonly Metric[]
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
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
  /** Brings a tenant's figures up to the present; false where another process does, or at the end. */
  round(tenant: string, stop?: StopSignal): Promise<boolean>
  run(stop: StopSignal): Promise<void>
}

function upkeepOf(options: KpiUpkeepOptions, tenant: string, agreed: KpiSettings): Upkeep {
  const { store, log, metrics = listed } = options
  const { targets, schedules, timeZone } = agreed
  const versions = metrics.map(({ id, version }) => [id, version])
  return {
    tenant,
    store,
    log,
    metrics,
    hours: hoursOf(timeZone),
    memory: new CircleMemory(),
    viewAt: viewsOf(agreed),
    made: {
      derivation: `${derivation} ${timeZone}`,
      view: digestOf([folding, versions, targets, schedules]),
    },
  }
}

/** Keeps figures ready: reads the journal, derives what changed, folds the buckets that are due. */
export function createKpiUpkeep(options: KpiUpkeepOptions): KpiUpkeep {
  const { store, clock, log, owner, settings, anew } = options
  const upkeeps = new Map(
    [...settings].map(([tenant, agreed]) => [tenant, upkeepOf(options, tenant, agreed)]),
  )

  function fail(tenant: string, error: unknown): void {
    const message = error instanceof Error ? error.message : ''
    log.warn('kpi.upkeep_failed', { tenant, message })
  }

  /** As much as one lease allows; `isNew`: nothing of it has ever been ready. */
  async function step(
    tenant: string,
    stop?: StopSignal,
  ): Promise<{ outcome: Outcome; isNew: boolean }> {
    const upkeep = upkeeps.get(tenant)
    const lease =
      upkeep && (await store.leases.take({ tenant, key: leaseKey, owner, forMs: leaseMs }))
    if (!upkeep || !lease) return { outcome: 'elsewhere', isNew: false }
    const began = clock.monotonic()
    try {
      const reader = await readerOf(upkeep)
      const longest = reader.at === 0 ? longStepMs : stepMs
      const isLate = (): boolean => stop?.aborted === true || clock.monotonic() - began > longest
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

  async function round(tenant: string, stop?: StopSignal): Promise<boolean> {
    for (;;) {
      const { outcome } = await step(tenant, stop)
      if (outcome !== 'more' || stop?.aborted) return outcome === 'done'
    }
  }

  /** Answers how long to rest, ms. */
  async function turn(tenant: string, stop: StopSignal): Promise<number> {
    const began = clock.monotonic()
    const made = await step(tenant, stop).catch((error: unknown) => {
      fail(tenant, error)
      return { outcome: 'elsewhere', isNew: false } as const
    })
    if (made.outcome === 'more' && made.isNew) return 1
    const rest = (clock.monotonic() - began) * restPerWork
    return Math.min(Math.max(rest, everyMs), longestRestMs)
  }

  /** False where it was tried and did not work: it is done here then. */
  async function helped(upkeep: Upkeep, stop: StopSignal): Promise<boolean> {
    try {
      if (anew && (await isFarBehind(upkeep))) await anew(upkeep.tenant, stop)
      return true
    } catch (error) {
      fail(upkeep.tenant, error)
      return false
    }
  }

  async function keep(upkeep: Upkeep, stop: StopSignal): Promise<void> {
    let isHelped = anew !== undefined
    while (!stop.aborted) {
      if (isHelped) isHelped = await helped(upkeep, stop)
      await clock.sleep(await turn(upkeep.tenant, stop), stop)
    }
  }

  return {
    round,
    async run(stop) {
      await Promise.all([...upkeeps.values()].map((upkeep) => keep(upkeep, stop)))
    },
  }
}
