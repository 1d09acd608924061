/**
 * Most places of a model hold nothing: it is kept as one bit for each place, and the weights of those places
 * that hold something, row after row. Small enough to stay at hand while texts are read.
 */
export interface PackedWeights {
  /** Bit `place & 31` of word `place >>> 5`. */
  readonly bitmap: Uint32Array
  /** How many bits are set before each word. */
  readonly ranks: Uint32Array
  /** The rows of the places whose bit is set, in their order. */
  readonly held: Int16Array
}

function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many places a bitmap says hold something. */
export function heldIn(bitmap: Uint32Array): number {
  return bitmap.reduce((count, word) => count + onesIn(word), 0)
}

/** `held` has as many rows as the bitmap has bits set. */
export function packedOf(bitmap: Uint32Array, held: Int16Array): PackedWeights {
  const ranks = new Uint32Array(bitmap.length)
  let before = 0
  for (let word = 0; word < bitmap.length; word++) {
    ranks[word] = before
    before += onesIn(bitmap[word] ?? 0)
  }
  return { bitmap, ranks, held }
}

/** The row of a place, or -1 where it holds nothing. */
export function rowOf({ bitmap, ranks }: PackedWeights, place: number): number {
  const at = place >>> 5
  const word = bitmap[at] ?? 0
  const bit = 1 << (place & 31)
  return (word & bit) === 0 ? -1 : (ranks[at] ?? 0) + onesIn(word & (bit - 1))
}

function holdsAny(weights: Int16Array, at: number, classes: number): boolean {
  for (let c = 0; c < classes; c++) if (weights[at + c] !== 0) return true
  return false
}

/** From all weights, `classes` of each place side by side. */
export function pack(weights: Int16Array, classes: number): PackedWeights {
  const places = weights.length / classes
  const bitmap = new Uint32Array(Math.ceil(places / 32))
  const held = new Int16Array(weights.length)
  let end = 0
  for (let place = 0; place < places; place++) {
    if (!holdsAny(weights, place * classes, classes)) continue
    bitmap[place >>> 5] = (bitmap[place >>> 5] ?? 0) | (1 << (place & 31))
    held.set(weights.subarray(place * classes, (place + 1) * classes), end)
    end += classes
  }
  return packedOf(bitmap, held.slice(0, end))
}

/** A bitmap as the bytes of a file: bit `place & 7` of byte `place >>> 3`. */
export function bytesOfBitmap(bitmap: Uint32Array, places: number): Uint8Array {
  return Uint8Array.from(
    { length: Math.ceil(places / 8) },
    (_, at) => (bitmap[at >>> 2] ?? 0) >>> ((at & 3) * 8),
  )
}

export function bitmapOf(bytes: Uint8Array): Uint32Array {
  const bitmap = new Uint32Array(Math.ceil(bytes.length / 4))
  for (let at = 0; at < bytes.length; at++)
    bitmap[at >>> 2] = (bitmap[at >>> 2] ?? 0) | ((bytes[at] ?? 0) << ((at & 3) * 8))
  return bitmap
}
