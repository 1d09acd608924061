import { describe, expect, it } from 'vitest'
import { day, episode, hour, monday, readingOf } from '../made-facts.fake.ts'
import { abandonedRate } from './abandoned-rate.ts'

describe('abandonedRate', () => {
  it('is given up unanswered over all that an answer was due to', () => {
    const facts = [
      episode({ abandonedAt: monday + hour }),
      episode({ abandonedAt: monday + 2 * hour, firstReplyAt: monday + hour }),
      episode({ firstReplyAt: monday + hour }),
      episode(),
      episode({ solvedAt: monday + hour, mode: 'self' }),
    ]
    expect(readingOf(abandonedRate, facts, monday + day)?.['']).toMatchObject({
      value: 0.25,
      n: 4,
      of: 4,
    })
    expect(readingOf(abandonedRate, facts, monday + hour - 1)?.['']?.value).toBe(0)
  })
})
