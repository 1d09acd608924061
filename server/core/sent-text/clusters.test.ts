import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clustersOf } from './clusters.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const whole = (text: string): string[] => Array.from(segmenter.segment(text), (one) => one.segment)

describe('clustersOf', () => {
  it('finds the signs of a long text as if it were looked at whole', () => {
    const sign = fc.oneof(
      fc.constantFrom('👨‍👩‍👧‍👦', '🇨🇳', 'é', '👍🏽', '𠮷', '\r\n', '字', 'a', 'न्दी', '각'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
    )
    const text = fc
      .tuple(fc.nat({ max: 1100 }), fc.array(sign, { maxLength: 900 }))
      .map(([lead, signs]) => '字'.repeat(lead) + signs.join(''))
    fc.assert(
      fc.property(text, (given) => {
        expect(clustersOf(given)).toEqual(whole(given))
      }),
      { numRuns: 200 },
    )
  })
  it('takes the longest reply of an agent in its stride', () => {
    const signs = clustersOf('长'.repeat(65_535))
    expect(signs).toHaveLength(65_535)
    expect(new Set(signs).size).toBe(1)
  })
  it('lets a cluster without end fall apart between code points', () => {
    const endless = `e${'\u0301'.repeat(1500)}${'🏽'.repeat(1500)}`
    const signs = clustersOf(endless)
    expect(signs.join('')).toBe(endless)
    expect(signs.filter((sign) => /\p{Surrogate}/u.test(sign))).toEqual([])
  })
})
