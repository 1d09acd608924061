import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, minute, monday, readingOf, viewAt } from '../made-facts.fake.ts'
import { serviceLevel } from './service-level.ts'

/** At 10:00, within working hours; the targets are an hour, and half a working hour. */
const at = monday + 10 * hour
const late = monday + day

describe('serviceLevel', () => {
  it('is answered within the target over answered, waiting longer and abandoned after it (S2-19)', () => {
    const facts = [
      episode({ at, firstReplyAt: at + 20 * minute }),
      episode({ at, firstReplyAt: at + 45 * minute }),
      episode({ at, firstReplyAt: at + 2 * hour }),
      episode({ at }),
      episode({ at, abandonedAt: at + 3 * hour }),
      // Not counted: gave up in time, waits not too long yet, solved without us.
      episode({ at, abandonedAt: at + 10 * minute }),
      episode({ at: late - 10 * minute }),
      episode({ at, solvedAt: at + 3 * hour, mode: 'bot' }),
    ]
    const reading = readingOf(serviceLevel, facts, late)
    expect(reading?.['calendar']).toEqual({ value: 2 / 5, n: 5, of: 7, coverage: 5 / 7 })
    expect(reading?.['business']).toEqual({ value: 1 / 5, n: 5, of: 7, coverage: 5 / 7 })
  })
  it('counts an answer at the last ms of the target as on time', () => {
    const onTime = episode({ at, firstReplyAt: at + hour })
    const tooLate = episode({ at, firstReplyAt: at + hour + 1 })
    expect(adds(serviceLevel, onTime, late)['calendar']).toBe(1)
    expect(adds(serviceLevel, tooLate, late)['calendar']).toBe(0)
  })
  it('misses a waiting one only when it waits longer than the target, and says when', () => {
    const waiting = episode({ at })
    expect(adds(serviceLevel, waiting, at + 30 * minute)).toEqual({})
    expect(serviceLevel.changesAt?.(waiting, viewAt(at))).toBe(at + 30 * minute + 1)
    expect(adds(serviceLevel, waiting, at + 30 * minute + 1)).toEqual({ business: 0 })
    expect(adds(serviceLevel, waiting, at + hour)).toEqual({ business: 0 })
    expect(adds(serviceLevel, waiting, at + hour + 1)).toEqual({ business: 0, calendar: 0 })
  })
  it('judges one given up by how long it had waited, the target itself included', () => {
    const inTime = episode({ at, abandonedAt: at + hour })
    expect(adds(serviceLevel, inTime, late)).toEqual({ business: 0 })
    const after = episode({ at, abandonedAt: at + hour + 1 })
    expect(adds(serviceLevel, after, late)).toEqual({ business: 0, calendar: 0 })
  })
  it('lets the night pass on the working clock', () => {
    const evening = monday + 16.75 * hour
    const fact = episode({ at: evening, firstReplyAt: monday + day + 9.25 * hour })
    expect(adds(serviceLevel, fact, monday + 2 * day)).toEqual({ calendar: 0, business: 1 })
    const waiting = episode({ at: evening })
    expect(serviceLevel.changesAt?.(waiting, viewAt(evening + 2 * hour))).toBe(
      monday + day + 9.25 * hour + 1,
    )
  })
  it('counts an answer that came although the customer had left', () => {
    const fact = episode({ at, abandonedAt: at + minute, firstReplyAt: at + 2 * minute })
    expect(adds(serviceLevel, fact, late)).toEqual({ calendar: 1, business: 1 })
  })
})
