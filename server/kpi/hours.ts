import { zoneOf } from './zone.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** Hours and days of a time zone, as epoch ms of their start: where the wall clock reads full hours. */
export interface Hours {
  readonly hourOf: (at: number) => number
  readonly dayOf: (at: number) => number
  /** The start of the day after. */
  readonly nextDay: (day: number) => number
  /** The hour's own place in the week, 0 to 167 from Monday 0:00. */
  readonly weekHourOf: (at: number) => number
}

/** 1970-01-01 was a Thursday. */
const weekdayOfDay0 = 3

export function hoursOf(timeZone: string): Hours {
  const zone = zoneOf(timeZone)
  const localOf = (at: number): number => at + zone.offsetAt(at)
  const dayOf = (at: number): number => zone.momentOf(Math.floor(localOf(at) / dayMs) * dayMs)
  return {
    hourOf: (at) => at - (((localOf(at) % hourMs) + hourMs) % hourMs),
    dayOf,
    nextDay: (day) => zone.momentOf((Math.floor(localOf(day) / dayMs) + 1) * dayMs),
    weekHourOf(at) {
      const hour = Math.floor(localOf(at) / hourMs) + weekdayOfDay0 * 24
      return ((hour % 168) + 168) % 168
    },
  }
}
