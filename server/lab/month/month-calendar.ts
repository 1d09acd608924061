import { DAY, HOUR, dateOf, midnight, weekdayOf } from './china-time.ts'

/** As `--schedule` reads it. */
export interface MonthSchedule {
  readonly timeZone: 'Asia/Shanghai'
  readonly open: string
  readonly close: string
  readonly weekdays: readonly number[]
  readonly holidays: readonly string[]
  readonly makeUpWorkdays: readonly string[]
  readonly targets: MonthTargets
}

export interface MonthTargets {
  readonly serviceLevelSeconds: { readonly calendar: number; readonly business: number }
  readonly fcrDays: number
  readonly reopenDays: number
  readonly mentionHours: number
}

/** Epoch ms; spans are half open. */
export interface Span {
  readonly from: number
  readonly until: number
}

export interface MonthCalendar extends Span {
  readonly schedule: MonthSchedule
  /** From Monday to the Monday after: holidays on Thursday to Saturday, work on both Sundays. */
  readonly holidayWeek: Span
  /** The network of one province is down. */
  readonly incident: Span
  /** From here on one agent is gone. */
  readonly farewell: number
  readonly isHoliday: (at: number) => boolean
  readonly isOpen: (at: number) => boolean
  /** The next moment at which people are at work, or the moment itself. */
  readonly nextOpening: (at: number) => number
  readonly businessMs: (from: number, until: number) => number
}

const OPEN = 9 * HOUR
const CLOSE = 21 * HOUR

const targets: MonthTargets = {
  serviceLevelSeconds: { calendar: 3_600, business: 1_800 },
  fcrDays: 7,
  reopenDays: 7,
  mentionHours: 24,
}

/** A month of whole local days that ends on the day of `until`. At least two weeks, or the week of 调休 has no place. */
export function monthCalendar(until: number, days: number): MonthCalendar {
  if (days < 14) throw new Error(`A month of ${days} days is too short: 14 at least.`)
  const from = midnight(until) - (days - 1) * DAY
  const early = from + Math.floor(days * 0.25) * DAY
  const monday = (days < 21 ? from : early) + ((8 - weekdayOf(days < 21 ? from : early)) % 7) * DAY
  const day = (n: number): string => dateOf(monday + n * DAY)
  const holidays = [day(3), day(4), day(5)]
  // The Sunday before and the one at the end of the week pay for Thursday and Friday.
  const makeUpWorkdays = [day(-1), day(6)]
  const schedule: MonthSchedule = {
    timeZone: 'Asia/Shanghai',
    open: '09:00',
    close: '21:00',
    weekdays: [1, 2, 3, 4, 5],
    holidays,
    makeUpWorkdays,
    targets,
  }
  const noon = from + Math.floor(days * 0.65) * DAY + 10 * HOUR
  return {
    from,
    until,
    schedule,
    holidayWeek: { from: monday, until: monday + 7 * DAY },
    incident: { from: noon, until: noon + 2 * DAY },
    farewell: from + Math.floor(days * 0.55) * DAY,
    ...workingTime(holidays, makeUpWorkdays),
  }
}

type WorkingTime = Pick<MonthCalendar, 'isHoliday' | 'isOpen' | 'nextOpening' | 'businessMs'>

/** By looking at each day in turn: slow over years, but there is nothing in it to get wrong. */
function workingTime(holidays: readonly string[], makeUps: readonly string[]): WorkingTime {
  const closed = new Set(holidays.map((date) => midnightOf(date)))
  const extra = new Set(makeUps.map((date) => midnightOf(date)))
  const isWorkday = (day: number): boolean =>
    extra.has(day) || (weekdayOf(day) <= 5 && !closed.has(day))
  const isOpen = (at: number): boolean => {
    const day = midnight(at)
    return isWorkday(day) && at >= day + OPEN && at < day + CLOSE
  }
  return {
    isHoliday: (at) => closed.has(midnight(at)),
    isOpen,
    nextOpening(at) {
      if (isOpen(at)) return at
      let day = midnight(at)
      while (!isWorkday(day) || day + OPEN < at) day += DAY
      return day + OPEN
    },
    businessMs(from, until) {
      let sum = 0
      for (let day = midnight(from); day < until; day += DAY) {
        const worked = Math.min(until, day + CLOSE) - Math.max(from, day + OPEN)
        if (worked > 0 && isWorkday(day)) sum += worked
      }
      return sum
    },
  }
}

const midnightOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)
