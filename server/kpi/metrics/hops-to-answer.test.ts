import { describe, expect, it } from 'vitest'
import { day, episode, monday, readingOf, solved } from '../made-facts.fake.ts'
import { hopsToAnswer } from './hops-to-answer.ts'

describe('hopsToAnswer', () => {
  it('is the mean number of groups up to the first reply, counted from the changes (S4-02)', () => {
    const facts = [
      solved(),
      solved({ groupChanges: 3, transfers: 1 }),
      solved({ groupChanges: 1, transfers: 1 }),
      episode({ groupChanges: 5 }),
    ]
    expect(readingOf(hopsToAnswer, facts, monday + day)?.['']).toEqual({
      value: 5 / 3,
      n: 3,
      of: 4,
      coverage: 0.75,
    })
  })
})
