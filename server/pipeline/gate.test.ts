import { describe, expect, it } from 'vitest'
import { fuzzGate } from '../testing/gate-fuzz.ts'

describe('the gate', () => {
  // `npm run fuzz:gate` sends a hundred thousand.
  it('lets none of a thousand hostile replies pass without a block', async () => {
    const { tried, leaks } = await fuzzGate(1000, 20260512)
    expect(leaks.map(({ material, text }) => `${material}: ${text}`)).toEqual([])
    // The material is really there: each kind was sent, and none crowds out the rest.
    for (const material of ['phone', 'idcard', 'bankcard', 'secret', 'sensitive', 'crisis', 'W-X1'])
      expect(tried[material]).toBeGreaterThan(10)
  })
})
