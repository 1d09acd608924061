import { describe, expect, it } from 'vitest'
import { addDays, boundsOf, dayOf, lastWeeks, startOf, trendStep, weekdayOf } from './days.ts'

const shanghai = 'Asia/Shanghai'
const at = (text: string): number => Date.parse(text)
const noon = at('2026-11-25T12:00:00+08:00')

describe('boundsOf', () => {
  it.each([
    ['today', '2026-11-25', '2026-11-26'],
    ['7d', '2026-11-19', '2026-11-26'],
    ['30d', '2026-10-27', '2026-11-26'],
    ['90d', '2026-08-28', '2026-11-26'],
  ] as const)('shows whole days of the tenant’s zone for %s', (span, from, to) => {
    expect(boundsOf(span, noon, shanghai)).toEqual({
      from: at(`${from}T00:00:00+08:00`),
      to: at(`${to}T00:00:00+08:00`),
    })
  })
  it('holds both days of a span that somebody chose', () => {
    const { from, to } = boundsOf({ from: '2026-11-01', to: '2026-11-01' }, noon, shanghai)
    expect([from, to - from]).toEqual([at('2026-11-01T00:00:00+08:00'), 86_400_000])
  })
})

describe('startOf', () => {
  it('knows a day of 25 hours and one of 23', () => {
    const zone = 'Europe/Berlin'
    const long = (day: string): number => startOf(addDays(day, 1), zone) - startOf(day, zone)
    expect(long('2026-10-25') / 3_600_000).toBe(25)
    expect(long('2026-03-29') / 3_600_000).toBe(23)
  })
  it('begins a day without midnight at its first moment', () => {
    // Beirut turned its clocks from 0:00 to 1:00 that day.
    expect(startOf('2022-03-27', 'Asia/Beirut')).toBe(at('2022-03-26T22:00:00Z'))
  })
  it('is right far to the east and to the west', () => {
    expect(startOf('2026-11-25', 'Pacific/Kiritimati')).toBe(at('2026-11-24T10:00:00Z'))
    expect(startOf('2026-11-25', 'Pacific/Niue')).toBe(at('2026-11-25T11:00:00Z'))
  })
})

describe('dayOf', () => {
  it('changes at midnight there', () => {
    expect(dayOf(at('2026-11-24T15:59:59Z'), shanghai)).toBe('2026-11-24')
    expect(dayOf(at('2026-11-24T16:00:00Z'), shanghai)).toBe('2026-11-25')
  })
})

describe('weekdayOf', () => {
  it('counts from Monday', () => {
    expect(['2026-11-23', '2026-11-29'].map(weekdayOf)).toEqual([1, 7])
  })
})

describe('lastWeeks', () => {
  it('takes the last whole week, also on a Monday and on a Sunday', () => {
    for (const day of ['2026-11-23', '2026-11-25', '2026-11-29']) {
      const { week, before } = lastWeeks(at(`${day}T12:00:00+08:00`), shanghai)
      expect(week.from).toBe(at('2026-11-16T00:00:00+08:00'))
      expect(week.to).toBe(at('2026-11-23T00:00:00+08:00'))
      expect(before.to).toBe(week.from)
    }
  })
})

describe('trendStep', () => {
  it('goes by the hour in two days at most', () => {
    expect(trendStep({ from: 0, to: 2 * 86_400_000 })).toBe(3_600_000)
    expect(trendStep({ from: 0, to: 3 * 86_400_000 })).toBe(86_400_000)
  })
})
