import { placeOf } from './place-of.ts'

/**
 * How many different things there were: the smallest hashes seen, ascending. Up to `exactUpTo` the count is
 * exact; above that the density of the smallest hashes tells it within about 1.6 % (one standard error). The smallest hashes of a
 * union are those among both parts' smallest, so merges are exact in any order. Names are not kept. Plain JSON.
 */
export type Distinct = number[]

export const exactUpTo = 4096
const span = 2 ** 53

/** 53 bits of a text, evenly spread: two lanes of FNV-1a, each stirred as MurmurHash3 ends. */
export function hashOf(text: string): number {
  let [one, other] = [0x811c9dc5, 0x9747b28c]
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    one = Math.imul(one ^ unit, 0x01000193)
    other = Math.imul(other ^ unit, 0x01000193) ^ (one >>> 15)
  }
  return (stirred(one) & 0x1fffff) * 2 ** 32 + stirred(other)
}

function stirred(word: number): number {
  let bits = word ^ (word >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Writes into the list it is given. */
export function addDistinct(seen: Distinct, thing: string): Distinct {
  const hash = hashOf(thing)
  const place = placeOf(seen, hash)
  if (place === exactUpTo || seen[place] === hash) return seen
  seen.splice(place, 0, hash)
  if (seen.length > exactUpTo) seen.pop()
  return seen
}

/** Leaves both as they are. */
export function mergeDistinct(a: Distinct, b: Distinct): Distinct {
  return sumOfDistinct([a, b])
}

/** Writes the smallest of two ascending lists, each once; answers how many. */
function mergeInto(into: Float64Array, a: Float64Array, n: number, b: readonly number[]): number {
  let [i, j, made] = [0, 0, 0]
  while (made < exactUpTo && (i < n || j < b.length)) {
    const one = i < n ? (a[i] as number) : Infinity
    const other = j < b.length ? (b[j] as number) : Infinity
    if (one <= other) i += 1
    if (other <= one) j += 1
    into[made++] = one < other ? one : other
  }
  return made
}

/** Of all of them, whatever their order; they stay as they are. */
export function sumOfDistinct(parts: readonly Distinct[]): Distinct {
  const longest = Math.min(
    exactUpTo,
    parts.reduce((sum, { length }) => sum + length, 0),
  )
  let [sum, spare, n] = [new Float64Array(longest), new Float64Array(longest), 0]
  for (const part of parts) {
    // Nothing in it is smaller than what is kept.
    if (n === exactUpTo && (part[0] ?? Infinity) >= (sum[n - 1] as number)) continue
    n = mergeInto(spare, sum, n, part)
    ;[sum, spare] = [spare, sum]
  }
  return [...sum.subarray(0, n)]
}

export function distinctCount(seen: Distinct): number {
  if (seen.length < exactUpTo) return seen.length
  return Math.round((exactUpTo - 1) / ((seen[exactUpTo - 1] as number) / span))
}
