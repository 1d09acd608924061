import type { Clock, StopSignal } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { Store } from '../core/store/index.ts'
import type { Learnt } from '../understanding/learning/codec.ts'
import { fingerprintOf } from '../understanding/learning/fingerprint.ts'
import type { Models } from '../understanding/models.ts'
import type { Engine } from '../understanding/understand.ts'
import { breath } from './breath.ts'
import { learnTenant, learntInUse, type Drive, type LearnReport } from './learn-tenant.ts'

/** A tenant whose texts are read, and who takes over what was learnt of them. */
export interface LearningTenant {
  readonly id: string
  readonly timeZone: string
  /** Reads with the shipped models. */
  readonly engine: Engine
  readonly categories: readonly string[]
  /** From now on texts are read with this; undefined = by the shipped models alone. */
  readonly use: (learnt: Learnt | undefined) => void
}

interface LearnerOptions {
  readonly store: Pick<Store, 'learning' | 'kept' | 'leases'>
  readonly clock: Clock
  readonly log: Log
  /** Names this process in leases. */
  readonly owner: string
  readonly tenants: readonly LearningTenant[]
}

export interface Learner {
  /** Takes over what is accepted, whichever process or command did that. */
  refresh(tenant: LearningTenant): Promise<void>
  /** Learns where tonight's turn has not been; undefined where it has, or another process learns. */
  round(tenant: LearningTenant): Promise<LearnReport | undefined>
  run(stop: StopSignal): Promise<void>
}

/** In the small hours of the tenant's own clock. */
const nightBeginsMs = 2 * 3_600_000
const nightKey = 'understanding-learning-night'
const leaseKey = 'understanding-learning'
const leaseMs = 30 * 60_000
const everyMs = 2 * 60_000
/** The longest the thread is held; one slice takes a few milliseconds. */
const sliceMs = 8

/** The night a moment belongs to: a day that begins when the small hours do. */
function nightOf(at: number, timeZone: string): string {
  const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return new Intl.DateTimeFormat('sv-SE', format).format(at - nightBeginsMs)
}

/** Between slices everybody else has their turn. */
export function gently(clock: Pick<Clock, 'monotonic'>): Drive {
  return async (work) => {
    let since = clock.monotonic()
    for (;;) {
      const step = work.next()
      if (step.done === true) return step.value
      if (clock.monotonic() - since < sliceMs) continue
      await breath()
      since = clock.monotonic()
    }
  }
}

export function createLearner(options: LearnerOptions): Learner {
  const { store, clock, log, owner, tenants } = options
  /** The version in use, by tenant; 0 = none. */
  const used = new Map<string, number>()
  const bases = new Map<Models, string>()

  function baseOf(models: Models): string {
    const base = bases.get(models) ?? fingerprintOf(models)
    bases.set(models, base)
    return base
  }

  async function refresh({ id, engine, use }: LearningTenant): Promise<void> {
    const base = baseOf(engine.models)
    const versions = await store.learning.versions(id)
    const wanted = versions.find(({ retiredAt }) => retiredAt === undefined)?.version ?? 0
    if ((used.get(id) ?? 0) === wanted) return
    const found = await learntInUse(store, id, base)
    use(found?.learnt)
    used.set(id, found?.version ?? 0)
    const version = found?.version ?? 0
    if (found && !found.learnt) log.warn('learning.other_base', { tenant: id, version })
    else log.info('learning.in_use', { tenant: id, version })
  }

  async function learnNow({ id, engine, categories }: LearningTenant): Promise<LearnReport> {
    const report = await learnTenant({ store, tenant: id, engine, categories }, gently(clock))
    const { outcome, labels, version } = report
    log.info('learning.done', { tenant: id, outcome, labels, ...(version && { version }) })
    return report
  }

  async function round(tenant: LearningTenant): Promise<LearnReport | undefined> {
    const { id, timeZone } = tenant
    const night = nightOf(clock.now(), timeZone)
    const isDone = async (): Promise<boolean> => (await store.kept.get(id, nightKey)) === night
    if (await isDone()) return undefined
    const lease = await store.leases.take({ tenant: id, key: leaseKey, owner, forMs: leaseMs })
    if (!lease) return undefined
    try {
      // Whoever held it before may have learnt meanwhile.
      if (await isDone()) return undefined
      const report = await learnNow(tenant)
      await store.kept.set(id, nightKey, night)
      return report
    } finally {
      await store.leases.release(id, lease)
    }
  }

  async function turn(tenant: LearningTenant): Promise<void> {
    try {
      await refresh(tenant)
      if (await round(tenant)) await refresh(tenant)
    } catch (error) {
      const message = error instanceof Error ? error.name : ''
      log.warn('learning.failed', { tenant: tenant.id, message })
    }
  }

  async function run(stop: StopSignal): Promise<void> {
    while (!stop.aborted && tenants.length > 0) {
      for (const tenant of tenants) await turn(tenant)
      await clock.sleep(everyMs, stop)
    }
  }

  return { refresh, round, run }
}
