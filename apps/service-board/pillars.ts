import type { KpiMetric, KpiReport } from '../../server/api/kpi.ts'
import { mainPart } from './figures.ts'
import { betterWay } from './goodness.ts'

export const pillarNames = ['listening', 'human', 'traceable'] as const
export type PillarName = (typeof pillarNames)[number]

/** Shares that speak for a pillar; those the catalogue does not have yet are not counted against it. */
const inputs: Readonly<Record<PillarName, readonly string[]>> = {
  listening: ['listeningCoverage', 'responseRate', 'mentionCoverage'],
  human: ['personaConsistency', 'recoveredMood', 'csat'],
  traceable: ['traceableShare', 'progressNoticeRate', 'signatureShare', 'deliveryReach'],
}

export interface PillarInput {
  readonly metric: KpiMetric
  /** 0–1 as measured; undefined: no data. */
  readonly value: number | undefined
  /** 0–1 as it counts: 1 minus it where lower is better. */
  readonly counts: number | undefined
}

export interface Pillar {
  readonly name: PillarName
  /** 0–100, the plain mean of the inputs that have data; undefined: none has. */
  readonly score: number | undefined
  readonly inputs: readonly PillarInput[]
}

function pillar(name: PillarName, metrics: readonly KpiMetric[], report: KpiReport): Pillar {
  const found = inputs[name].flatMap((id) => {
    const metric = metrics.find((one) => one.id === id && one.unit === 'share')
    if (!metric) return []
    const reading = report.metrics.find((one) => one.id === id)?.reading
    const value = reading?.[mainPart(metric)]?.value
    const counts = value !== undefined && betterWay(metric) === 'lower' ? 1 - value : value
    return [{ metric, value, counts }]
  })
  const known = found.flatMap(({ counts }) => counts ?? [])
  const sum = known.reduce((total, one) => total + one, 0)
  return {
    name,
    score: known.length === 0 ? undefined : (100 * sum) / known.length,
    inputs: found,
  }
}

/** Everything the three pillars are computed from. */
export function pillarMetrics(metrics: readonly KpiMetric[]): readonly KpiMetric[] {
  const ids = new Set(Object.values(inputs).flat())
  return metrics.filter(({ id }) => ids.has(id))
}

/** Exactly the three of them, each recomputed from its parts. */
export function pillarsOf(metrics: readonly KpiMetric[], report: KpiReport): readonly Pillar[] {
  return pillarNames.map((name) => pillar(name, metrics, report))
}
