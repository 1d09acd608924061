import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  adds,
  anyFacts,
  day,
  episode,
  hour,
  minute,
  monday,
  readingOf,
  solved,
} from '../made-facts.fake.ts'
import { stageTimes } from './stage-times.ts'

const later = monday + 60 * day
const noSolve = { total: 0, wait: 0, firstTouch: 0, work: 0, dispatch: 0, close: 0 }

describe('stageTimes', () => {
  it('cuts an episode into wait, first touch, work, dispatch and close (S3-57)', () => {
    const whole = solved({
      assignedAt: monday + 10 * minute,
      firstReplyAt: monday + 30 * minute,
      dispatchedAt: monday + 50 * minute,
      returnedAt: monday + 5 * hour,
      solvedAt: monday + 6 * hour,
    })
    expect(adds(stageTimes, whole, later)).toEqual({
      total: 6 * hour,
      wait: 10 * minute,
      firstTouch: 20 * minute,
      work: 20 * minute,
      dispatch: 4 * hour + 10 * minute,
      close: hour,
    })
  })
  it('has no stretch of what never was: without assignment and dispatch wait and work are all', () => {
    const plain = solved({ firstReplyAt: monday + hour, solvedAt: monday + 3 * hour })
    expect(adds(stageTimes, plain, later)).toEqual({
      ...noSolve,
      total: 3 * hour,
      wait: hour,
      work: 2 * hour,
    })
  })
  it('counts nothing twice when milestones are out of order', () => {
    const odd = solved({
      assignedAt: monday + 2 * hour,
      firstReplyAt: monday + hour,
      dispatchedAt: monday + 30 * minute,
      returnedAt: monday + 9 * hour,
      solvedAt: monday + 3 * hour,
    })
    expect(adds(stageTimes, odd, later)).toEqual({
      ...noSolve,
      total: 3 * hour,
      wait: hour,
      dispatch: 2 * hour,
    })
  })
  it('is measured on what a person answered and solved', () => {
    const facts = [solved(), episode(), episode({ solvedAt: monday + hour })]
    expect(readingOf(stageTimes, facts, later)?.['total']).toMatchObject({
      values: [2 * hour],
      n: 1,
      of: 3,
    })
  })
  it('has stages whose sums are the sum of the whole, whatever happened (S3-57)', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const fact of facts) {
          const { total = 0, ...stages } = adds(stageTimes, fact, later)
          expect(Object.values(stages).reduce((a, b) => a + b, 0)).toBe(total)
          expect(Math.min(0, ...Object.values(stages))).toBe(0)
        }
      }),
    )
  })
})
