import { describe, expect, it } from 'vitest'
import { courseOf, curveOf } from './incidents.ts'

describe('courseOf', () => {
  it('says where it is heading, and nothing for one message more or less', () => {
    const of = (lastHour: number, hourBefore: number) => courseOf({ lastHour, hourBefore })
    expect([of(5, 3), of(3, 3), of(4, 3), of(2, 3), of(1, 3), of(0, 3), of(0, 0)]).toEqual([
      'growing',
      'steady',
      'steady',
      'steady',
      'fading',
      'quiet',
      'quiet',
    ])
  })
})

describe('curveOf', () => {
  it('ends with the hour that is running', () => {
    const hour = 3_600_000
    expect(curveOf([1, 0, 4], 10 * hour)).toEqual([
      { at: 7 * hour, value: 1 },
      { at: 8 * hour, value: 0 },
      { at: 9 * hour, value: 4 },
    ])
  })
})
