import type { KpiHours } from '../../api/kpi.ts'
import { businessClock } from '../../kpi/business-clock-of.ts'
import { agentsNeeded } from '../../kpi/erlang-c.ts'
import { hourMs } from '../../kpi/hours.ts'
import { metricById } from '../../kpi/metrics/index.ts'
import type { Span } from '../../kpi/stretches.ts'
import { iso, type Handler } from './call.ts'
import { foldSpan, readingOf } from './kpi-figures.ts'
import { filterIn, scopeOf, spanOf, type Scope } from './kpi-query.ts'

const weekHours = 168
const weekMs = weekHours * hourMs

/** Hours of the span by their place in the week; the first and last may be there in part. */
function occurrences({ from, to }: Span, { hours }: Scope): readonly (readonly number[])[] {
  const starts: number[][] = Array.from({ length: weekHours }, () => [])
  for (let at = hours.hourOf(from); at < to; at += hourMs) starts[hours.weekHourOf(at)]?.push(at)
  return starts
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length
}

/** The value at the upper tenth, by nearest rank. */
function upperTenth(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil((sorted.length * 90) / 100) - 1] ?? 0
}

function agentsFor(demand: readonly number[], { settings }: Scope): KpiHours['agentsNeeded'] {
  const { handlingSeconds, answeredShare: share, targets } = settings
  if (handlingSeconds === undefined) return null
  const target = { share, seconds: targets.serviceLevelSeconds.business }
  return demand.map((perHour) => agentsNeeded({ perHour, handlingSeconds }, target))
}

export const readKpiHours: Handler<'readKpiHours'> = async (call) => {
  const scope = scopeOf(call)
  const span = spanOf(call)
  const { kpi } = call.runtime.store
  const metric = metricById('demandVolume')
  const reader = await kpi.reader(scope.tenant)
  const asOf = reader?.at ?? 0
  const sums = new Array<number>(weekHours).fill(0)
  if (metric) {
    const folded = await foldSpan(kpi, {
      ...scope,
      span,
      filter: filterIn(call),
      by: 'weekHour',
      metrics: [metric],
      asOf,
    })
    for (const [key, states] of folded.groups) {
      const reading = readingOf(metric, states, scope.viewAt(asOf))
      sums[Number(key)] = reading?.['withoutSpamAndClosers']?.value ?? 0
    }
  }
  const starts = occurrences(span, scope)
  const business = businessClock(scope.settings.schedules)
  const demand = sums.map((sum, i) => sum / Math.max(1, starts[i]?.length ?? 0))
  const staffed = starts.map((own) =>
    meanOf(own.map((at) => business.between(at, at + hourMs) / hourMs)),
  )
  const peak = upperTenth(demand)
  return {
    from: iso(span.from),
    to: iso(span.to),
    weeks: (span.to - span.from) / weekMs,
    demand,
    staffed,
    uncoveredPeaks: demand.flatMap((n, i) => (n > peak && staffed[i] === 0 ? [i] : [])),
    agentsNeeded: agentsFor(demand, scope),
  }
}
