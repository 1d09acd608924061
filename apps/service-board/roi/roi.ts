import type { TypedInput } from '../../../server/api/kpi-sheet.ts'

export const benefitNames = ['savedContactCost', 'retainedMargin', 'attributedSales'] as const
export const termNames = [...benefitNames, 'programmeCost'] as const
export type TermName = (typeof termNames)[number]

/** The three ways it may come out: the careful one, the likely one, the hopeful one. */
export interface Range {
  readonly low: number
  readonly likely: number
  readonly high: number
}

export interface Term extends Range {
  readonly name: TermName
  /** What it was added up from. */
  readonly inputs: readonly TypedInput[]
}

export interface Roi {
  /** Only terms that somebody typed something for. */
  readonly terms: readonly Term[]
  readonly missing: readonly TermName[]
  /** A ratio: 0.5 = half of what was spent came back on top. undefined: no data. */
  readonly roi: Range | undefined
}

/** Every month that something was typed for, ascending. */
export function monthsIn(inputs: readonly TypedInput[]): readonly string[] {
  const all = inputs.filter(({ kind }) => (termNames as readonly string[]).includes(kind))
  return [...new Set(all.map(({ month }) => month))].sort()
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

function termOf(name: TermName, inputs: readonly TypedInput[]): Term | undefined {
  const own = inputs.filter(({ kind }) => kind === name)
  if (own.length === 0) return undefined
  return {
    name,
    likely: sum(own.map(({ likely }) => likely)),
    low: sum(own.map(({ low, likely }) => low ?? likely)),
    high: sum(own.map(({ high, likely }) => high ?? likely)),
    inputs: own,
  }
}

/**
 * (saved contact cost + retained margin + attributed sales − programme cost) ÷ programme cost, over whole
 * months. Several inputs of one kind and month add up. Low takes the least benefit at the highest cost, high
 * the reverse. Without a cost, or without any benefit typed, there is no figure; a benefit that nobody typed
 * counts as nothing and is named.
 */
export function roiOf(inputs: readonly TypedInput[], months: readonly string[]): Roi {
  const used = inputs.filter(({ month }) => months.includes(month))
  const terms = termNames.flatMap((name) => termOf(name, used) ?? [])
  const missing = termNames.filter((name) => !terms.some((term) => term.name === name))
  const cost = terms.find(({ name }) => name === 'programmeCost')
  const benefits = terms.filter(({ name }) => name !== 'programmeCost')
  if (!cost || benefits.length === 0 || Math.min(cost.low, cost.likely, cost.high) <= 0)
    return { terms, missing, roi: undefined }
  const of = (way: keyof Range, spent: number): number =>
    (sum(benefits.map((term) => term[way])) - spent) / spent
  const roi = {
    low: of('low', cost.high),
    likely: of('likely', cost.likely),
    high: of('high', cost.low),
  }
  return { terms, missing, roi }
}
