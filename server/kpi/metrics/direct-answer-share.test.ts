import { describe, expect, it } from 'vitest'
import { day, episode, monday, readingOf, solved } from '../made-facts.fake.ts'
import { directAnswerShare } from './direct-answer-share.ts'

describe('directAnswerShare', () => {
  it('is answered by the first group over answered (S4-02)', () => {
    const facts = [
      solved(),
      solved({ groupChanges: 2, transfers: 2 }),
      solved({ groupChanges: 2, transfers: 1 }),
      episode({ groupChanges: 1 }),
    ]
    expect(readingOf(directAnswerShare, facts, monday + day)?.['']).toMatchObject({
      value: 2 / 3,
      n: 3,
      of: 4,
    })
  })
})
