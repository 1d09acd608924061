import type { KpiFigure, KpiMetric, KpiReading } from '../../server/api/kpi.ts'
import type { Point } from '../kit/charts/series.ts'
import type { ReportMetric } from './use-report.ts'

/** What stands for a figure where one number must do: its value, else its median. */
export function headOf(figure: KpiFigure | undefined): number | undefined {
  return figure?.value ?? figure?.p50
}

/** The part shown first. */
export function mainPart({ parts }: Pick<KpiMetric, 'parts'>): string {
  return parts[0] ?? ''
}

/** The first part that has a figure. */
export function mainFigure(
  metric: Pick<KpiMetric, 'parts'>,
  reading: KpiReading | null | undefined,
): KpiFigure | undefined {
  return reading?.[mainPart(metric)]
}

/** One part of a metric over time. */
export function trendOf(
  metric: ReportMetric | undefined,
  part: string,
  pick: (figure: KpiFigure) => number | undefined = headOf,
): readonly Point[] {
  return (metric?.trend ?? []).map(({ at, reading }) => {
    const figure = reading[part]
    return { at: Date.parse(at), value: figure && pick(figure) }
  })
}

/** Followers, reposts and the like say how loud it was, not how good: they never stand in front. */
export function isSurface({ id }: Pick<KpiMetric, 'id'>): boolean {
  return /follower|repost|fans|likes/i.test(id)
}

export interface Shelves {
  readonly open: readonly KpiMetric[]
  /** Of a later stage than the company's. */
  readonly later: readonly KpiMetric[]
  readonly surface: readonly KpiMetric[]
}

/** What is shown at once and what stays folded, in the catalogue's order. */
export function shelve(metrics: readonly KpiMetric[], stage: number): Shelves {
  const surface = metrics.filter(isSurface)
  const rest = metrics.filter((metric) => !isSurface(metric))
  return {
    open: rest.filter((metric) => metric.stage <= stage),
    later: rest.filter((metric) => metric.stage > stage),
    surface,
  }
}
