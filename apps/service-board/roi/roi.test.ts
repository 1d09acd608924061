import { describe, expect, it } from 'vitest'
import type { TypedInput } from '../../../server/api/kpi-sheet.ts'
import { monthsIn, roiOf } from './roi.ts'

let made = 0
const input = (
  kind: TypedInput['kind'],
  likely: number,
  more: Partial<TypedInput> = {},
): TypedInput => ({
  id: `i${(made += 1)}`,
  kind,
  month: '2026-10',
  likely,
  source: '财务月报',
  owner: '演示负责人',
  at: '2026-11-02T02:00:00Z',
  ...more,
})
const october = ['2026-10']

describe('roiOf', () => {
  const sheet = [
    input('savedContactCost', 60_000, { low: 40_000, high: 80_000 }),
    input('retainedMargin', 30_000, { low: 10_000, high: 50_000 }),
    input('attributedSales', 10_000),
    input('programmeCost', 50_000, { low: 45_000, high: 60_000 }),
  ]

  it('is what came back on top of what was spent, low, likely and high (S0-28, S2-25)', () => {
    const { roi, missing } = roiOf(sheet, october)
    expect(missing).toEqual([])
    // (60 + 30 + 10 − 50) ÷ 50; (40 + 10 + 10 − 60) ÷ 60; (80 + 50 + 10 − 45) ÷ 45.
    expect(roi?.likely).toBeCloseTo(1)
    expect(roi?.low).toBeCloseTo(0)
    expect(roi?.high).toBeCloseTo(95 / 45)
  })
  it('keeps every input with its source and owner beside its term', () => {
    const [saved] = roiOf([...sheet, input('savedContactCost', 5_000)], october).terms
    expect(saved?.likely).toBe(65_000)
    expect(saved?.inputs).toHaveLength(2)
    expect(saved?.inputs[0]).toMatchObject({ source: '财务月报', owner: '演示负责人' })
  })
  it('has no figure, never 0, without a cost or without a benefit', () => {
    const [saved] = sheet
    expect(roiOf(sheet.slice(0, 3), october)).toMatchObject({
      roi: undefined,
      missing: ['programmeCost'],
    })
    expect(roiOf(sheet.slice(3), october).roi).toBeUndefined()
    expect(roiOf([...(saved ? [saved] : []), input('programmeCost', 0)], october).roi).toBe(
      undefined,
    )
    expect(roiOf([], october).terms).toEqual([])
  })
  it('names a benefit that nobody typed', () => {
    const { roi, missing } = roiOf([input('savedContactCost', 30), ...sheet.slice(3)], october)
    expect(missing).toEqual(['retainedMargin', 'attributedSales'])
    expect(roi?.likely).toBeCloseTo((30 - 50_000) / 50_000)
  })
  it('takes only the months asked for', () => {
    const november = { month: '2026-11' }
    const two = [...sheet, input('programmeCost', 50_000, november), input('impressions', 9)]
    expect(monthsIn(two)).toEqual(['2026-10', '2026-11'])
    expect(roiOf(two, october).roi?.likely).toBeCloseTo(1)
    expect(roiOf(two, monthsIn(two)).roi?.likely).toBeCloseTo(0)
  })
})
