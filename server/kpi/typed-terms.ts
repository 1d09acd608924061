import type { TypedInput } from './typed-input.ts'
import type { Span } from './stretches.ts'
import { zoneOf } from './zone.ts'

/** One typed-in input as it goes into a figure: its own numbers times the share of its month that lies in the span. */
export interface Term extends Omit<TypedInput, 'low' | 'high'> {
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Sum {
  readonly likely: number
  readonly low: number
  readonly high: number
}

const first = (year: number, month: number): number => Date.UTC(year, month, 1)

/** A month as the wall clock there reads it; `2026-03`. */
function spanOfMonth(month: string, timeZone: string): Span {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const { momentOf } = zoneOf(timeZone)
  return { from: momentOf(first(year, number - 1)), to: momentOf(first(year, number)) }
}

/** Every month that a span touches. */
function monthsOf({ from, to }: Span, timeZone: string): readonly string[] {
  const { offsetAt } = zoneOf(timeZone)
  const months: string[] = []
  const start = new Date(from + offsetAt(from))
  for (let i = 0; ; i += 1) {
    const at = first(start.getUTCFullYear(), start.getUTCMonth() + i)
    const month = new Date(at).toISOString().slice(0, 7)
    if (spanOfMonth(month, timeZone).from >= to) return months
    months.push(month)
  }
}

/**
 * What people typed in for a span. An input holds for its month and is taken as spread evenly over it;
 * a kind that is missing for any month the span touches is no data, not 0.
 */
export class TypedTerms {
  private readonly terms: readonly Term[]
  private readonly months: readonly string[]

  constructor(inputs: readonly TypedInput[], span: Span, timeZone: string) {
    this.months = span.from < span.to ? monthsOf(span, timeZone) : []
    this.terms = inputs
      .filter(({ month }) => this.months.includes(month))
      .map((input): Term => {
        const month = spanOfMonth(input.month, timeZone)
        const within = Math.min(span.to, month.to) - Math.max(span.from, month.from)
        const share = within / (month.to - month.from)
        const { likely, low = likely, high = likely } = input
        return { ...input, share, likely: likely * share, low: low * share, high: high * share }
      })
  }

  of(kind: string): readonly Term[] {
    return this.terms.filter((term) => term.kind === kind)
  }

  /** Undefined: not known for every month. */
  sum(kind: string): Sum | undefined {
    const terms = this.of(kind)
    const known = new Set(terms.map(({ month }) => month))
    if (this.months.length === 0 || known.size < this.months.length) return undefined
    const add = (name: keyof Sum): number => terms.reduce((sum, term) => sum + term[name], 0)
    return { likely: add('likely'), low: add('low'), high: add('high') }
  }
}
