import type { BusinessClock } from './business-clock.ts'
import type { FactKind, FactOf } from './facts.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}

export type Family = 'scale' | 'service' | 'quality' | 'efficiency'
/** Maturity at which a figure is worth looking at. */
export type Stage = 1 | 2 | 3 | 4
export type Unit = 'count' | 'ms' | 'share' | 'score' | 'money' | 'ratio'

export interface Targets {
  /** Seconds within which a first response is on time. */
  readonly serviceLevelSeconds: { readonly calendar: number; readonly business: number }
  readonly fcrDays: number
  readonly reopenDays: number
  readonly mentionHours: number
}

/** The moment and the agreements a figure is read by. */
export interface View {
  /** Epoch ms; nothing later counts. */
  readonly asOf: number
  readonly targets: Targets
  readonly business: BusinessClock
}

/**
 * What one fact adds to one part of a metric; parts are the variants shown side by side
 * (`customerWait.calendar`), '' where there is only one. A share takes 1 for a hit and 0 for a miss.
 */
export interface Contribution {
  readonly part: string
  readonly value: number
  /** What is counted once, where the part counts different things (customers). */
  readonly key?: string
}

/** One figure. Which fields it has depends on the metric's shape. Durations in ms. */
export interface Figure {
  readonly value?: number
  readonly p50?: number
  readonly p90?: number
  readonly p95?: number
  readonly mean?: number
  /** All of them, ascending, where there are too few for percentiles. */
  readonly values?: readonly number[]
  /** How many were measured. */
  readonly n: number
  /** How many could have been. */
  readonly of?: number
  /** n ÷ of. */
  readonly coverage?: number
  readonly wilson95?: { readonly low: number; readonly high: number }
}

/** Figures by part; a part without data is left out. */
export type Reading = Readonly<Record<string, Figure>>

export interface MetricText {
  readonly title: Words
  /** How it is computed, whole: with what begins and ends a span and what is left out. */
  readonly formula: Words
  readonly exclusions: readonly Words[]
  /** The role that answers for it, where that is not the one of its family. */
  readonly owner?: Words
}

/**
 * A figure: a fold over facts of one kind. States are plain JSON (buckets keep them) and merge in any
 * order to the same state. Pure: the clock comes with the view.
 */
export interface Metric<K extends FactKind = FactKind, S = unknown> extends MetricText {
  readonly id: string
  readonly family: Family
  readonly stage: Stage
  readonly unit: Unit
  /** Counts up whenever the same facts would give another figure; buckets of an older one are made anew. */
  readonly version: number
  readonly over: K
  /** The parts there can be, in the order shown, each with its name. */
  readonly parts?: Readonly<Record<string, Words>>
  /** Taken at the moment itself, over whatever began before it; not over what began in the period. */
  readonly isStanding?: boolean
  readonly initial: () => S
  /** May write into the state it is given and hand the same one back; `merge` leaves both as they are. */
  readonly step: (state: S, fact: FactOf<K>, view: View) => S
  /** The same for many states: the fact is judged once. Undefined: it adds nothing. */
  readonly stepOf?: (fact: FactOf<K>, view: View) => ((state: S) => S) | undefined
  readonly merge: (a: S, b: S) => S
  /** The merge of all of them at once; they stay as they are. */
  readonly mergeAll?: (states: readonly S[]) => S
  /** The state as buckets keep it, plain JSON, and back; without them as it is. */
  readonly pack?: (state: S) => unknown
  readonly unpack?: (packed: unknown) => S
  /** Undefined = no data, never 0. */
  readonly read: (state: S, view: View) => Reading | undefined
  /** What the fact adds: why a ticket stands behind a figure. `step` uses the same. */
  readonly contributions: (fact: FactOf<K>, view: View) => readonly Contribution[]
  /** When what the fact adds changes next without any event (a window ends, a wait grows), epoch ms; Infinity: never. */
  readonly changesAt?: (fact: FactOf<K>, view: View) => number
}
