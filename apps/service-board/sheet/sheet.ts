import type { KpiSheet } from '../../../server/api/kpi-sheet.ts'
import type { KpiMetric } from '../../../server/api/kpi.ts'
import type { Filters } from '../address.ts'
import type { Bounds } from '../days.ts'
import { betterWay } from '../goodness.ts'

export type Goal = KpiSheet['goals'][number]
export type Target = KpiSheet['targets'][number]
export type SavedView = KpiSheet['views'][number]

type Targeted = Pick<KpiMetric, 'id' | 'unit'> & { readonly parts: readonly string[] }

export function goalOf({ goals }: Pick<KpiSheet, 'goals'>, metric: string): Goal | undefined {
  return goals.find((goal) => goal.metric === metric)
}

/** What nobody has said yet what it is for. */
export function withoutGoal<M extends Pick<KpiMetric, 'id'>>(
  sheet: Pick<KpiSheet, 'goals'>,
  metrics: readonly M[],
): readonly M[] {
  return metrics.filter(({ id }) => (goalOf(sheet, id)?.goal.trim() ?? '') === '')
}

/** The target of exactly this channel, group or tier. */
export function ownTarget(
  { targets }: Pick<KpiSheet, 'targets'>,
  { id, parts }: Targeted,
  dimension: Target['dimension'],
  key: string,
): number | undefined {
  const part = parts[0] ?? ''
  return targets.find(
    (one) =>
      one.metric === id && one.part === part && one.dimension === dimension && one.key === key,
  )?.value
}

const dimensions = ['account', 'channel', 'group', 'tier'] as const

/** The narrowest target that what is shown falls under, else the company's own. */
export function targetFor(
  sheet: Pick<KpiSheet, 'goals' | 'targets'>,
  metric: Targeted,
  filters: Filters,
): number | undefined {
  for (const dimension of dimensions) {
    const key = filters[dimension]
    const own = key === undefined ? undefined : ownTarget(sheet, metric, dimension, key)
    if (own !== undefined) return own
  }
  return goalOf(sheet, metric.id)?.target
}

export function baselineBounds({ baseline }: Pick<KpiSheet, 'baseline'>): Bounds | undefined {
  return baseline && { from: Date.parse(baseline.from), to: Date.parse(baseline.to) }
}

const length = ({ from, to }: Bounds): number => to - from

/** Counts and money of a week say nothing beside those of a month; shares and times do. */
export function isComparable(
  { unit }: Pick<KpiMetric, 'unit'>,
  shown: Bounds,
  baseline: Bounds | undefined,
): boolean {
  if (!baseline) return false
  return (unit !== 'count' && unit !== 'money') || length(shown) === length(baseline)
}

/** Whether a figure reaches its target; undefined where more is neither better nor worse. */
export function isMet(metric: Targeted, value: number, target: number): boolean | undefined {
  const way = betterWay(metric)
  if (way === 'neither') return undefined
  return way === 'lower' ? value <= target : value >= target
}

/** The same list with one of it put in place of its former self, or at the end. */
export function put<T>(list: readonly T[], one: T, isSame: (other: T) => boolean): T[] {
  return list.some(isSame) ? list.map((other) => (isSame(other) ? one : other)) : [...list, one]
}
