import { describe, expect, it } from 'vitest'
import { adds, episode, hour, monday, readingOf, solved, viewAt } from '../made-facts.fake.ts'
import { backlog } from './backlog.ts'

describe('backlog', () => {
  it('counts what is open at the moment, unanswered, and older than the target', () => {
    const now = monday + 10 * hour
    const facts = [
      episode({ at: now - 2 * hour, firstReplyAt: now - hour }),
      episode({ at: now - 2 * hour }),
      episode({ at: now - hour }),
      solved({ at: monday }),
      episode({ abandonedAt: monday + hour }),
    ]
    const reading = readingOf(backlog, facts, now)
    expect(reading?.['']).toEqual({ value: 3, n: 5, of: 5, coverage: 1 })
    expect(reading?.['unanswered']?.value).toBe(2)
    expect(reading?.['late']?.value).toBe(2)
  })
  it('is late when older than the target, and says when', () => {
    const open = episode()
    expect(adds(backlog, open, monday + hour)).toEqual({ '': 1, unanswered: 1 })
    expect(backlog.changesAt?.(open, viewAt(monday))).toBe(monday + hour + 1)
    expect(adds(backlog, open, monday + hour + 1)).toEqual({ '': 1, unanswered: 1, late: 1 })
    expect(backlog.changesAt?.(open, viewAt(monday + hour + 1))).toBe(Infinity)
  })
  it('is 0, not unknown, when all is done, and taken at a moment', () => {
    expect(readingOf(backlog, [solved()], monday + 3 * hour)?.['']?.value).toBe(0)
    expect(backlog.isStanding).toBe(true)
  })
})
