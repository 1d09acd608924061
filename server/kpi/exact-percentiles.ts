import type { Fact } from './facts.ts'
import type { Figure, Metric, Reading, View } from './metric.ts'
import { exactUpTo } from './sketch.ts'

const ranks = { p50: 50, p90: 90, p95: 95 } as const

/** Of ascending values, by nearest rank: the ⌈p·n⌉th. */
function nearestRank(values: Float64Array, percent: number): number {
  return values[Math.ceil((percent * values.length) / 100) - 1] ?? 0
}

function exactly(figure: Figure, values: readonly number[] | undefined): Figure {
  if (figure.p50 === undefined || values === undefined) return figure
  const sorted = Float64Array.from(values).sort()
  const percentiles = Object.entries(ranks).map(([name, p]) => [name, nearestRank(sorted, p)])
  return { ...figure, ...(Object.fromEntries(percentiles) as Pick<Figure, keyof typeof ranks>) }
}

/**
 * A sketch of many durations names its percentiles to within 1/512; where the facts are at hand, they
 * are read from the values themselves.
 */
export function withExactPercentiles(
  metric: Metric,
  reading: Reading | undefined,
  facts: Iterable<Fact>,
  view: View,
): Reading | undefined {
  const isSketched = (figure: Figure): boolean => figure.p50 !== undefined && figure.n > exactUpTo
  if (!reading || !Object.values(reading).some(isSketched)) return reading
  const values = new Map<string, number[]>()
  for (const fact of facts)
    for (const { part, value } of metric.contributions(fact, view)) {
      const known = values.get(part)
      if (known) known.push(value)
      else values.set(part, [value])
    }
  const figures = Object.entries(reading).map(
    ([part, figure]) => [part, exactly(figure, values.get(part))] as const,
  )
  return Object.fromEntries(figures)
}
