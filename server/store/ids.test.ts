import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMint } from './ids.ts'

const start = Date.parse('2026-03-02T10:00:00+08:00')

describe('Minted ids', () => {
  it('sort as text in the order they were minted, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 50 }), (steps) => {
        let now = start
        const mint = createMint({ now: () => now })
        const ids = steps.map((step) => {
          now += step
          return mint.id()
        })
        expect([...ids].sort()).toEqual(ids)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it('go on behind those of an earlier run', () => {
    const before = createMint({ now: () => start }).id()
    const after = { id: before, position: 0 }
    expect(createMint({ now: () => start - 600_000, after }).id() > before).toBe(true)
    const position = start * 4096 + 5_000_000
    const later = createMint({ now: () => start, after: { id: undefined, position } })
    expect(later.position()).toBeGreaterThan(position)
  })

  it('hold positions that a number holds exactly, until 2039', () => {
    const mint = createMint({ now: () => Date.parse('2039-01-01T00:00:00Z') })
    expect(Number.isSafeInteger(mint.position())).toBe(true)
    expect(mint.id()).toMatch(/^[0-9a-f]{14}-[0-9a-f]{10}$/)
  })

  it('pass by ids that are none of ours', () => {
    const mint = createMint({ now: () => start, after: { id: 'zzz', position: 0 } })
    expect(mint.position()).toBeLessThan((start + 1) * 4096)
  })
})
