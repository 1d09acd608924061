import { describe, expect, it } from 'vitest'
import { adds, day, hour, monday, readingOf, turn } from '../made-facts.fake.ts'
import { everyResponse } from './every-response.ts'

describe('everyResponseSeconds', () => {
  it('runs from the first message of each turn to the reply, by the clock and in working time', () => {
    const fact = turn({ at: monday + 16 * hour, repliedAt: monday + day + 9.5 * hour })
    expect(adds(everyResponse, fact, monday + 2 * day)).toEqual({
      '': 17.5 * hour,
      business: 1.5 * hour,
    })
  })
  it('is measured on the answered turns of those not given up', () => {
    const turns = [
      turn({ repliedAt: monday + hour }),
      turn(),
      turn({ abandonedAt: monday + hour }),
      turn({ abandonedAt: monday + hour, repliedAt: monday + 2 * hour }),
    ]
    expect(readingOf(everyResponse, turns, monday + day)?.['']).toEqual({
      values: [hour, 2 * hour],
      n: 2,
      of: 3,
      coverage: 2 / 3,
    })
  })
})
