import { tokensOf } from './tokens.ts'

/** Every gram has a place among 2^18; smaller models fold them. */
export const placeBits = 18
const mask = (1 << placeBits) - 1

function scattered(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) & mask
}

/** When a place was seen last: the turn of the text. Grams of one text count once. */
const seen = new Uint32Array(1 << placeBits)
let turn = 0

/** The places of a plain text's signs and pairs of neighbouring signs, each once, in order of appearance. */
export function gramsOf(plain: string): Int32Array {
  const tokens = tokensOf(plain)
  const places = new Int32Array(tokens.length * 2)
  turn = (turn + 1) >>> 0
  if (turn === 0) {
    seen.fill(0)
    turn = 1
  }
  let count = 0
  let before = 0
  for (const token of tokens) {
    const one = scattered(token)
    const two = scattered(Math.imul(before, 0x9e3779b1) + token + 0x51ed27)
    if (seen[one] !== turn) {
      seen[one] = turn
      places[count++] = one
    }
    if (before !== 0 && seen[two] !== turn) {
      seen[two] = turn
      places[count++] = two
    }
    before = token
  }
  return places.subarray(0, count)
}
