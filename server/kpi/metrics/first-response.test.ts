import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, minute, monday, readingOf, solved } from '../made-facts.fake.ts'
import { firstResponse } from './first-response.ts'

const parts = Object.keys(firstResponse.parts)

describe('firstResponseSeconds', () => {
  it('runs from publication, or from entry, to the delivery of the first human reply', () => {
    const at = monday + 10 * hour
    const fact = episode({ at, enteredAt: at + 20 * minute, firstReplyAt: at + 50 * minute })
    expect(adds(firstResponse, fact, monday + day)).toEqual({
      'customerWait.calendar': 50 * minute,
      'customerWait.business': 50 * minute,
      'teamWait.calendar': 30 * minute,
      'teamWait.business': 30 * minute,
    })
  })
  it('counts working time only where people are at work', () => {
    const at = monday + 16 * hour
    const fact = episode({ at, firstReplyAt: at + 18 * hour })
    expect(adds(firstResponse, fact, monday + 2 * day)).toMatchObject({
      'customerWait.calendar': 18 * hour,
      'customerWait.business': 2 * hour,
    })
  })
  it('takes no acknowledgement and no bot for an answer (S0-21)', () => {
    const fact = episode({ ackedAt: monday + 1000, botReplies: 2 })
    expect(adds(firstResponse, fact, monday + day)).toEqual({})
  })
  it('does not know a reply that comes after the moment of the report', () => {
    const fact = episode({ firstReplyAt: monday + hour })
    expect(adds(firstResponse, fact, monday + hour - 1)).toEqual({})
    expect(adds(firstResponse, fact, monday + hour)).not.toEqual({})
  })
  it('is measured on the answered of all but those solved without us', () => {
    const facts = [
      episode({ firstReplyAt: monday + hour }),
      episode(),
      episode({ solvedAt: monday + hour, mode: 'peer' }),
    ]
    const reading = readingOf(firstResponse, facts, monday + day)
    expect(Object.keys(reading ?? {})).toEqual(parts)
    expect(reading?.['customerWait.calendar']).toEqual({
      values: [hour],
      n: 1,
      of: 2,
      coverage: 0.5,
    })
  })
  it('shows p50, p90 and p95 by nearest rank from twenty answers on (S1-13)', () => {
    const facts = Array.from({ length: 30 }, (_, i) =>
      solved({ firstReplyAt: monday + (i + 1) * 1000, solvedAt: monday + hour }),
    )
    expect(readingOf(firstResponse, facts, monday + day)?.['customerWait.calendar']).toMatchObject({
      p50: 15_000,
      p90: 27_000,
      p95: 29_000,
      mean: 15_500,
      n: 30,
    })
  })
  it('never waits less than nothing when clocks disagree', () => {
    const fact = episode({ firstReplyAt: monday + 500, enteredAt: monday + 900 })
    expect(adds(firstResponse, fact, monday + day)['teamWait.calendar']).toBe(0)
  })
})
