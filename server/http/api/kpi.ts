import type { KpiCatalogue, KpiReading, KpiReport } from '../../api/kpi.ts'
import { RelayError } from '../../core/error.ts'
import type { KpiStore } from '../../core/store/index.ts'
import type { ListedMetric } from '../../kpi/define-metric.ts'
import type { Metric, Reading, View } from '../../kpi/metric.ts'
import { metricById, metrics } from '../../kpi/metrics/index.ts'
import { iso, type Call, type Handler } from './call.ts'
import { foldSpan, readingOf, type Asked, type Folded } from './kpi-figures.ts'
import { filterIn, groupingIn, scopeOf, spanOf } from './kpi-query.ts'

function catalogued(metric: ListedMetric): KpiCatalogue['metrics'][number] {
  const { id, family, stage, unit, version, title, formula, exclusions, parts } = metric
  return {
    id,
    family,
    stage,
    unit,
    version,
    title,
    formula,
    exclusions: [...exclusions],
    parts: Object.keys(parts),
    partTitles: parts,
  }
}

export const readKpiCatalogue: Handler<'readKpiCatalogue'> = (call) => {
  const { settings } = scopeOf(call)
  const { stage, timeZone, targets } = settings
  return Promise.resolve({ stage, timeZone, targets, metrics: metrics.map(catalogued) })
}

function metricsIn({ query }: Pick<Call, 'query'>): readonly ListedMetric[] {
  const ids = query['metrics']?.split(',').filter((id) => id !== '')
  if (!ids) return metrics
  return ids.map((id) => {
    const metric = metricById(id)
    if (!metric) throw new RelayError('api.invalid', 'There is no such metric.')
    return metric
  })
}

export function told(reading: Reading): KpiReading {
  return Object.fromEntries(
    Object.entries(reading).map(([part, { values, ...figure }]) => [
      part,
      { ...figure, ...(values && { values: [...values] }) },
    ]),
  )
}

/** By how much they count for, the largest first. */
function sizeOf(reading: Reading): number {
  return Math.max(0, ...Object.values(reading).map(({ n }) => n))
}

function groupsOf(
  metric: Metric,
  { groups }: Folded,
  view: View,
): KpiReport['metrics'][number]['groups'] {
  return [...groups]
    .flatMap(([key, states]) => {
      const reading = readingOf(metric, states, view)
      return reading ? [{ key, reading }] : []
    })
    .sort((a, b) => sizeOf(b.reading) - sizeOf(a.reading) || (a.key < b.key ? -1 : 1))
    .map(({ key, reading }) => ({ key, reading: told(reading) }))
}

function trendOf(metric: Metric, { trend }: Folded): KpiReport['metrics'][number]['trend'] {
  return [...trend]
    .sort(([a], [b]) => a - b)
    .flatMap(([at, readings]) => {
      const reading = readings.get(metric.id)
      return reading ? [{ at: iso(at), reading: told(reading) }] : []
    })
}

function rowOf(metric: Metric, folded: Folded, view: View): KpiReport['metrics'][number] {
  const reading = readingOf(metric, folded.whole, view)
  return {
    id: metric.id,
    reading: reading ? told(reading) : null,
    groups: groupsOf(metric, folded, view),
    trend: metric.isStanding === true ? [] : trendOf(metric, folded),
  }
}

/** What stands at a moment began at any time before it; the moment is the span's end, or now. */
async function foldStanding(kpi: KpiStore, asked: Asked): Promise<Folded> {
  const first = await kpi.firstHour(asked.tenant)
  const { from, to } = asked.span
  const span = { from: Math.min(first ?? from, from), to }
  const asOf = Math.min(asked.asOf, to)
  return foldSpan(kpi, { ...asked, span, asOf, isPast: to < asked.asOf })
}

export const readKpiReport: Handler<'readKpiReport'> = async (call) => {
  const { kpi } = call.runtime.store
  const scope = scopeOf(call)
  const [span, filter, by, wanted] = [
    spanOf(call),
    filterIn(call),
    groupingIn(call),
    metricsIn(call),
  ]
  const reader = await kpi.reader(scope.tenant)
  const asOf = reader?.at ?? 0
  const view = scope.viewAt(asOf)
  const asked = { ...scope, span, filter, by, asOf }
  const [standing, others] = [
    wanted.filter(({ isStanding }) => isStanding === true),
    wanted.filter(({ isStanding }) => isStanding !== true),
  ]
  const stood = standing.length > 0 && (await foldStanding(kpi, { ...asked, metrics: standing }))
  const folded = await foldSpan(kpi, { ...asked, metrics: others })
  return {
    from: iso(span.from),
    to: iso(span.to),
    asOf: iso(asOf === 0 ? call.runtime.clock.now() : asOf),
    newestAt: reader?.newestAt == null ? null : iso(reader.newestAt),
    metrics: wanted.map((metric) =>
      metric.isStanding === true && stood
        ? rowOf(metric, stood, scope.viewAt(Math.min(asOf, span.to)))
        : rowOf(metric, folded, view),
    ),
  }
}
