import { dayMs } from '../../kpi/hours.ts'
import { metrics } from '../../kpi/metrics/index.ts'
import { stageMetrics, stagesReached, stageWindowDays } from '../../kpi/stages.ts'
import type { Handler } from './call.ts'
import { readSpan } from './kpi-figures.ts'
import { scopeOf } from './kpi-query.ts'

const asked = metrics.filter(({ id }) => stageMetrics.includes(id))

/** Whole days, so that they are read from buckets. */
export const readKpiStages: Handler<'readKpiStages'> = async (call) => {
  const scope = scopeOf(call)
  const { kpi } = call.runtime.store
  const { hours } = scope
  const to = hours.nextDay(hours.dayOf(call.runtime.clock.now()))
  const from = hours.dayOf(to - stageWindowDays * dayMs)
  const { readings } = await readSpan(kpi, scope, {
    span: { from, to },
    filter: {},
    metrics: asked,
  })
  const { reached, stages } = stagesReached(readings)
  return { reached, stages: stages.map(({ stage, checks }) => ({ stage, checks: [...checks] })) }
}
