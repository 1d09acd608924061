import { describe, expect, it } from 'vitest'
import { day, episode, monday, readingOf, solved } from '../made-facts.fake.ts'
import { oneTouchRate } from './one-touch-rate.ts'

describe('oneTouchRate', () => {
  it('is solved with one reply over solved with any; without a reply it does not count', () => {
    const facts = [
      solved({ humanReplies: 1 }),
      solved({ humanReplies: 2 }),
      episode({ solvedAt: monday, mode: 'bot' }),
      episode({ firstReplyAt: monday }),
    ]
    expect(readingOf(oneTouchRate, facts, monday + day)?.['']).toMatchObject({
      value: 0.5,
      n: 2,
      of: 2,
    })
  })
})
