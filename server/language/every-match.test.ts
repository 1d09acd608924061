import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyMatch } from './every-match.ts'

describe('everyMatch', () => {
  it('finds what matchAll finds, empty matches and pairs of surrogates included', () => {
    const text = fc
      .array(fc.constantFrom('a', '1', '我', '😀', '\ud83d', ' '))
      .map((s) => s.join(''))
    const patterns = fc.constantFrom(/a*/g, /\d?/gu, /(?=我)|😀/gu, /[^a]+/g, /😀|\ud83d/g)
    fc.assert(
      fc.property(text, patterns, (words, pattern) => {
        expect(everyMatch(words, pattern)).toEqual([...words.matchAll(new RegExp(pattern))])
      }),
      { numRuns: 500 },
    )
  })
})
