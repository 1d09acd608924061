import type { KpiMetric, KpiReport } from '../../server/api/kpi.ts'

export const stretchNames = ['wait', 'touch', 'work', 'dispatch', 'close'] as const
export type StretchName = (typeof stretchNames)[number]

export interface StretchTime {
  readonly name: StretchName
  /** Mean, ms: means of the same episodes add up, percentiles never do. */
  readonly ms: number
  readonly n: number
}

export interface Stretches {
  readonly stretches: readonly StretchTime[]
  readonly total: number
}

/** The figure whose parts are the stretches of an episode, where the catalogue has one. */
export function stretchMetric(metrics: readonly KpiMetric[]): KpiMetric | undefined {
  return metrics.find(
    ({ unit, parts }) => unit === 'ms' && parts.includes('wait') && parts.includes('work'),
  )
}

/**
 * Where the time of closed episodes went. Nothing unless every stretch was measured on as many: stretches of
 * different episodes do not add up to anything.
 */
export function stretchesOf(
  metric: KpiMetric | undefined,
  report: KpiReport,
): Stretches | undefined {
  const reading = report.metrics.find(({ id }) => id === metric?.id)?.reading
  if (!metric || !reading) return undefined
  const stretches = stretchNames.flatMap((name) => {
    const figure = reading[name]
    return figure?.mean === undefined ? [] : [{ name, ms: figure.mean, n: figure.n }]
  })
  const isWhole = stretches.length > 1 && new Set(stretches.map(({ n }) => n)).size === 1
  if (!isWhole) return undefined
  return { stretches, total: stretches.reduce((sum, { ms }) => sum + ms, 0) }
}
