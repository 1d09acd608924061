import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTo,
  binOf,
  emptySketch,
  exactUpTo,
  meanOf,
  mergeSketches,
  middleOf,
  percentileOf,
  sizeOf,
  type Sketch,
} from './sketch.ts'

const sketchOf = (values: readonly number[]): Sketch =>
  values.reduce<Sketch>((sketch, value) => addTo(sketch, value), emptySketch())

const nearestRank = (values: readonly number[], percent: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil((percent * values.length) / 100) - 1] as number

const span = fc.oneof(
  fc.integer({ min: 0, max: 90 * 86_400_000 }),
  fc.integer({ min: -5000, max: 5000 }),
  fc.constant(0),
)
/** On both sides of the size up to which all values are kept. */
const spans = fc.oneof(
  fc.array(span, { maxLength: 60 }),
  fc.array(span, { minLength: exactUpTo - 3, maxLength: exactUpTo + 40, size: 'max' }),
)
const canonical = (sketch: Sketch): string => JSON.stringify(sketch)

describe('the sketch of durations', () => {
  it('holds the same JSON however its values are split and ordered', () => {
    fc.assert(
      fc.property(spans, fc.infiniteStream(fc.nat(3)), (values, lots) => {
        const parts: number[][] = [[], [], [], []]
        for (const value of values) parts[lots.next().value as number]?.push(value)
        const [a, b, c, d] = parts.map((part) => sketchOf(part.reverse())) as [
          Sketch,
          Sketch,
          Sketch,
          Sketch,
        ]
        const whole = canonical(sketchOf(values))
        expect(canonical(mergeSketches(mergeSketches(a, b), mergeSketches(c, d)))).toBe(whole)
        expect(canonical(mergeSketches(d, mergeSketches(mergeSketches(c, a), b)))).toBe(whole)
      }),
      { numRuns: 60 },
    )
  })
  it('changes nothing by merging with an empty one, and leaves both as they were', () => {
    fc.assert(
      fc.property(spans, spans, (one, other) => {
        const [a, b] = [sketchOf(one), sketchOf(other)]
        const before = [canonical(a), canonical(b)]
        mergeSketches(a, b)
        expect([canonical(a), canonical(b)]).toEqual(before)
        expect(canonical(mergeSketches(a, emptySketch()))).toBe(canonical(a))
        expect(canonical(mergeSketches(emptySketch(), a))).toBe(canonical(a))
      }),
      { numRuns: 40 },
    )
  })
  it('survives JSON', () => {
    fc.assert(
      fc.property(spans, (values) => {
        const sketch = sketchOf(values)
        expect(JSON.parse(JSON.stringify(sketch))).toEqual(sketch)
      }),
      { numRuns: 30 },
    )
  })
  it('gives the nearest rank to the ms while it keeps all values (S1-13)', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: exactUpTo }), (values) => {
        for (const percent of [50, 90, 95]) {
          expect(percentileOf(sketchOf(values), percent)).toBe(nearestRank(values, percent) + 0)
        }
      }),
      { numRuns: 60 },
    )
  })

  const spread: readonly [name: string, draw: (u: number) => number][] = [
    ['even', (u) => u * 3_600_000],
    ['long-tailed', (u) => 1000 * (1 - u) ** -1.5],
    ['exponential', (u) => -600_000 * Math.log(1 - u)],
    ['mostly nothing', (u) => (u < 0.7 ? 0 : u * 86_400_000)],
    ['below and above nothing', (u) => (u - 0.5) * 2_000_000],
  ]
  it.each(spread)('stays within 0.1 % of the nearest rank on many %s values', (_name, draw) => {
    // A golden-ratio walk: even, without a generator of chance.
    const values = Array.from({ length: 20_000 }, (_, i) =>
      Math.round(draw((i * 0.618_033_988_749_894_8) % 1)),
    )
    const sketch = sketchOf(values)
    for (const percent of [1, 10, 25, 50, 75, 90, 95, 99, 100]) {
      const exact = nearestRank(values, percent)
      const gap = Math.abs((percentileOf(sketch, percent) as number) - exact)
      expect(gap).toBeLessThanOrEqual(Math.abs(exact) / 1000)
    }
    expect(sizeOf(sketch)).toBe(20_000)
    expect(meanOf(sketch)).toBeCloseTo(values.reduce((a, b) => a + b, 0) / 20_000, 6)
  })
  it('puts a number and the middle of its bin within 0.1 % of each other, of one sign', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const middle = middleOf(binOf(value))
        expect(Math.abs(middle - value)).toBeLessThanOrEqual(Math.abs(value) / 1000)
        expect(binOf(middle)).toBe(binOf(value))
      }),
    )
  })
  it('keeps bins in the order of their numbers', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        if (a < b) expect(binOf(a)).toBeLessThanOrEqual(binOf(b))
      }),
    )
    expect([1023, 1024, 1025, 1026, 2047, 2048].map(binOf)).toEqual([
      1023, 1024, 1024, 1025, 1535, 1536,
    ])
  })
  it('begins to bin one value after the last that it keeps', () => {
    const full = sketchOf(Array.from({ length: exactUpTo }, (_, i) => i))
    expect('values' in full).toBe(true)
    expect('bins' in addTo(full, 3)).toBe(true)
  })
  it('counts the nearest rank in whole numbers', () => {
    // 0.95 × 20 = 19: the 19th, not the 20th.
    const twenty = sketchOf(Array.from({ length: 20 }, (_, i) => i + 1))
    expect([50, 90, 95].map((percent) => percentileOf(twenty, percent))).toEqual([10, 18, 19])
  })
  it('has nothing to say of nothing', () => {
    expect(percentileOf(emptySketch(), 50)).toBeUndefined()
    expect(meanOf(emptySketch())).toBeUndefined()
  })
})
