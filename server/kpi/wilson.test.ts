import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilson95 } from './wilson.ts'

describe('wilson95', () => {
  // R. G. Newcombe, “Two-sided confidence intervals for the single proportion”, Statistics in Medicine 17
  // (1998), table I, method 3.
  const published: readonly [hits: number, n: number, low: number, high: number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]
  it.each(published)('gives the published interval of %i of %i (S1-14)', (hits, n, low, high) => {
    expect(wilson95(hits, n)?.low).toBeCloseTo(low, 4)
    expect(wilson95(hits, n)?.high).toBeCloseTo(high, 4)
  })
  it('has nothing to say of no trials', () => expect(wilson95(0, 0)).toBeUndefined())
  it('holds the share and stays between 0 and 1, mirrored for misses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (n, many) => {
        const hits = Math.min(n, many)
        const { low, high } = wilson95(hits, n) as { low: number; high: number }
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / n + 1e-12)
        expect(high).toBeGreaterThanOrEqual(hits / n - 1e-12)
        expect(wilson95(n - hits, n)?.low).toBeCloseTo(1 - high, 10)
      }),
    )
  })
})
