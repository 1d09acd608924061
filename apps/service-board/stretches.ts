import type { KpiFunnel } from '../../server/api/kpi-funnel.ts'

export type StretchName = KpiFunnel['stages'][number]['stage']

export interface StretchTime {
  readonly name: StretchName
  /** ms. Means of the same episodes add up, medians never do. */
  readonly mean: number
  readonly median: number
  /** Of the whole, 0–1. */
  readonly share: number
}

export interface Stretches {
  readonly stretches: readonly StretchTime[]
  /** Mean and median of the whole, ms. */
  readonly total: { readonly mean: number; readonly median: number }
  readonly n: number
  readonly of: number
}

/** Where the time of solved episodes went; undefined: no data. A stretch that took no time stays, at nothing. */
export function stretchesOf({ n, of, total, stages }: KpiFunnel): Stretches | undefined {
  if (total === null || stages.length === 0) return undefined
  const stretches = stages.map(({ stage, mean, median, share }) => ({
    name: stage,
    mean,
    median,
    share: share ?? (total.mean === 0 ? 0 : mean / total.mean),
  }))
  return { stretches, total, n, of }
}
