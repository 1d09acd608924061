import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, localDay } from './local-day.ts'

describe('localDay', () => {
  it('is the date on the wall where people are', () => {
    const at = Date.parse('2026-10-01T17:00:00Z')
    expect(localDay(at, 'Asia/Shanghai')).toBe('2026-10-02')
    expect(localDay(at, 'UTC')).toBe('2026-10-01')
  })
})

describe('boundsOf', () => {
  it('is Beijing’s day from midnight to midnight', () => {
    const { from, until } = boundsOf('2026-11-25', 'Asia/Shanghai')
    expect(new Date(from).toISOString()).toBe('2026-11-24T16:00:00.000Z')
    expect(until - from).toBe(86_400_000)
  })
  it('holds exactly the moments of its day, also where clocks change at midnight', () => {
    // Cairo skips a midnight, Havana has one twice.
    const zones = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Africa/Cairo', 'America/Havana']
    const days = fc.integer({ min: 19_000, max: 21_500 })
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (n, zone) => {
        const day = new Date(n * 86_400_000).toISOString().slice(0, 10)
        const { from, until } = boundsOf(day, zone)
        expect([localDay(from, zone), localDay(until - 1, zone)]).toEqual([day, day])
        expect(localDay(from - 1, zone) < day && localDay(until, zone) > day).toBe(true)
      }),
    )
  })
  it.each([
    ['2026-04-24', 'Africa/Cairo'],
    ['2026-11-01', 'America/Havana'],
    ['2026-03-08', 'America/Havana'],
  ])('begins %s in %s with its first moment', (day, zone) => {
    const { from } = boundsOf(day, zone)
    expect(localDay(from, zone)).toBe(day)
    expect(localDay(from - 1, zone) < day).toBe(true)
  })
})
