/**
 * Wall-clock arithmetic. A local time is the milliseconds its clock would show in UTC, so that days are
 * always 24 hours; only `offsetAt` and `isoOf` know of time zones.
 */
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const formats = new Map<string, Intl.DateTimeFormat>()
/** Eight hours ahead all year round: no calendar need be asked. */
const beijing = /^(?:Asia\/(?:Shanghai|Chongqing|Harbin|Hong_Kong|Macau|Taipei)|PRC|Hongkong)$/

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** What the zone's clock is ahead of UTC at a moment. */
function offsetAt(at: number, zone: string): number {
  if (beijing.test(zone)) return 8 * hourMs
  const part: Record<string, number> = {}
  for (const { type, value } of formatFor(zone).formatToParts(at)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

export function localOf(at: number, zone: string): number {
  return at + offsetAt(at, zone)
}

const two = (number: number): string => String(number).padStart(2, '0')

/** ISO 8601 with the offset that holds in the zone at that local time. */
export function isoOf(local: number, zone: string): string {
  const guess = offsetAt(local, zone)
  const offset = offsetAt(local - guess, zone)
  const minutes = Math.abs(Math.round(offset / minuteMs))
  const sign = offset < 0 ? '-' : '+'
  const clock = new Date(local).toISOString().slice(0, 19)
  return `${clock}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

export interface Ymd {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function ymdOf(local: number): Ymd {
  const date = new Date(local)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Midnight of a day, or undefined for one that does not exist: 2月30日. */
export function dayStart(year: number, month: number, day: number): number | undefined {
  const local = Date.UTC(year, month - 1, day)
  const date = new Date(local)
  const isReal = month >= 1 && month <= 12 && date.getUTCMonth() === month - 1
  return isReal && date.getUTCDate() === day ? local : undefined
}

/** Midnight of the first of a month; months run over into other years. */
export function monthStart(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1)
}

export function midnight(local: number): number {
  return Math.floor(local / dayMs) * dayMs
}

/** 0 = Monday. */
export function weekdayOf(local: number): number {
  return (new Date(local).getUTCDay() + 6) % 7
}
