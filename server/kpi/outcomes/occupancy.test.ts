import { expect, it } from 'vitest'
import { saidOf, typed } from '../typed.fake.ts'
import { occupancy } from './occupancy.ts'

const readings = { everyResponseSeconds: { '': { p50: 1, n: 960, of: 1000 } } }
const hours = [typed('loggedInHours', 160)]

it('is answered turns at the agreed seconds over logged-in time', () => {
  // 960 × 300 s are 80 h.
  expect(saidOf(occupancy, hours, readings, { handlingSeconds: 300 })?.['']).toEqual({
    value: 0.5,
    n: 960,
    of: 1000,
    coverage: 0.96,
  })
})
it('is no data without the agreed seconds or the hours', () => {
  expect(saidOf(occupancy, hours, readings)).toBeUndefined()
  expect(saidOf(occupancy, [], readings, { handlingSeconds: 300 })).toBeUndefined()
  const none = [typed('loggedInHours', 0)]
  expect(saidOf(occupancy, none, readings, { handlingSeconds: 300 })).toBeUndefined()
})
