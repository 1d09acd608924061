import { describe, expect, it } from 'vitest'
import { episode, monday, readingOf } from '../made-facts.fake.ts'
import { deliveryReach } from './delivery-reach.ts'

describe('deliveryReach', () => {
  it('is delivered over sent, each reply counted', () => {
    const facts = [
      episode({ humanReplies: 3, failedReplies: 1 }),
      episode({ humanReplies: 0, failedReplies: 1, botReplies: 4 }),
      episode(),
    ]
    expect(readingOf(deliveryReach, facts, monday)?.['']).toEqual({
      value: 0.6,
      n: 5,
      of: 5,
      coverage: 1,
    })
  })
  it('is unknown where nothing was sent', () => {
    expect(readingOf(deliveryReach, [episode()], monday)).toBeUndefined()
  })
})
