import { expect, it } from 'vitest'
import { saidOf, typed } from '../typed.fake.ts'
import { returnOnInvestment } from './return-on-investment.ts'

const cost = typed('programmeCost', 50_000, { low: 40_000, high: 60_000 })
const saved = typed('savedContactCost', 45_000, { low: 30_000, high: 60_000 })
const kept = typed('retainedMargin', 20_000, { low: 10_000, high: 40_000 })
const sold = typed('attributedSales', 35_000, { low: 20_000, high: 60_000 })

it('is benefits less cost over cost, low and high by the worst and the best of both (S2-25)', () => {
  // (45 + 20 + 35 − 50) ÷ 50, (30 + 10 + 20 − 60) ÷ 60, (60 + 40 + 60 − 40) ÷ 40
  expect(saidOf(returnOnInvestment, [cost, saved, kept, sold])).toEqual({
    '': { value: 1, n: 4, of: 4, coverage: 1 },
    low: { value: 0, n: 4, of: 4, coverage: 1 },
    high: { value: 3, n: 4, of: 4, coverage: 1 },
  })
})
it('says how many of its terms were typed in, and is a loss below 0', () => {
  const said = saidOf(returnOnInvestment, [cost, saved])
  expect(said?.['']).toEqual({ value: -0.1, n: 2, of: 4, coverage: 0.5 })
})
it('is no data without its cost, at a cost of nothing, or without any benefit', () => {
  expect(saidOf(returnOnInvestment, [saved, kept, sold])).toBeUndefined()
  expect(saidOf(returnOnInvestment, [typed('programmeCost', 0), saved])).toBeUndefined()
  expect(saidOf(returnOnInvestment, [cost])).toBeUndefined()
})
