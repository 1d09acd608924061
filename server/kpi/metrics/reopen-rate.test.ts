import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf, solved, viewAt } from '../made-facts.fake.ts'
import { reopenRate } from './reopen-rate.ts'

const solvedAt = monday + 2 * hour

describe('reopenRate', () => {
  it('is reopened over solved long enough ago, and over all solved beside it', () => {
    const facts = [
      solved(),
      solved({ reopenedAt: solvedAt + day }),
      solved({ at: monday + 9 * day }),
      solved({ at: monday + 9 * day }),
      episode(),
    ]
    const reading = readingOf(reopenRate, facts, monday + 10 * day)
    expect(reading?.['']).toEqual({ value: 0.5, n: 2, of: 4, coverage: 0.5 })
    expect(reading?.['overAllSolved']).toEqual({ value: 0.25, n: 4, of: 4, coverage: 1 })
  })
  it('includes the end of the window', () => {
    const late = monday + 30 * day
    expect(adds(reopenRate, solved({ reopenedAt: solvedAt + 7 * day }), late)['']).toBe(1)
    expect(adds(reopenRate, solved({ reopenedAt: solvedAt + 7 * day + 1 }), late)['']).toBe(0)
  })
  it('is old enough at the end of the window, and says when', () => {
    const fact = solved({ reopenedAt: solvedAt + hour })
    expect(adds(reopenRate, fact, solvedAt + 7 * day - 1)).toEqual({ overAllSolved: 1 })
    expect(reopenRate.changesAt?.(fact, viewAt(solvedAt))).toBe(solvedAt + 7 * day)
    expect(adds(reopenRate, fact, solvedAt + 7 * day)).toEqual({ '': 1, overAllSolved: 1 })
  })
})
