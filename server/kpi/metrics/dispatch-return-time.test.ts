import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf } from '../made-facts.fake.ts'
import { dispatchReturnTime } from './dispatch-return-time.ts'

describe('dispatchReturnTime', () => {
  it('runs from the dispatch to its return', () => {
    const fact = episode({ dispatchedAt: monday + 8 * hour, returnedAt: monday + 10 * hour })
    expect(adds(dispatchReturnTime, fact, monday + day)).toEqual({
      calendar: 2 * hour,
      business: hour,
    })
    expect(adds(dispatchReturnTime, fact, monday + 9 * hour)).toEqual({})
  })
  it('is measured on the returned of the dispatched', () => {
    const facts = [
      episode({ dispatchedAt: monday, returnedAt: monday + hour }),
      episode({ dispatchedAt: monday }),
      episode({ returnedAt: monday + hour }),
    ]
    expect(readingOf(dispatchReturnTime, facts, monday + day)?.['calendar']).toMatchObject({
      n: 1,
      of: 2,
    })
  })
})
