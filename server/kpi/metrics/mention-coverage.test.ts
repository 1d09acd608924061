import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf, viewAt } from '../made-facts.fake.ts'
import { mentionCoverage } from './mention-coverage.ts'

const isMention = true

describe('mentionCoverage', () => {
  it('is answered within 24 hours over those answered or older (S1-18)', () => {
    const facts = [
      episode({ isMention, firstReplyAt: monday + hour }),
      episode({ isMention, firstReplyAt: monday + 30 * hour }),
      episode({ isMention }),
      episode({ isMention, at: monday + 2 * day }),
      episode({ isMention, abandonedAt: monday + hour }),
      episode({ firstReplyAt: monday + hour }),
    ]
    expect(readingOf(mentionCoverage, facts, monday + 2.5 * day)?.['']).toEqual({
      value: 1 / 3,
      n: 3,
      of: 5,
      coverage: 3 / 5,
    })
  })
  it('includes the last ms of the 24 hours', () => {
    const onTime = episode({ isMention, firstReplyAt: monday + day })
    const tooLate = episode({ isMention, firstReplyAt: monday + day + 1 })
    expect(adds(mentionCoverage, onTime, monday + 2 * day)).toEqual({ '': 1 })
    expect(adds(mentionCoverage, tooLate, monday + 2 * day)).toEqual({ '': 0 })
  })
  it('counts an unanswered one as missed only once it is older, and says when', () => {
    const waiting = episode({ isMention })
    expect(adds(mentionCoverage, waiting, monday + day)).toEqual({})
    expect(mentionCoverage.changesAt?.(waiting, viewAt(monday))).toBe(monday + day + 1)
    expect(adds(mentionCoverage, waiting, monday + day + 1)).toEqual({ '': 0 })
  })
  it('counts one given up after the 24 hours as missed', () => {
    const after = episode({ isMention, abandonedAt: monday + day + 1 })
    expect(adds(mentionCoverage, after, monday + 2 * day)).toEqual({ '': 0 })
  })
})
