/*
 * Most places of a model hold nothing. Packed, it is one bit for each place, and the weights of those places
 * that hold something.
 */

function holdsAny(weights: Int16Array, at: number, classes: number): boolean {
  for (let c = 0; c < classes; c++) if (weights[at + c] !== 0) return true
  return false
}

/** Which places hold something, and their weights. */
export function pack(
  weights: Int16Array,
  classes: number,
): { readonly bitmap: Uint8Array; readonly held: Int16Array } {
  const places = weights.length / classes
  const bitmap = new Uint8Array(Math.ceil(places / 8))
  const held = new Int16Array(weights.length)
  let end = 0
  for (let place = 0; place < places; place++) {
    if (!holdsAny(weights, place * classes, classes)) continue
    bitmap[place >>> 3] = (bitmap[place >>> 3] ?? 0) | (1 << (place & 7))
    held.set(weights.subarray(place * classes, (place + 1) * classes), end)
    end += classes
  }
  return { bitmap, held: held.slice(0, end) }
}

/** Four bytes from `at` as one number: jumping from bit to bit is much faster than trying each. */
function wordAt(bitmap: Uint8Array, at: number): number {
  return (
    (bitmap[at] ?? 0) |
    ((bitmap[at + 1] ?? 0) << 8) |
    ((bitmap[at + 2] ?? 0) << 16) |
    ((bitmap[at + 3] ?? 0) << 24)
  )
}

const wordBits = 32

/** How many places a bitmap says hold something. */
export function heldIn(bitmap: Uint8Array): number {
  let count = 0
  for (let at = 0; at < bitmap.length; at += 4)
    for (let word = wordAt(bitmap, at); word !== 0; word &= word - 1) count++
  return count
}

/** All weights again; `held` has as many as the bitmap says. */
export function unpack(bitmap: Uint8Array, held: Int16Array, classes: number): Int16Array {
  const weights = new Int16Array(bitmap.length * 8 * classes)
  let from = 0
  for (let at = 0; at < bitmap.length; at += 4) {
    for (let word = wordAt(bitmap, at); word !== 0; word &= word - 1) {
      const place = at * 8 + wordBits - 1 - Math.clz32(word & -word)
      const to = (place + 1) * classes
      for (let i = place * classes; i < to; i++) weights[i] = held[from++] as number
    }
  }
  return weights
}
