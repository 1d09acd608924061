import { placeBits } from '../features/grams.ts'

/** The grams that are learnt of. */
export interface HeldGrams {
  readonly count: number
  /** Their places, in order. */
  readonly places: Int32Array
  /** For each place its number among the held, or -1. */
  readonly numbers: Int32Array
}

export function heldGrams(
  examples: readonly { readonly grams: Int32Array }[],
  fewest: number,
): HeldGrams {
  const counts = new Int32Array(1 << placeBits)
  for (const { grams } of examples) for (const gram of grams) counts[gram] = (counts[gram] ?? 0) + 1
  const numbers = new Int32Array(1 << placeBits).fill(-1)
  let count = 0
  counts.forEach((texts, place) => {
    if (texts >= fewest) numbers[place] = count++
  })
  const places = new Int32Array(count)
  numbers.forEach((number, place) => {
    if (number >= 0) places[number] = place
  })
  return { count, places, numbers }
}

/** The numbers of those grams of one text that are held. */
export function withoutRare(grams: Int32Array, { numbers }: HeldGrams): Int32Array {
  return grams.map((gram) => numbers[gram] ?? -1).filter((number) => number >= 0)
}
