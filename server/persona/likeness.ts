import { everyMatch } from '../language/every-match.ts'
import { remembered } from '../language/remembered.ts'

const runs = /\p{L}+/gu
const numeral: ReadonlySet<string> = new Set('一二两三四五六七八九十百千零')

/** Neighbouring signs of a text; digits, blanks and marks are no part of them. Read once for each text. */
export const pairsOf = remembered(readPairs)

function readPairs(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const [run] of everyMatch(text, runs)) {
    let before = ''
    for (const sign of run) {
      const isWord = !numeral.has(sign)
      if (isWord && before !== '') pairs.add(before + sign)
      before = isWord ? sign : ''
    }
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
