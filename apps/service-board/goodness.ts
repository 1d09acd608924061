import type { KpiMetric } from '../../server/api/kpi.ts'

/** `lower`, `higher`: what is better; `neither`: a figure that only tells how much there was. */
export type Better = 'lower' | 'higher' | 'neither'

const lower = /^(transferRate|reopenRate|abandonedRate|backlog|hopsToAnswer|costPer\w+)$/
const neither = /^(serviceMode|dispatchRate|relevanceRate|sentimentChange)$/

/** Which way a figure should go. Times are better short; volumes say nothing about the service. */
export function betterWay({ id, unit }: Pick<KpiMetric, 'id' | 'unit'>): Better {
  if (unit === 'ms' || lower.test(id)) return 'lower'
  if (unit === 'count' || unit === 'money' || unit === 'ratio' || neither.test(id)) return 'neither'
  return 'higher'
}

/** Whose value is the best; undefined where none is, or all are the same. */
export function bestOf(way: Better, values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  if (way === 'neither' || new Set(known).size < 2) return undefined
  return way === 'lower' ? Math.min(...known) : Math.max(...known)
}
