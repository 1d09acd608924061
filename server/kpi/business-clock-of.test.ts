import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alwaysOpen, businessClock } from './business-clock-of.ts'
import type { Schedule } from './schedule.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const moment = (iso: string): number => Date.parse(iso)

const office: Schedule = {
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  openMinute: 9 * 60,
  closeMinute: 18 * 60,
  holidays: [],
  makeUpWorkdays: [],
}
const clockOf = (changes: Partial<Schedule>) =>
  businessClock([{ from: 0, schedule: { ...office, ...changes } }])

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, ...style })
  formats.set(timeZone, format)
  return format
}

/** What the wall clock reads, to the minute, asked once each. */
const stamps = new Map<string, string>()
function stampOf(at: number, timeZone: string): string {
  const name = `${timeZone} ${at}`
  const known = stamps.get(name)
  if (known !== undefined) return known
  const stamp = formatOf(timeZone).format(at).replace(', ', 'T')
  stamps.set(name, stamp)
  return stamp
}

/** Works it out minute by minute: what a person with a calendar and a wall clock would do. */
function slowMinutes(schedule: Schedule, from: number, until: number): number {
  const isWorkday = (date: string): boolean => {
    if (schedule.makeUpWorkdays.includes(date)) return true
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7
    return schedule.weekdays.includes(weekday) && !schedule.holidays.includes(date)
  }
  const plus = (date: string, minutes: number): string =>
    new Date(moment(`${date}T00:00:00Z`) + minutes * minute).toISOString().slice(0, 16)
  const nights = schedule.closeMinute <= schedule.openMinute ? 1440 : 0
  /** The furthest the wall clock has been: set back, it does not open a shift again. */
  let furthest = ''
  let sum = 0
  for (let at = from - 2 * day; at < until; at += minute) {
    const stamp = stampOf(at, schedule.timeZone)
    if (stamp > furthest) furthest = stamp
    if (at < from) continue
    const today = furthest.slice(0, 10)
    const isOn = [plus(today, -1440).slice(0, 10), today].some(
      (date) =>
        isWorkday(date) &&
        furthest >= plus(date, schedule.openMinute) &&
        furthest < plus(date, schedule.closeMinute + nights),
    )
    if (isOn) sum++
  }
  return sum
}

/** Around the changes of the clock, and (Apia) around the day that never was. */
const places = [
  ['Asia/Shanghai', '2026-09-28T00:00:00Z'],
  ['America/New_York', '2026-03-07T00:00:00Z'],
  ['America/New_York', '2026-10-31T00:00:00Z'],
  ['Europe/London', '2026-03-28T00:00:00Z'],
  ['Europe/London', '2026-10-24T00:00:00Z'],
  ['Pacific/Apia', '2011-12-28T00:00:00Z'],
  ['Pacific/Apia', '2012-03-31T00:00:00Z'],
  ['America/St_Johns', '2010-11-06T00:00:00Z'],
] as const

const anySchedule = (timeZone: string, around: number) => {
  const dates = fc.uniqueArray(
    fc
      .integer({ min: -2, max: 5 })
      .map((days) => new Date(around + days * day).toISOString().slice(0, 10)),
    { maxLength: 3 },
  )
  return fc.record({
    timeZone: fc.constant(timeZone),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    openMinute: fc.integer({ min: 0, max: 1439 }),
    closeMinute: fc.integer({ min: 0, max: 1440 }),
    holidays: dates,
    makeUpWorkdays: dates,
  })
}

