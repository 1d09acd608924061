import { describe, expect, it } from 'vitest'
import { adds, episode, monday, readingOf } from '../made-facts.fake.ts'
import { acknowledgementTime } from './acknowledgement-time.ts'

describe('acknowledgementTime', () => {
  it('runs to the automatic acknowledgement, on a clock of its own (S0-21)', () => {
    const fact = episode({
      enteredAt: monday + 2000,
      ackedAt: monday + 3000,
      firstReplyAt: monday + 9000,
    })
    expect(adds(acknowledgementTime, fact, monday + 3000)).toEqual({
      customerWait: 3000,
      teamWait: 1000,
    })
  })
  it('is measured on the acknowledged of all', () => {
    const facts = [episode({ ackedAt: monday + 1000 }), episode({ firstReplyAt: monday + 1000 })]
    expect(readingOf(acknowledgementTime, facts, monday + 1000)?.['customerWait']).toEqual({
      values: [1000],
      n: 1,
      of: 2,
      coverage: 0.5,
    })
  })
})
