import { describe, expect, it } from 'vitest'
import { adds, day, episode, hour, monday, readingOf } from '../made-facts.fake.ts'
import { assignmentTime } from './assignment-time.ts'

describe('assignmentTime', () => {
  it('runs from entry to the first assignment', () => {
    const fact = episode({
      at: monday,
      enteredAt: monday + 8 * hour,
      assignedAt: monday + 10 * hour,
    })
    expect(adds(assignmentTime, fact, monday + day)).toEqual({ calendar: 2 * hour, business: hour })
  })
  it('is measured on the assigned of all', () => {
    const facts = [episode({ assignedAt: monday + hour }), episode()]
    expect(readingOf(assignmentTime, facts, monday + hour)?.['calendar']).toMatchObject({
      n: 1,
      of: 2,
    })
    expect(readingOf(assignmentTime, facts, monday)).toBeUndefined()
  })
})
