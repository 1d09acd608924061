import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BudgetSpec } from '../core/store/shared.ts'
import { onEveryEngine } from '../testing/store-bed.ts'
import { levelAt } from './budgets.ts'

const minute: BudgetSpec = {
  tenant: 'acme',
  key: 'zendesk',
  capacity: 10,
  refill: { tokens: 10, everyMs: 60_000 },
}
const daily: BudgetSpec = { ...minute, key: 'weibo', refill: { window: 'day-beijing' } }

describe('The level of a budget', () => {
  const empty = (at: number) => ({ left: 0, at, blockedUntil: 0 })

  it('fills up steadily and never beyond its capacity', () => {
    expect(levelAt(minute, empty(0), 30_000).left).toBe(5)
    expect(levelAt(minute, empty(0), 600_000).left).toBe(10)
  })

  it('fills up wholly when the Beijing day turns, not the one of Greenwich', () => {
    const before = Date.parse('2026-03-02T23:59:59+08:00')
    expect(levelAt(daily, empty(before), before + 500).left).toBe(0)
    expect(levelAt(daily, empty(before), before + 1000).left).toBe(10)
    const greenwich = Date.parse('2026-03-02T23:59:59Z')
    expect(levelAt(daily, empty(greenwich), greenwich + 1000).left).toBe(0)
  })

  it('never gains by a clock that is set back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (a, b) => {
        const level = levelAt(minute, { left: 3, at: a, blockedUntil: 0 }, b)
        expect(level.left).toBeLessThanOrEqual(3 + (Math.max(0, b - a) / 60_000) * 10 + 1e-9)
        expect(level.at).toBeGreaterThanOrEqual(a)
      }),
    )
  })
})

onEveryEngine('Budgets shared by relays', (bed) => {
  it('are never exceeded, however many relays take at once', async () => {
    const relays = [bed.store, await bed.open(), await bed.open()]
    const take = fc.record({ relay: fc.nat({ max: 2 }), n: fc.integer({ min: 1, max: 4 }) })
    const rounds = fc.array(
      fc.record({
        takes: fc.array(take, { minLength: 1, maxLength: 8 }),
        waitMs: fc.integer({ min: 0, max: 20_000 }),
      }),
      { maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(rounds, async (given) => {
        await bed.clear()
        const start = bed.clock.now()
        let taken = 0
        for (const { takes, waitMs } of given) {
          const answers = await Promise.all(
            takes.map(({ relay, n }) => relays[relay]!.budgets.take(minute, n)),
          )
          answers.forEach(({ ok }, i) => (taken += ok ? takes[i]!.n : 0))
          const allowance = 10 + ((bed.clock.now() - start) / 60_000) * 10
          expect(taken).toBeLessThanOrEqual(allowance + 1e-6)
          await bed.clock.advance(waitMs)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('gives all of a budget away, to the last piece', async () => {
    const relays = [bed.store, await bed.open()]
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, i) => relays[i % 2]!.budgets.take(minute, 1)),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10)
  })

  it('keeps a reserve for what matters more and says how long to wait', async () => {
    expect(await bed.store.budgets.take(minute, 4, 6)).toEqual({ ok: true, left: 6 })
    const refused = await bed.store.budgets.take(minute, 1, 6)
    expect(refused).toEqual({ ok: false, left: 6, waitMs: 6000 })
    expect(await bed.store.budgets.take(minute, 6)).toEqual({ ok: true, left: 0 })
    await bed.clock.advance(6000)
    expect(await bed.store.budgets.take(minute, 1)).toMatchObject({ ok: true })
  })

  it('waits for the next day where a budget is counted by days', async () => {
    await bed.store.budgets.take(daily, 10)
    const refused = await bed.store.budgets.take(daily, 1)
    expect(refused).toMatchObject({ ok: false, left: 0 })
    await bed.clock.advance('waitMs' in refused ? refused.waitMs : 0)
    expect(await bed.store.budgets.take(daily, 1)).toEqual({ ok: true, left: 9 })
  })

  it('stops wholly until the time the other side names', async () => {
    await bed.store.budgets.block(minute, bed.clock.now() + 90_000)
    expect(await bed.store.budgets.left(minute)).toBe(0)
    await bed.clock.advance(89_000)
    expect(await bed.store.budgets.take(minute, 1)).toMatchObject({ ok: false, waitMs: 1000 })
    await bed.clock.advance(1000)
    expect(await bed.store.budgets.take(minute, 1)).toMatchObject({ ok: true })
  })

  it('keeps tenants apart and shares what belongs to the machine', async () => {
    await bed.store.budgets.take(minute, 10)
    expect(await bed.store.budgets.left({ ...minute, tenant: 'other' })).toBe(10)
    const machine = { ...minute, tenant: '*', key: 'weibo-ip' }
    await bed.store.budgets.take(machine, 7)
    const relay = await bed.open()
    expect(await relay.budgets.left(machine)).toBe(3)
  })
})
