import type { KpiFigure, KpiHours, KpiMetric, KpiReport } from '../../server/api/kpi.ts'
import type { PageName } from './address.ts'
import { fastest } from './fastest.ts'
import { headOf, mainPart } from './figures.ts'
import { betterWay } from './goodness.ts'
import { peaksOf, type Peak } from './peaks.ts'

/** Something worth a line in the weekly report; where to look it up stands with it. */
export type Finding =
  | {
      readonly kind: 'better' | 'worse' | 'moved'
      readonly metric: KpiMetric
      readonly before: number
      readonly now: number
      readonly page: PageName
    }
  | {
      readonly kind: 'thin'
      readonly metric: KpiMetric
      readonly figure: KpiFigure
      readonly page: PageName
    }
  | { readonly kind: 'peak'; readonly hours: number; readonly first: Peak; readonly page: PageName }
  | {
      readonly kind: 'day'
      readonly metric: KpiMetric
      readonly at: number
      readonly p50: number
      readonly n: number
      readonly page: PageName
    }

/** Fewer say nothing about a change. */
const enough = 20
const thinBelow = 0.8
const mostChanges = 6
const mostThin = 3

const pageOf = ({ id }: KpiMetric): PageName =>
  id === 'firstResponseSeconds' || id === 'everyResponseSeconds' ? 'response' : 'now'

/** How much a figure must move to be worth a line: three points of a share, a sixth of anything else. */
function weightOf({ unit }: KpiMetric, before: number, now: number): number {
  if (unit === 'share') return Math.abs(now - before) / 0.03
  return before === 0 ? 0 : Math.abs(now - before) / Math.abs(before) / 0.15
}

function figureIn(report: KpiReport, metric: KpiMetric): KpiFigure | undefined {
  return report.metrics.find(({ id }) => id === metric.id)?.reading?.[mainPart(metric)]
}

export interface Weeks {
  readonly metrics: readonly KpiMetric[]
  readonly week: KpiReport
  readonly before: KpiReport
  readonly hours: KpiHours | undefined
}

function changes({ metrics, week, before }: Weeks): readonly Finding[] {
  return metrics
    .flatMap((metric) => {
      const [then, now] = [figureIn(before, metric), figureIn(week, metric)]
      const [was, is] = [headOf(then), headOf(now)]
      if (was === undefined || is === undefined || !then || !now) return []
      if (then.n < enough || now.n < enough) return []
      const weight = weightOf(metric, was, is)
      if (weight < 1) return []
      const way = betterWay(metric)
      const kind = way === 'neither' ? 'moved' : is < was === (way === 'lower') ? 'better' : 'worse'
      return [
        { weight, finding: { kind, metric, before: was, now: is, page: pageOf(metric) } as const },
      ]
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostChanges)
    .map(({ finding }) => finding)
}

function thin({ metrics, week }: Weeks): readonly Finding[] {
  return metrics
    .flatMap((metric) => {
      const figure = figureIn(week, metric)
      const isThin =
        figure !== undefined && (figure.coverage ?? 1) < thinBelow && (figure.of ?? 0) >= enough
      return isThin ? [{ kind: 'thin', metric, figure, page: 'sources' } as const] : []
    })
    .sort((a, b) => (a.figure.coverage ?? 1) - (b.figure.coverage ?? 1))
    .slice(0, mostThin)
}

function peak({ hours }: Weeks): readonly Finding[] {
  const [first] = peaksOf(hours?.uncoveredPeaks ?? [])
  return first
    ? [{ kind: 'peak', hours: hours?.uncoveredPeaks.length ?? 0, first, page: 'hours' }]
    : []
}

function bestDay({ metrics, week }: Weeks): readonly Finding[] {
  const metric = metrics.find(({ id }) => id === 'firstResponseSeconds')
  const trend = week.metrics.find(({ id }) => id === metric?.id)?.trend ?? []
  const best =
    metric &&
    fastest(
      trend.map(({ at, reading }) => ({ key: Date.parse(at), reading })),
      mainPart(metric),
    )
  return best
    ? [{ kind: 'day', metric, at: best.key, p50: best.p50, n: best.n, page: 'response' }]
    : []
}

/** What stands out in a week against the one before: the largest changes first, then what to be careful with. */
export function findingsOf(weeks: Weeks): readonly Finding[] {
  return [...changes(weeks), ...peak(weeks), ...bestDay(weeks), ...thin(weeks)]
}
