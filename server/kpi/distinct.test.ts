import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDistinct, distinctCount, exactUpTo, mergeDistinct, type Distinct } from './distinct.ts'

const seenOf = (things: readonly string[]): Distinct =>
  things.reduce<Distinct>((seen, thing) => addDistinct(seen, thing), [])

const customers = (from: number, until: number): readonly string[] =>
  Array.from({ length: until - from }, (_, i) => `weibo:${from + i}`)

describe('distinct counts', () => {
  it('count each thing once, exactly while they are few', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 200 }), (things) => {
        expect(distinctCount(seenOf([...things, ...things]))).toBe(new Set(things).size)
      }),
    )
    expect(distinctCount(seenOf(customers(0, exactUpTo - 1)))).toBe(exactUpTo - 1)
  })
  it('add up over any split, overlaps counted once', () => {
    fc.assert(
      fc.property(fc.nat(9000), fc.nat(9000), fc.nat(9000), (a, b, c) => {
        const [low, middle, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number]
        const whole = seenOf(customers(0, high))
        const [one, two] = [seenOf(customers(0, middle)), seenOf(customers(low, high).toReversed())]
        expect(mergeDistinct(one, two)).toEqual(whole)
        expect(mergeDistinct(two, one)).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })
  it('estimate within five per cent above that', () => {
    for (const many of [5000, 20_000, 100_000]) {
      const estimate = distinctCount(seenOf(customers(0, many)))
      expect(Math.abs(estimate - many) / many).toBeLessThan(0.05)
    }
  })
  it('keep no name', () => {
    expect(JSON.stringify(seenOf(['weibo:1234567890']))).toMatch(/^\[\d+\]$/)
  })
})