describe('businessClock', () => {
  it.each(places)('counts what a slow clock counts in %s around %s', (timeZone, around) => {
    const start = moment(around)
    const minutes = fc.integer({ min: 0, max: 4 * 1440 })
    fc.assert(
      fc.property(anySchedule(timeZone, start), minutes, minutes, (schedule, a, b) => {
        const [from, until] = [start + Math.min(a, b) * minute, start + Math.max(a, b) * minute]
        const { between } = businessClock([{ from: 0, schedule }])
        expect(between(from, until) / minute).toBe(slowMinutes(schedule, from, until))
      }),
      { numRuns: 25 },
    )
  })
  it.each(places)('adds up over any cut, and finds back, in %s around %s', (timeZone, around) => {
    const start = moment(around)
    const ms = fc.integer({ min: 0, max: 400 * day })
    fc.assert(
      fc.property(anySchedule(timeZone, start), ms, ms, ms, ms, (schedule, ...times) => {
        const [x, a, b, c] = times
        const night = { ...schedule, openMinute: 22 * 60, closeMinute: 6 * 60, weekdays: [6] }
        const clock = businessClock([
          { from: 0, schedule },
          { from: start + x, schedule: night },
        ])
        const [from, cut, until] = [a, b, c].sort((one, other) => one - other) as [
          number,
          number,
          number,
        ]
        const whole = clock.between(start + from, start + until)
        const parts = [
          clock.between(start + from, start + cut),
          clock.between(start + cut, start + until),
        ] as const
        expect(parts[0] + parts[1]).toBe(whole)
        const at = clock.after(start + from, whole)
        expect(at).toBeLessThanOrEqual(start + until)
        expect(clock.between(start + from, at)).toBe(whole)
        if (whole > 0) expect(clock.between(start + from, at - 1)).toBe(whole - 1)
      }),
      { numRuns: 100 },
    )
  })
  it.each([
    // 2026: holiday 1 to 7 October, work on Sunday 20 September and Saturday 10 October.
    ['a make-up Sunday', '2026-09-20T10:00+08:00', '2026-09-20T12:00+08:00', 2],
    ['an ordinary Saturday', '2026-09-19T10:00+08:00', '2026-09-19T12:00+08:00', 0],
    ['the eve of the holiday to its end', '2026-09-30T17:00+08:00', '2026-10-08T10:00+08:00', 2],
    ['a holiday Thursday', '2026-10-01T09:00+08:00', '2026-10-01T18:00+08:00', 0],
    ['the week after', '2026-10-08T00:00+08:00', '2026-10-12T00:00+08:00', 27],
    ['no time', '2026-10-09T10:00+08:00', '2026-10-09T10:00+08:00', 0],
    ['backwards', '2026-10-09T12:00+08:00', '2026-10-09T10:00+08:00', 0],
  ])('knows National Day 2026 and its make-up days: %s', (_name, from, until, hours) => {
    const holidays = [1, 2, 3, 4, 5, 6, 7].map((date) => `2026-10-0${date}`)
    const clock = clockOf({ holidays, makeUpWorkdays: ['2026-09-20', '2026-10-10'] })
    expect(clock.between(moment(from), moment(until)) / hour).toBe(hours)
  })
  it('lets a night shift of Friday end on Saturday morning', () => {
    const clock = clockOf({ openMinute: 22 * 60, closeMinute: 6 * 60 })
    const friday = moment('2026-11-27T12:00+08:00')
    expect(clock.between(friday, friday + 3 * day) / hour).toBe(8)
    expect(clock.after(friday, 3 * hour)).toBe(moment('2026-11-28T01:00+08:00'))
  })
  it('takes opening at midnight and closing at midnight for the whole day', () => {
    const clock = clockOf({ openMinute: 0, closeMinute: 0, weekdays: [1] })
    expect(clock.between(moment('2026-11-22T00:00Z'), moment('2026-11-29T00:00Z'))).toBe(day)
  })
  it.each([
    ['2026-03-08', 7],
    ['2026-11-01', 9],
  ])('counts the hours that pass in a night with a change of the clock: %s', (date, hours) => {
    const clock = clockOf({
      timeZone: 'America/New_York',
      weekdays: [7],
      openMinute: 0,
      closeMinute: 8 * 60,
    })
    const from = moment(`${date}T00:00Z`)
    expect(clock.between(from, from + day) / hour).toBe(hours)
  })
  it('goes by the schedule that holds at each instant', () => {
    const clock = businessClock([
      { from: moment('2026-11-11T12:00+08:00'), schedule: { ...office, closeMinute: 20 * 60 } },
      { from: moment('2026-01-01T00:00+08:00'), schedule: office },
    ])
    const from = moment('2026-11-10T00:00+08:00')
    expect(clock.between(from, from + day) / hour).toBe(9)
    expect(clock.between(from + day, from + 2 * day) / hour).toBe(11)
    expect(clock.after(from, 19 * hour)).toBe(moment('2026-11-11T19:00+08:00'))
    // The first holds before its beginning too.
    expect(clock.between(moment('2025-11-10T00:00+08:00'), moment('2025-11-11T00:00+08:00'))).toBe(
      9 * hour,
    )
  })
  it('never comes to the end of work that nobody does', () => {
    const clock = clockOf({ weekdays: [], makeUpWorkdays: ['2026-11-27'] })
    const from = moment('2026-11-20T00:00Z')
    expect(clock.after(from, 9 * hour)).toBe(moment('2026-11-27T18:00+08:00'))
    expect(clock.after(from, 9 * hour + 1)).toBe(Infinity)
    expect(clockOf({ weekdays: [] }).after(from, 1)).toBe(Infinity)
    expect(clock.after(from, 0)).toBe(from)
  })
  it('is always at work without a schedule', () => {
    expect(businessClock([])).toBe(alwaysOpen)
    expect(alwaysOpen.between(5, 12)).toBe(7)
    expect(alwaysOpen.between(12, 5)).toBe(0)
    expect(alwaysOpen.after(5, 7)).toBe(12)
  })
  it('counts decades as exactly as days', () => {
    const clock = clockOf({})
    const [from, until] = [moment('1995-06-01T00:00Z'), moment('2026-06-01T00:00Z')]
    let sum = 0
    for (let at = from; at < until; at += 7 * day)
      sum += clock.between(at, Math.min(at + 7 * day, until))
    expect(clock.between(from, until)).toBe(sum)
  })
  it('refuses a time zone that does not exist', () => {
    expect(() => clockOf({ timeZone: 'Mars/Olympus' })).toThrow(RangeError)
  })
})
