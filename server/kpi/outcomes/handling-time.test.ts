import { expect, it } from 'vitest'
import { saidOf, typed } from '../typed.fake.ts'
import { handlingTime } from './handling-time.ts'

const answered = {
  firstResponseSeconds: { 'customerWait.calendar': { p50: 1, n: 1200, of: 1500 } },
}

it('is logged-in hours over answered episodes, and says that hours were typed in (S2-23)', () => {
  // 160 h are 9600 min: 8 min each.
  const said = saidOf(handlingTime, [typed('loggedInHours', 160)], answered)
  expect(said?.['']).toMatchObject({ value: 8 * 60_000, n: 1200 })
  expect(handlingTime.title.zh).toContain('录入')
  expect(handlingTime.formula.en).toContain('upper bound')
})
