import { funnelStages, type KpiFunnel } from '../../api/kpi-funnel.ts'
import type { Figure } from '../../kpi/metric.ts'
import { stageTimes } from '../../kpi/metrics/stage-times.ts'
import { iso, type Handler } from './call.ts'
import { readSpan } from './kpi-figures.ts'
import { filterIn, scopeOf, spanOf } from './kpi-query.ts'

interface Span {
  readonly mean: number
  readonly median: number
}

/** A figure of few lists its values; mean and median are theirs. */
function spanIn({ mean, p50, values = [] }: Figure): Span {
  if (mean !== undefined && p50 !== undefined) return { mean, median: p50 }
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    median: values[Math.ceil(values.length / 2) - 1] ?? 0,
  }
}

export const readKpiFunnel: Handler<'readKpiFunnel'> = async (call) => {
  const span = spanOf(call)
  const { asOf, readings } = await readSpan(call.runtime.store.kpi, scopeOf(call), {
    span,
    filter: filterIn(call),
    metrics: [stageTimes],
  })
  const reading = readings.get(stageTimes.id)
  const told = { from: iso(span.from), to: iso(span.to), asOf: iso(asOf) }
  const whole = reading?.['total']
  if (!reading || !whole) return { ...told, n: 0, of: 0, total: null, stages: [] }
  const total = spanIn(whole)
  const stages = funnelStages.map((stage): KpiFunnel['stages'][number] => {
    const { mean, median } = spanIn(reading[stage] ?? { values: [0], n: 1 })
    return { stage, mean, median, share: total.mean > 0 ? mean / total.mean : null }
  })
  return { ...told, n: whole.n, of: whole.of ?? whole.n, total, stages }
}
