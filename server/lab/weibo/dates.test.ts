import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weiboDate } from './dates.ts'

describe('weiboDate', () => {
  it('writes Beijing time in English', () => {
    expect(weiboDate(Date.UTC(2011, 4, 31, 9, 46, 55))).toBe('Tue May 31 17:46:55 +0800 2011')
    expect(weiboDate(Date.UTC(2025, 11, 31, 16, 0, 0))).toBe('Thu Jan 01 00:00:00 +0800 2026')
  })
  it('loses nothing above a second', () => {
    const times = fc.integer({ min: 0, max: 4_000_000_000 })
    fc.assert(
      fc.property(times, (seconds) => Date.parse(weiboDate(seconds * 1_000)) === seconds * 1_000),
    )
  })
})
