import { readKpiReport, type KpiReport } from '../../server/api/kpi.ts'
import { queryOf, useBoard } from './board.ts'
import type { FilterName } from './address.ts'
import type { Bounds } from './days.ts'
import { pollMs, usePolled, type Polled } from './use-polled.ts'

interface Asked {
  readonly metrics: readonly string[]
  readonly by?: FilterName | 'hour'
  /** Another span than the board's. */
  readonly bounds?: Bounds
  /** A span that is over need not be asked for again. */
  readonly everyMs?: number | 'once'
}

/** Figures of the board's span and filters, kept fresh. */
export function useReport({ metrics, by, bounds, everyMs = pollMs }: Asked): Polled<KpiReport> {
  const board = useBoard()
  const query = {
    ...queryOf(bounds ?? board.bounds, board.address),
    metrics: metrics.join(','),
    ...(by !== undefined && { by }),
  }
  const load = (): Promise<KpiReport> =>
    metrics.length === 0
      ? Promise.resolve({ from: '', to: '', asOf: '', newestAt: null, metrics: [] })
      : board.relay.call(readKpiReport, { query })
  return usePolled(load, JSON.stringify(query), everyMs)
}

export type ReportMetric = KpiReport['metrics'][number]

export function metricIn(report: KpiReport | undefined, id: string): ReportMetric | undefined {
  return report?.metrics.find((metric) => metric.id === id)
}
