import { describe, expect, it } from 'vitest'
import { episode, monday, readingOf } from '../made-facts.fake.ts'
import { qualityMapScore } from './quality-map-score.ts'

describe('qualityMapScore', () => {
  it('is 100 for positive, 50 for neutral and 0 for negative, by the last judgement', () => {
    const facts = [[-1, 1], [0], [1, -1], [1], []].map((polarities) => episode({ polarities }))
    expect(readingOf(qualityMapScore, facts, monday)?.['']).toEqual({
      value: 62.5,
      n: 4,
      of: 5,
      coverage: 0.8,
    })
  })
})
