import type { Linear } from './linear.ts'
import type { Overlay } from './overlay.ts'

/**
 * The second stage of a field: from the margins of the grams and the signs of the word lists to
 * probabilities. Trained on margins of texts the first stage had not seen, hence calibrated.
 */
export interface Judge {
  /** Signs it was trained with, by name. */
  readonly signs: readonly string[]
  /** For each class: one weight for each margin, then for each sign, then the constant. */
  readonly weights: readonly ArrayLike<number>[]
}

/** All of one field that is learned. */
export interface FieldModel {
  readonly field: string
  readonly classes: readonly string[]
  readonly linear: Linear
  readonly judge: Judge
  /** Least confidence at which the engine decides. */
  readonly threshold: number
  /** What a tenant's own labels add; its classes and threshold then stand above. */
  readonly own?: Overlay
}

/** Probabilities of the classes, for margins and signs in the judge's order. */
export function probabilities(weights: Judge['weights'], inputs: Float64Array): Float64Array {
  const result = new Float64Array(weights.length)
  const width = inputs.length
  let top = -Infinity
  for (let c = 0; c < weights.length; c++) {
    const own = weights[c] ?? []
    let sum = own[width] ?? 0
    for (let i = 0; i < width; i++) {
      const input = inputs[i] ?? 0
      // Most signs are not there.
      if (input !== 0) sum += (own[i] ?? 0) * input
    }
    result[c] = sum
    if (sum > top) top = sum
  }
  let total = 0
  for (let c = 0; c < result.length; c++) {
    const share = Math.exp((result[c] ?? 0) - top)
    result[c] = share
    total += share
  }
  for (let c = 0; c < result.length; c++) result[c] = (result[c] ?? 0) / total
  return result
}
