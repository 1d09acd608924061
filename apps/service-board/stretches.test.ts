import { describe, expect, it } from 'vitest'
import { funnel } from './funnel.fake.ts'
import { stretchesOf } from './stretches.ts'

describe('stretchesOf', () => {
  it('has stretches that add up to the whole (S3-57)', () => {
    const told = stretchesOf(funnel)
    const names = told?.stretches.map(({ name }) => name)
    expect(names).toEqual(['wait', 'firstTouch', 'work', 'dispatch', 'close'])
    const sum = (told?.stretches ?? []).reduce((whole, { mean }) => whole + mean, 0)
    expect(sum).toBe(told?.total.mean)
    const shares = (told?.stretches ?? []).reduce((whole, { share }) => whole + share, 0)
    expect(shares).toBeCloseTo(1)
  })
  it('is nothing, never 0, where nothing was solved', () =>
    expect(stretchesOf({ ...funnel, n: 0, total: null, stages: [] })).toBeUndefined())
  it('knows no share of a whole that took no time', () => {
    const total = { mean: 0, median: 0 }
    const stages = [{ stage: 'wait' as const, mean: 0, median: 0, share: null }]
    expect(stretchesOf({ ...funnel, total, stages })?.stretches[0]?.share).toBe(0)
  })
})
