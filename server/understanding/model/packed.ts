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

/** How many places a bitmap says hold something. */
export function heldIn(bitmap: Uint8Array): number {
  let count = 0
  for (let byte of bitmap) for (; byte !== 0; byte &= byte - 1) count++
  return count
}

/** All weights again; `held` has as many as the bitmap says. */
export function unpack(bitmap: Uint8Array, held: Int16Array, classes: number): Int16Array {
  const weights = new Int16Array(bitmap.length * 8 * classes)
  let from = 0
  for (let at = 0; at < bitmap.length; at++) {
    let byte = bitmap[at] ?? 0
    for (let place = at * 8; byte !== 0; place++, byte >>>= 1) {
      if ((byte & 1) === 0) continue
      // Copied one by one: a view for each place costs more than its weights.
      for (let c = 0; c < classes; c++) weights[place * classes + c] = held[from++] ?? 0
    }
  }
  return weights
}
