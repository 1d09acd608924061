import { placeBits } from '../features/grams.ts'
import { rowOf, type PackedWeights } from './packed.ts'

/** One weight for each place and class, side by side for each place. */
export interface Linear {
  readonly bits: number
  readonly classes: number
  /** Of `1 << bits` places. */
  readonly weights: PackedWeights
  /** What one unit of a weight is worth. */
  readonly unit: number
  readonly bias: readonly number[]
}

/** Longer texts have more grams, not more certainty: the sum is divided by the root of their number. */
export function damping(grams: number): number {
  return 1 / Math.sqrt(grams + 8)
}

/** The margin of each class, added to `into` from `offset`. */
export function marginsInto(
  { bits, classes, weights, unit, bias }: Linear,
  grams: Int32Array,
  into: Float64Array,
  offset: number,
): void {
  const shift = placeBits - bits
  for (let c = 0; c < classes; c++) into[offset + c] = 0
  const { held } = weights
  for (const gram of grams) {
    const row = rowOf(weights, gram >>> shift)
    if (row < 0) continue
    for (let c = 0; c < classes; c++)
      into[offset + c] = (into[offset + c] ?? 0) + (held[row * classes + c] ?? 0)
  }
  const scale = unit * damping(grams.length)
  for (let c = 0; c < classes; c++)
    into[offset + c] = (into[offset + c] ?? 0) * scale + (bias[c] ?? 0)
}
