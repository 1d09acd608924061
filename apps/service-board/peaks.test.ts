import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peaksOf } from './peaks.ts'

describe('peaksOf', () => {
  it('joins hours that follow each other, but not across midnight (S1-17)', () => {
    expect(peaksOf([20, 21, 23, 24, 25])).toEqual([
      { weekday: 1, from: 20, to: 22 },
      { weekday: 1, from: 23, to: 24 },
      { weekday: 2, from: 0, to: 2 },
    ])
  })
  it('holds every hour once and no other, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 167 })), (hours) => {
        const back = peaksOf(hours).flatMap(({ weekday, from, to }) =>
          Array.from({ length: to - from }, (_, at) => (weekday - 1) * 24 + from + at),
        )
        expect(back).toEqual([...new Set(hours)].sort((a, b) => a - b))
      }),
    )
  })
})
