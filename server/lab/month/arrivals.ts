import { DAY, HOUR, hourOf, weekdayOf } from './china-time.ts'
import type { Dice } from './dice.ts'
import type { MonthCalendar } from './month-calendar.ts'

export type MonthChannel = 'wechat' | 'weibo'

/** By local hour. WeChat is written to over lunch and after dinner; Weibo wakes up in the evening. */
const hours: Readonly<Record<MonthChannel, readonly number[]>> = {
  wechat: [
    6, 3, 2, 1, 1, 3, 8, 18, 28, 34, 42, 58, 124, 92, 44, 40, 44, 52, 66, 100, 138, 112, 56, 22,
  ],
  weibo: [
    18, 9, 5, 3, 2, 3, 7, 14, 20, 24, 30, 38, 58, 46, 32, 30, 34, 42, 60, 92, 144, 160, 104, 44,
  ],
}
/** From Monday. */
const weekdays: Readonly<Record<MonthChannel, readonly number[]>> = {
  wechat: [1.15, 1.08, 1.02, 1, 1.05, 0.88, 0.82],
  weibo: [0.95, 0.95, 0.97, 1, 1.12, 1.08, 0.93],
}
const share: Readonly<Record<MonthChannel, number>> = { wechat: 0.62, weibo: 0.38 }
const HOLIDAY = 0.7
/** How many more write while the network is down, all of them from there. */
const SURGE: Readonly<Record<MonthChannel, number>> = { wechat: 0.5, weibo: 1.4 }

export interface Arrival {
  readonly at: number
  readonly channel: MonthChannel
  /** Writes because the network is down. */
  readonly isIncident: boolean
}

/** Who begins to write on one local day, in no order. `contacts`: on an ordinary day over both channels. */
export function arrivalsOf(
  calendar: MonthCalendar,
  day: number,
  contacts: number,
  dice: Dice,
): Arrival[] {
  return (['wechat', 'weibo'] as const).flatMap((channel) => {
    const mood = (calendar.isHoliday(day) ? HOLIDAY : 1) * (0.94 + 0.12 * dice.roll())
    const usual = contacts * share[channel] * (weekdays[channel][weekdayOf(day) - 1] ?? 1) * mood
    const moments = (count: number): number[] =>
      Array.from({ length: spread(count, dice) }, () => {
        const hour = dice.weighted(hours[channel])
        return day + hour * HOUR + Math.floor(dice.roll() * HOUR)
      })
    const surge = reaches(calendar.incident, day) ? moments(usual * SURGE[channel] * 1.4) : []
    return [
      ...moments(usual).map((at) => ({ at, channel, isIncident: false })),
      ...surge
        .filter((at) => at >= calendar.incident.from && at < calendar.incident.until)
        .map((at) => ({ at, channel, isIncident: true })),
    ].filter(({ at }) => at < calendar.until)
  })
}

/** Whole people: what is left of the fraction comes by chance. */
const spread = (count: number, dice: Dice): number =>
  Math.floor(count) + (dice.chance(count % 1) ? 1 : 0)

const reaches = (span: { from: number; until: number }, day: number): boolean =>
  day < span.until && day + DAY > span.from

/** Nobody but the night shift. */
export const isNight = (at: number): boolean => hourOf(at) < 9 || hourOf(at) >= 21
