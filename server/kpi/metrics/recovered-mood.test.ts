import { describe, expect, it } from 'vitest'
import { episode, monday, readingOf } from '../made-facts.fake.ts'
import { recoveredMood } from './recovered-mood.ts'

describe('recoveredMood', () => {
  it('is no longer negative over began negative', () => {
    const facts = [[-1, 0], [-1, 1], [-1, -1], [0, -1], [1, 1], [-1]].map((polarities) =>
      episode({ polarities }),
    )
    expect(readingOf(recoveredMood, facts, monday)?.['']).toEqual({
      value: 2 / 3,
      n: 3,
      of: 6,
      coverage: 0.5,
    })
  })
})
