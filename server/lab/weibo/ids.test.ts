import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLabWorld } from '../world.ts'
import { createIdMint, secondsOfId } from './ids.ts'

describe('createIdMint', () => {
  it('carries the second in ids below 2^53', () => {
    const now = Date.UTC(2026, 10, 24, 3, 0, 7)
    const id = createIdMint(createLabWorld({ seed: 1, now: () => now })).next()
    expect(secondsOfId(id)).toBe(now / 1_000)
    expect(Number.isSafeInteger(Number(id))).toBe(true)
    expect(id).toMatch(/^\d{16}$/)
  })
  it('grows whatever the clock does', () => {
    const steps = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 200 })
    fc.assert(
      fc.property(steps, (jumps) => {
        let now = Date.UTC(2026, 0, 1)
        const mint = createIdMint(createLabWorld({ seed: 2, now: () => now }))
        let last = BigInt(mint.next())
        return jumps.every((jump) => {
          now += jump
          const next = BigInt(mint.next())
          const grows = next > last
          last = next
          return grows
        })
      }),
    )
  })
})

describe('secondsOfId', () => {
  it('reads the time of a published status', () => {
    const posted = new Date(secondsOfId('3491273850170657') * 1_000).toISOString()
    expect(posted.slice(0, 7)).toBe('2012-09')
  })
})
