import type { Family, MetricText, Reading, Stage, Unit, Words } from './metric.ts'
import type { Sum } from './typed-terms.ts'

/** Kinds of typed-in inputs that figures rest on. */
export type InputKind =
  | 'staffCost'
  | 'programmeCost'
  | 'savedContactCost'
  | 'retainedMargin'
  | 'attributedSales'
  | 'loggedInHours'
  | 'brandMentions'
  | 'competitorMentions'

/** What an outcome is read from, all of one span. */
export interface Told {
  readonly sum: (kind: InputKind) => Sum | undefined
  readonly readings: ReadonlyMap<string, Reading>
  /** Work on one message, seconds, as agreed on; undefined: not known. */
  readonly handlingSeconds: number | undefined
}

/** A figure over typed-in inputs and other figures of the same span: no fold of its own, so neither buckets nor tickets. */
export interface Outcome extends MetricText {
  readonly id: string
  readonly family: Family
  readonly stage: Stage
  readonly unit: Unit
  /** Counts up whenever the same inputs would give another figure. */
  readonly version: number
  readonly parts: Readonly<Record<string, Words>>
  readonly inputs: readonly InputKind[]
  /** Figures it is read from, by id. */
  readonly from: readonly string[]
  /** Undefined = no data, never 0. */
  readonly read: (told: Told) => Reading | undefined
}

/** The three ways a typed-in figure is shown. */
export const threeParts = {
  '': { zh: '最可能', en: 'Likely' },
  low: { zh: '偏低', en: 'Low' },
  high: { zh: '偏高', en: 'High' },
} as const

/** A typed-in sum shared among n. Undefined without either. */
export function perOne(
  sum: Sum | undefined,
  n: number | undefined,
  scale = 1,
): Reading | undefined {
  if (!sum || n === undefined || n === 0) return undefined
  const of = (total: number) => ({ value: (total * scale) / n, n, of: n, coverage: 1 })
  return { '': of(sum.likely), low: of(sum.low), high: of(sum.high) }
}

/** How many episodes a person answered. */
export function answeredIn({ readings }: Told): number | undefined {
  return readings.get('firstResponseSeconds')?.['customerWait.calendar']?.n
}
