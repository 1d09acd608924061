import { damping } from './linear.ts'

/**
 * What a tenant's own labels add to one field of the shipped model: a constant for each class and weights
 * for some grams. Added to the logarithms of the shipped model's shares, so that nothing learnt changes
 * nothing, and whatever the shipped model knows stays.
 */
export interface Overlay {
  readonly field: string
  /** The shipped classes in their order, then the tenant's own. */
  readonly classes: readonly string[]
  /** Least confidence at which the engine decides; never below the shipped one. */
  readonly threshold: number
  /** How much of what was learnt counts, 0 to 1: what was too sure on unseen labels counts less. */
  readonly share: number
  /** What one unit of a weight or constant is worth. */
  readonly unit: number
  readonly bias: readonly number[]
  /** Places of grams, rising. */
  readonly places: readonly number[]
  /** Whole numbers, side by side for each place: `places.length * classes.length`. */
  readonly weights: readonly number[]
}

/** Least share the shipped model is taken to give; what it does not know at all has this. */
const least = 1e-3

/** Where adding starts: the logarithms of the shipped shares, for all classes. */
export function startOf(base: Float64Array, classes: number): Float64Array {
  return Float64Array.from({ length: classes }, (_, c) => Math.log(Math.max(base[c] ?? 0, least)))
}

/** Sums to shares, in place. */
export function toShares(sums: Float64Array): Float64Array {
  const top = sums.reduce((most, sum) => Math.max(most, sum), -Infinity)
  let total = 0
  for (let c = 0; c < sums.length; c++) {
    sums[c] = Math.exp((sums[c] ?? 0) - top)
    total += sums[c] ?? 0
  }
  for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) / total
  return sums
}

/** Finds a place's row among those that rise; undefined where nothing was learnt of it. */
function rowOf(places: readonly number[], place: number): number | undefined {
  let [low, high] = [0, places.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = places[middle] ?? 0
    if (found === place) return middle
    if (found < place) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** The shares of the tenant's classes, from the shipped model's shares and the text's grams. */
export function adapted(overlay: Overlay, base: Float64Array, grams: Int32Array): Float64Array {
  const { classes, share, unit, bias, places, weights } = overlay
  const width = classes.length
  const added = new Float64Array(width)
  for (const gram of grams) {
    const row = rowOf(places, gram)
    if (row === undefined) continue
    for (let c = 0; c < width; c++) added[c] = (added[c] ?? 0) + (weights[row * width + c] ?? 0)
  }
  const scale = damping(grams.length)
  const sums = startOf(base, width)
  for (let c = 0; c < width; c++) {
    const more = unit * ((added[c] ?? 0) * scale + (bias[c] ?? 0))
    sums[c] = (sums[c] ?? 0) + share * more
  }
  return toShares(sums)
}
