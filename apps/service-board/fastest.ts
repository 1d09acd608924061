import type { KpiFigure, KpiReading } from '../../server/api/kpi.ts'

/** Somebody or some day, with the reading of it. */
interface Candidate<Key> {
  readonly key: Key
  readonly reading: KpiReading
}

export interface Fastest<Key> {
  readonly key: Key
  readonly p50: number
  readonly n: number
}

/**
 * The one with the smallest median; the larger n decides between equals. Only those with a median take
 * part: fewer than twenty have none, so that one lucky answer makes no best day.
 */
export function fastest<Key>(
  candidates: readonly Candidate<Key>[],
  part: string,
): Fastest<Key> | undefined {
  const judged = candidates.flatMap(({ key, reading }) => {
    const figure: KpiFigure | undefined = reading[part]
    return figure?.p50 === undefined ? [] : [{ key, p50: figure.p50, n: figure.n }]
  })
  return judged.reduce<Fastest<Key> | undefined>((best, one) => {
    if (!best || one.p50 < best.p50) return one
    return one.p50 === best.p50 && one.n > best.n ? one : best
  }, undefined)
}
