import type { KpiFigure, KpiReport } from '../../server/api/kpi.ts'

export const stageNames = ['asked', 'touched', 'answered', 'solved', 'closed'] as const
export type StageName = (typeof stageNames)[number]

export interface Stage {
  readonly name: StageName
  /** How many episodes came this far. */
  readonly count: number
  /** Of all that was asked, 0–1: not every episode goes through every stage. undefined for the first. */
  readonly share: number | undefined
  /** From the customer's message to this stage. */
  readonly since: KpiFigure | undefined
}

/** The figure that tells of each stage: how many it was measured on, and how long it took since the beginning. */
const sources: Readonly<Record<Exclude<StageName, 'asked'>, readonly [id: string, part: string]>> =
  {
    touched: ['assignmentTime', 'calendar'],
    answered: ['firstResponseSeconds', 'customerWait.calendar'],
    solved: ['resolutionTime', 'first.calendar'],
    closed: ['resolutionTime', 'full.calendar'],
  }

export const funnelMetrics = [...new Set(Object.values(sources).map(([id]) => id))]

function figureAt(report: KpiReport, [id, part]: readonly [string, string]): KpiFigure | undefined {
  return report.metrics.find((metric) => metric.id === id)?.reading?.[part]
}

/**
 * What is known of wait → first touch → work → close. A stage without a figure is left out: it is not 0.
 * Times run from the customer's message, because spans between stages cannot be had from percentiles.
 */
export function stagesOf(report: KpiReport): readonly Stage[] {
  const reached = (['touched', 'answered', 'solved', 'closed'] as const).flatMap((name) => {
    const since = figureAt(report, sources[name])
    return since ? [{ name, count: since.n, since }] : []
  })
  const all = Math.max(...reached.map(({ since }) => since.of ?? since.n), 0)
  if (reached.length === 0 || all === 0) return []
  const stages = [{ name: 'asked' as const, count: all, since: undefined }, ...reached]
  return stages.map((stage, at) => ({
    ...stage,
    share: at === 0 ? undefined : stage.count / all,
  }))
}
