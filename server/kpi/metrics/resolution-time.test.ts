import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf } from '../made-facts.fake.ts'
import { resolutionTime } from './resolution-time.ts'

describe('resolutionTime', () => {
  it('runs from publication to the first and to the last solve, on both clocks', () => {
    const fact = episode({
      at: monday + 16 * hour,
      solvedAt: monday + 18 * hour,
      lastSolvedAt: monday + day + 10 * hour,
    })
    expect(adds(resolutionTime, fact, monday + 2 * day)).toEqual({
      'first.calendar': 2 * hour,
      'first.business': hour,
      'full.calendar': 18 * hour,
      'full.business': 2 * hour,
    })
    expect(adds(resolutionTime, fact, monday + day)['full.calendar']).toBe(2 * hour)
  })
  it('counts what was solved without us, and is measured on the solved of all', () => {
    const facts = [episode({ solvedAt: monday + hour, mode: 'peer' }), episode()]
    expect(readingOf(resolutionTime, facts, monday + day)?.['first.calendar']).toEqual({
      values: [hour],
      n: 1,
      of: 2,
      coverage: 0.5,
    })
  })
})
