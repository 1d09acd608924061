/** The normal quantile of a two-sided 95 % interval. */
const z = 1.959964

/** Wilson’s 95 % interval of a share; undefined of no trials. */
export function wilson95(
  hits: number,
  n: number,
): { readonly low: number; readonly high: number } | undefined {
  if (n === 0) return undefined
  const share = hits / n
  const centre = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return {
    low: Math.max(0, (centre - reach) / scale),
    high: Math.min(1, (centre + reach) / scale),
  }
}
