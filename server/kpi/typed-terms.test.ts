import { describe, expect, it } from 'vitest'
import { june, typed } from './typed.fake.ts'
import { TypedTerms } from './typed-terms.ts'

const zone = 'Asia/Shanghai'
const span = (from: string, to: string) => {
  return { from: Date.parse(`${from}T00:00:00+08:00`), to: Date.parse(`${to}T00:00:00+08:00`) }
}

describe('TypedTerms', () => {
  it('takes a whole month whole, by the wall clock there', () => {
    const terms = new TypedTerms([typed('staffCost', 3000)], june, zone)
    expect(terms.sum('staffCost')).toEqual({ likely: 3000, low: 3000, high: 3000 })
    expect(terms.of('staffCost')).toMatchObject([{ share: 1, month: '2026-06', source: '账单' }])
  })
  it('spreads a month evenly over its days, across two months and the turn of the year', () => {
    const inputs = [
      typed('staffCost', 3100, { month: '2026-12', high: 6200 }),
      typed('staffCost', 6200, { month: '2027-01' }),
    ]
    // Ten days of 31, and five of 31.
    const terms = new TypedTerms(inputs, span('2026-12-22', '2027-01-06'), zone)
    expect(terms.sum('staffCost')).toEqual({ likely: 2000, low: 2000, high: 3000 })
  })
  it('knows nothing of a kind that is missing for one of the months', () => {
    const inputs = [typed('staffCost', 3000), typed('loggedInHours', 160, { month: '2026-07' })]
    const terms = new TypedTerms(inputs, span('2026-06-30', '2026-07-02'), zone)
    expect(terms.sum('staffCost')).toBeUndefined()
    expect(terms.sum('loggedInHours')).toBeUndefined()
    expect(terms.sum('programmeCost')).toBeUndefined()
  })
  it('knows nothing of a span that has not begun', () => {
    const terms = new TypedTerms([typed('staffCost', 3000)], { from: june.to, to: june.from }, zone)
    expect(terms.sum('staffCost')).toBeUndefined()
    expect(terms.of('staffCost')).toEqual([])
  })
})
