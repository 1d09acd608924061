import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likeness, nearlyIdentical, sameQuestion } from './likeness.ts'
import { questionPairs, unseenPairs } from './question-pairs.ts'

function score(pairs: typeof questionPairs, threshold: number) {
  const told = pairs.map(([same, one, other]) => ({
    same,
    said: likeness(one, other) >= threshold,
  }))
  const hits = told.filter(({ same, said }) => same && said).length
  const wrong = told.filter(({ same, said }) => !same && said).length
  const missed = told.filter(({ same, said }) => same && !said).length
  return { precision: hits / (hits + wrong), f1: (2 * hits) / (2 * hits + wrong + missed) }
}

describe('likeness', () => {
  it('finds the same question in other words with F1 ≥ 0.9 (S0-31)', () => {
    expect(score(questionPairs, sameQuestion).f1).toBeGreaterThanOrEqual(0.9)
    expect(score(unseenPairs, sameQuestion).f1).toBeGreaterThanOrEqual(0.9)
  })

  it('takes no other question for nearly identical', () => {
    expect(score([...questionPairs, ...unseenPairs], nearlyIdentical).precision).toBe(1)
  })

  it('is symmetric, between 0 and 1, and 1 for a text with a matter and itself', () => {
    const text = fc.stringMatching(/^[宽带断网什么时候能修好吗退款运费换货，。？0-9a-z]{0,40}$/)
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(likeness(a, b)).toBe(likeness(b, a))
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
        expect(likeness(a, b)).toBeLessThanOrEqual(1)
        expect([0, 1]).toContain(likeness(a, a))
      }),
    )
  })

  it('does not count the figures of one customer as the matter', () => {
    expect(likeness('订单202611拒收了怎么退款', '订单884312拒收了怎么退款')).toBe(1)
  })
})
