import type { Schedule } from './schedule.ts'
import { zoneOf } from './zone.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** 1970-01-01 was a Thursday. */
const weekdayOfDay0 = 4

/** Days whose work is kept together. */
export const blockDays = 64

/** The shift that begins on a day, epoch ms; none has `start` = `end`. */
export interface Block {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly total: number
}

/** Local days are numbered from 1970-01-01. */
export interface WorkingDays {
  readonly dayOf: (at: number) => number
  /** Block n: the days from n × `blockDays`. */
  readonly block: (n: number) => Block
  /** After this day nobody works any more; Infinity where there are working weekdays. */
  readonly lastDay: number
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs
}

/**
 * The shifts of a schedule, day by day. A shift begins when the wall clock first reads the opening time
 * (or jumps over it) and ends when it first reads the closing time: a night with 23 or 25 hours is as
 * much shorter or longer. A make-up workday is one even when it is a holiday too.
 */
export function workingDays(schedule: Schedule): WorkingDays {
  const { timeZone, weekdays, openMinute, closeMinute } = schedule
  const zone = zoneOf(timeZone)
  const closesAfter = closeMinute > openMinute ? closeMinute : closeMinute + 24 * 60
  const holidays = new Set(schedule.holidays.map(dayNumber))
  const makeUps = new Set(schedule.makeUpWorkdays.map(dayNumber))
  const week = new Set(weekdays)
  const blocks = new Map<number, Block>()

  function isWorkday(day: number): boolean {
    if (makeUps.has(day)) return true
    const weekday = ((((day + weekdayOfDay0 - 1) % 7) + 7) % 7) + 1
    return week.has(weekday) && !holidays.has(day)
  }

  function makeBlock(n: number): Block {
    const starts: number[] = []
    const ends: number[] = []
    let total = 0
    for (let day = n * blockDays; day < (n + 1) * blockDays; day++) {
      const start = zone.momentOf(day * dayMs + openMinute * minuteMs)
      const end = isWorkday(day) ? zone.momentOf(day * dayMs + closesAfter * minuteMs) : start
      starts.push(start)
      ends.push(end)
      total += end - start
    }
    return { starts, ends, total }
  }

  return {
    dayOf: (at) => Math.floor((at + zone.offsetAt(at)) / dayMs),
    block(n) {
      const known = blocks.get(n)
      if (known) return known
      const made = makeBlock(n)
      blocks.set(n, made)
      return made
    },
    lastDay: weekdays.length > 0 ? Infinity : Math.max(-Infinity, ...makeUps),
  }
}
