import { describe, expect, it } from 'vitest'
import { day, episode, hour, monday, readingOf, solved } from '../made-facts.fake.ts'
import { dispatchRate } from './dispatch-rate.ts'

describe('dispatchRate', () => {
  it('is dispatched to a back office over answered', () => {
    const facts = [
      solved({ dispatchedAt: monday + hour }),
      solved({ dispatchedAt: monday + 3 * hour }),
      solved({ assignedAt: monday, groupChanges: 2 }),
      episode({ dispatchedAt: monday }),
    ]
    expect(readingOf(dispatchRate, facts, monday + 2 * hour)?.['']).toMatchObject({
      value: 1 / 3,
      n: 3,
      of: 4,
    })
    expect(readingOf(dispatchRate, facts, monday + day)?.['']?.value).toBe(2 / 3)
  })
})
