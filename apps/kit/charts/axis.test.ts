import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namedAt, valueTicks } from './axis.ts'

describe('valueTicks', () => {
  it.each([
    [95_000, [0, 30_000, 60_000, 90_000, 120_000]],
    [12 * 60_000, [0, 300_000, 600_000, 900_000]],
    [5 * 3_600_000, [0, 7_200_000, 14_400_000, 21_600_000]],
  ])('puts the lines for a span of %d ms at full units', (max, made) => {
    expect(valueTicks(max, 'ms')).toEqual(made)
  })
  it('never goes beyond all of it', () => {
    expect(valueTicks(0.97, 'share').at(-1)).toBe(1)
    expect(valueTicks(0.04, 'share').at(-1)).toBe(0.04)
  })
  it('counts in whole things', () => {
    expect(valueTicks(2, 'count').every(Number.isInteger)).toBe(true)
  })
  it('has an axis where nothing is above 0', () => expect(valueTicks(0, 'ms')).toEqual([0, 1]))

  it('begins at 0, ascends and holds the greatest value, with few lines', () => {
    const unit = fc.constantFrom('ms', 'count', 'score', 'ratio', 'money' as const)
    const max = fc.double({ min: 0.001, max: 1e10, noNaN: true })
    fc.assert(
      fc.property(max, unit, (value, kind) => {
        const made = valueTicks(value, kind)
        expect(made[0]).toBe(0)
        expect(made.at(-1)).toBeGreaterThanOrEqual(value * (1 - 1e-9))
        expect(made.length).toBeLessThanOrEqual(12)
        expect([...made].sort((a, b) => a - b)).toEqual(made)
      }),
    )
  })
})

describe('namedAt', () => {
  it('names the first and then evenly as many as fit', () => {
    expect(namedAt(7, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(namedAt(30, 7)).toEqual([0, 5, 10, 15, 20, 25])
    expect(namedAt(0, 7)).toEqual([])
  })
})
