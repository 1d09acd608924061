import type { KpiCatalogue, KpiReport } from '../../api/kpi.ts'
import { RelayError } from '../../core/error.ts'
import type { KpiStore } from '../../core/store/index.ts'
import type { ListedMetric } from '../../kpi/define-metric.ts'
import type { Metric, Reading, View } from '../../kpi/metric.ts'
import { metricById, metrics } from '../../kpi/metrics/index.ts'
import type { Outcome } from '../../kpi/outcome.ts'
import { outcomes } from '../../kpi/outcomes/index.ts'
import { formulaHash, ownerOf } from '../../kpi/registry.ts'
import { iso, type Call, type Handler } from './call.ts'
import { foldSpan, foldStanding, readingOf, type Asked, type Folded } from './kpi-figures.ts'
import { outcomeById, outcomeRows, sourcesOf } from './kpi-outcomes.ts'
import { filterIn, groupingIn, scopeOf, spanOf } from './kpi-query.ts'
import { sheetOf } from './kpi-sheet.ts'
import { withTargets } from './kpi-targets.ts'
import { told } from './kpi-told.ts'

function catalogued(figure: ListedMetric | Outcome): KpiCatalogue['metrics'][number] {
  const { id, family, stage, unit, version, title, formula, exclusions, parts } = figure
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
    owner: ownerOf(figure),
    hash: formulaHash(figure),
    ...('inputs' in figure && { inputs: [...figure.inputs] }),
  }
}

export const readKpiCatalogue: Handler<'readKpiCatalogue'> = async (call) => {
  const { tenant, settings } = scopeOf(call)
  const { timeZone, targets } = settings
  const { document } = await sheetOf(call.runtime.store, tenant)
  const stage = document.stage ?? settings.stage
  return { stage, timeZone, targets, metrics: [...metrics, ...outcomes].map(catalogued) }
}

interface Wanted {
  readonly ids: readonly string[]
  readonly metrics: readonly ListedMetric[]
  readonly outcomes: readonly Outcome[]
}

function wantedIn({ query }: Pick<Call, 'query'>): Wanted {
  const named = query['metrics']?.split(',').filter((id) => id !== '')
  const ids = named ?? [...metrics, ...outcomes].map(({ id }) => id)
  const wanted = {
    ids,
    metrics: ids.flatMap((id) => metricById(id) ?? []),
    outcomes: ids.flatMap((id) => outcomeById(id) ?? []),
  }
  if (wanted.metrics.length + wanted.outcomes.length < ids.length)
    throw new RelayError('api.invalid', 'There is no such metric.')
  return wanted
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

type Row = KpiReport['metrics'][number]

function rowOf(metric: Metric, folded: Folded, view: View): Row {
  const reading = readingOf(metric, folded.whole, view)
  return {
    id: metric.id,
    reading: reading ? told(reading) : null,
    groups: groupsOf(metric, folded, view),
    trend: metric.isStanding === true ? [] : trendOf(metric, folded),
  }
}

/** A row of each figure that is folded, by id. */
async function foldedRows(
  kpi: KpiStore,
  asked: Omit<Asked, 'metrics'>,
  all: readonly ListedMetric[],
): Promise<ReadonlyMap<string, Row>> {
  const standing = all.filter(({ isStanding }) => isStanding === true)
  const metrics = all.filter(({ isStanding }) => isStanding !== true)
  const stood = standing.length > 0 && (await foldStanding(kpi, { ...asked, metrics: standing }))
  const folded = await foldSpan(kpi, { ...asked, metrics })
  const view = asked.viewAt(asked.asOf)
  const rows = new Map(metrics.map((metric) => [metric.id, rowOf(metric, folded, view)]))
  if (!stood) return rows
  const then = asked.viewAt(Math.min(asked.asOf, asked.span.to))
  for (const metric of standing) rows.set(metric.id, rowOf(metric, stood, then))
  return rows
}

const firstPart = (id: string): string =>
  Object.keys((metricById(id) ?? outcomeById(id))?.parts ?? {})[0] ?? ''

function readingsIn(rows: ReadonlyMap<string, Row>): ReadonlyMap<string, Reading> {
  return new Map(
    [...rows].flatMap(([id, { reading }]) => (reading ? [[id, reading as Reading] as const] : [])),
  )
}

export const readKpiReport: Handler<'readKpiReport'> = async (call) => {
  const { store, clock } = call.runtime
  const scope = scopeOf(call)
  const [span, filter, by, wanted] = [
    spanOf(call),
    filterIn(call),
    groupingIn(call),
    wantedIn(call),
  ]
  const { document: sheet } = await sheetOf(store, scope.tenant)
  const reader = await store.kpi.reader(scope.tenant)
  const asOf = reader?.at ?? 0
  const folding = [...new Set([...wanted.metrics, ...sourcesOf(wanted.outcomes)])]
  const folded = await foldedRows(store.kpi, { ...scope, span, filter, by, asOf }, folding)
  const typed = outcomeRows(wanted.outcomes, {
    scope,
    sheet,
    span: { ...span, to: Math.min(span.to, asOf) },
    readings: readingsIn(folded),
    isFiltered: Object.keys(filter).length > 0,
  })
  return {
    from: iso(span.from),
    to: iso(span.to),
    asOf: iso(asOf === 0 ? clock.now() : asOf),
    newestAt: reader?.newestAt == null ? null : iso(reader.newestAt),
    metrics: wanted.ids
      .flatMap((id) => typed.get(id) ?? folded.get(id) ?? [])
      .map((row) => withTargets(row, { sheet, filter, by, firstPart })),
  }
}
