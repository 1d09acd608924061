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

/** Room for the grams of the longest text that is read, twice over: a small table stays at hand. */
const room = 1 << 13
const held = new Int32Array(room)
/** The turn of the text that put a gram there; what is older is free. */
const since = new Uint32Array(room)
let turn = 0

function nextTurn(): void {
  turn = (turn + 1) >>> 0
  if (turn !== 0) return
  since.fill(0)
  turn = 1
}

/** Whether this gram is new in this turn; grams of one text count once. */
function isNew(gram: number): boolean {
  let at = gram & (room - 1)
  while (since[at] === turn) {
    if (held[at] === gram) return false
    at = (at + 1) & (room - 1)
  }
  since[at] = turn
  held[at] = gram
  return true
}

/** The places of a plain text's signs and pairs of neighbouring signs, each once, in order of appearance. */
export function gramsOf(plain: string): Int32Array {
  const tokens = tokensOf(plain)
  const places = new Int32Array(tokens.length * 2)
  nextTurn()
  let count = 0
  let before = 0
  for (const token of tokens) {
    const one = scattered(token)
    const two = scattered(Math.imul(before, 0x9e3779b1) + token + 0x51ed27)
    if (isNew(one)) places[count++] = one
    if (before !== 0 && isNew(two)) places[count++] = two
    before = token
  }
  return places.subarray(0, count)
}
