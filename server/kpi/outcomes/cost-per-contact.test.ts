import { expect, it } from 'vitest'
import { saidOf, typed } from '../typed.fake.ts'
import { costPerContact } from './cost-per-contact.ts'

const answered = {
  firstResponseSeconds: { 'customerWait.calendar': { p50: 1, n: 1200, of: 1500 } },
}

it('is staff cost over answered episodes, with its low and high (S0-22, S2-21)', () => {
  const cost = typed('staffCost', 36_000, { low: 30_000, high: 48_000 })
  expect(saidOf(costPerContact, [cost], answered)).toMatchObject({
    '': { value: 30, n: 1200, of: 1200, coverage: 1 },
    low: { value: 25 },
    high: { value: 40 },
  })
})
it('adds the costs of several teams', () => {
  const costs = [typed('staffCost', 24_000), typed('staffCost', 12_000)]
  expect(saidOf(costPerContact, costs, answered)?.['']?.value).toBe(30)
})
it('is no data while nobody was answered, never an infinite cost', () => {
  expect(saidOf(costPerContact, [typed('staffCost', 36_000)])).toBeUndefined()
})
