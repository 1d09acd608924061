import { describe, expect, it } from 'vitest'
import type { Figure } from './metric.ts'
import { episode, hour, monday, viewAt } from './made-facts.fake.ts'
import * as shapes from './shapes.ts'

const view = viewAt(monday + 10 * hour)

function figureOf(shape: shapes.Shape, values: readonly number[], of: number): Figure | undefined {
  const state = values.reduce<unknown>(
    (kept, value) => shape.add(kept, { part: '', value }, episode({ at: monday + value })),
    shape.initial(),
  )
  return shape.read(state, of, view)
}

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)

describe('shapes of figures', () => {
  it('counts, and 0 counted is a figure', () => {
    expect(figureOf(shapes.count, [1, 1], 5)).toEqual({ value: 2, n: 5, of: 5, coverage: 1 })
    expect(figureOf(shapes.count, [], 5)).toEqual({ value: 0, n: 5, of: 5, coverage: 1 })
  })
  it('shares hits among what was measured, of all that was looked at', () => {
    expect(figureOf(shapes.share, [1, 0, 1, 1], 8)).toEqual({
      value: 0.75,
      n: 4,
      of: 8,
      coverage: 0.5,
    })
  })
  it('gives a sampled share its interval', () => {
    const figure = figureOf(
      shapes.sampledShare,
      [...upTo(81).map(() => 1), ...upTo(182).map(() => 0)],
      263,
    )
    expect(figure?.wilson95?.low).toBeCloseTo(0.2553, 4)
    expect(figure?.value).toBeCloseTo(81 / 263, 12)
  })
  it('counts several hits of one fact as so many measured', () => {
    expect(figureOf(shapes.shareOfMany, [1, 1, 0], 1)).toEqual({
      value: 2 / 3,
      n: 3,
      of: 3,
      coverage: 1,
    })
  })
  it.each([
    ['share'],
    ['sampledShare'],
    ['shareOfMany'],
    ['mean'],
    ['durations'],
    ['ages'],
  ] as const)('has no %s of nothing measured', (name) =>
    expect(figureOf(shapes[name], [], 3)).toBeUndefined(),
  )
  it('lists durations below twenty, ascending and without a mean', () => {
    expect(figureOf(shapes.durations, [3, 1, 2], 4)).toEqual({
      values: [1, 2, 3],
      n: 3,
      of: 4,
      coverage: 0.75,
    })
    expect(figureOf(shapes.durations, upTo(19), 19)).not.toHaveProperty('p50')
  })
  it('gives percentiles by nearest rank from twenty, the mean beside the median', () => {
    expect(figureOf(shapes.durations, upTo(20), 20)).toEqual({
      p50: 10,
      p90: 18,
      p95: 19,
      mean: 10.5,
      n: 20,
      of: 20,
      coverage: 1,
    })
  })
  it('gives percentiles of many, too', () => {
    const figure = figureOf(shapes.durations, upTo(5000), 5000)
    expect(Math.abs((figure?.p90 ?? 0) - 4500)).toBeLessThanOrEqual(5)
    expect(figure?.mean).toBe(2500.5)
  })
  it('means fractions alike in any order', () => {
    const thirds = [1 / 3, -2 / 3, 1, 1 / 3]
    expect(figureOf(shapes.mean, thirds, 4)).toEqual(figureOf(shapes.mean, thirds.toReversed(), 4))
    expect(figureOf(shapes.mean, thirds, 4)?.value).toBeCloseTo(0.25, 6)
  })
  it('lets ages grow without being told', () => {
    const state = shapes.ages.add([], { part: '', value: 0 }, episode({ at: monday }))
    expect(shapes.ages.read(state, 1, viewAt(monday + hour))?.values).toEqual([hour])
    expect(shapes.ages.read(state, 1, viewAt(monday + 3 * hour))?.values).toEqual([3 * hour])
    expect(shapes.workingAges.read(state, 1, viewAt(monday + 10 * hour))?.values).toEqual([hour])
  })
})
