import type { KpiMap } from '../../api/kpi.ts'
import { metricById } from '../../kpi/metrics/index.ts'
import type { Span } from '../../kpi/stretches.ts'
import { iso, type Call, type Handler } from './call.ts'
import { foldSpan, readingOf } from './kpi-figures.ts'
import { filterIn, scopeOf, spanOf } from './kpi-query.ts'

type Asking = Pick<Call, 'runtime' | 'session' | 'query'>

interface Mood {
  readonly n: number
  readonly score: number
}

/** By province, or by the cities of the one that is filtered. */
async function moods(call: Asking, span: Span): Promise<ReadonlyMap<string, Mood>> {
  const scope = scopeOf(call)
  const { kpi } = call.runtime.store
  const metric = metricById('qualityMapScore')
  if (!metric) return new Map()
  const filter = filterIn(call)
  const asOf = (await kpi.reader(scope.tenant))?.at ?? 0
  const by = filter.province === undefined ? ('province' as const) : ('city' as const)
  const folded = await foldSpan(kpi, { ...scope, span, filter, by, metrics: [metric], asOf })
  return new Map(
    [...folded.groups].flatMap(([place, states]) => {
      const figure = readingOf(metric, states, scope.viewAt(asOf))?.['']
      return figure?.value === undefined ? [] : [[place, { n: figure.n, score: figure.value }]]
    }),
  )
}

export const readKpiMap: Handler<'readKpiMap'> = async (call) => {
  const { from, to } = spanOf(call)
  const { mapMinimum: minimum } = scopeOf(call).settings
  const { province } = filterIn(call)
  const now = await moods(call, { from, to })
  const before = await moods(call, { from: from - (to - from), to: from })
  const places: KpiMap['places'] = [...now]
    .sort(([a, { n }], [b, { n: other }]) => other - n || (a < b ? -1 : 1))
    .map(([place, mood]) => {
      const then = before.get(place)
      const isShown = mood.n >= minimum
      return {
        province: province ?? place,
        city: province === undefined ? null : place,
        n: mood.n,
        score: isShown ? mood.score : null,
        change: isShown && then && then.n >= minimum ? mood.score - then.score : null,
      }
    })
  return { from: iso(from), to: iso(to), minimum, places }
}
