import { remembered } from '../language/remembered.ts'

const pair = /[\p{L}]/u

/** Neighbouring signs of a text; digits, blanks and marks are no part of them. Read once for each text. */
export const pairsOf = remembered(readPairs)

function readPairs(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  let before = ''
  for (const sign of text) {
    const isLetter = pair.test(sign) && !/[一二两三四五六七八九十百千零]/.test(sign)
    if (isLetter && before !== '') pairs.add(before + sign)
    before = isLetter ? sign : ''
  }
  return pairs
}

/** How many pairs two texts share. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0
  for (const one of a) if (b.has(one)) count++
  return count
}

/** Which part of `inner` stands in `outer`, 0 to 1. */
export function containment(inner: ReadonlySet<string>, outer: ReadonlySet<string>): number {
  return inner.size === 0 ? 0 : shared(inner, outer) / inner.size
}
