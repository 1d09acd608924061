import { expect, it } from 'vitest'
import { saidOf, typed } from '../typed.fake.ts'
import { costPerResolution } from './cost-per-resolution.ts'

it('is staff cost over solved episodes, whoever solved them (S2-21)', () => {
  const readings = { resolutionTime: { 'first.calendar': { p50: 1, n: 900, of: 1500 } } }
  expect(saidOf(costPerResolution, [typed('staffCost', 36_000)], readings)?.['']).toEqual({
    value: 40,
    n: 900,
    of: 900,
    coverage: 1,
  })
  expect(saidOf(costPerResolution, [typed('staffCost', 36_000)])).toBeUndefined()
})
