import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf } from '../made-facts.fake.ts'
import { stillWaiting } from './still-waiting.ts'

describe('stillWaiting', () => {
  it('shows how long those wait that nobody answered, solved or gave up', () => {
    const facts = [
      episode({ at: monday + 2 * hour }),
      episode({ at: monday, ackedAt: monday, botReplies: 1 }),
      episode({ firstReplyAt: monday + hour }),
      episode({ solvedAt: monday + hour }),
      episode({ abandonedAt: monday + hour }),
    ]
    const reading = readingOf(stillWaiting, facts, monday + 10 * hour)
    expect(reading?.['']).toEqual({ values: [8 * hour, 10 * hour], n: 2, of: 5, coverage: 0.4 })
    expect(reading?.['business']?.values).toEqual([hour, hour])
  })
  it('ages as the moment moves', () => {
    const fact = episode()
    expect(adds(stillWaiting, fact, monday + hour)['']).toBe(hour)
    expect(adds(stillWaiting, fact, monday + day)['']).toBe(day)
  })
  it('still knows who waited at a moment before the answer', () => {
    const fact = episode({ firstReplyAt: monday + 2 * hour })
    expect(readingOf(stillWaiting, [fact], monday + hour)?.['']?.values).toEqual([hour])
    expect(readingOf(stillWaiting, [fact], monday + 2 * hour)).toBeUndefined()
  })
  it('is taken at a moment, whenever the episodes began', () => {
    expect(stillWaiting.isStanding).toBe(true)
  })
})
