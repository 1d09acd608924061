export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** China keeps one time all year, without daylight saving. */
const AHEAD = 8 * HOUR

/** Epoch ms of the local midnight at or before the moment. */
export const midnight = (at: number): number => Math.floor((at + AHEAD) / DAY) * DAY - AHEAD
/** Local hour, 0 to 23. */
export const hourOf = (at: number): number => Math.floor((at - midnight(at)) / HOUR)
/** ISO day, 1 = Monday. */
export const weekdayOf = (at: number): number => new Date(at + AHEAD).getUTCDay() || 7
/** `2026-11-01`. */
export const dateOf = (at: number): string => new Date(at + AHEAD).toISOString().slice(0, 10)

let lastDay = { at: NaN, date: '' }
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `2026-11-01T09:00:00.000+08:00`. By hand: a million lines ask for two or three of them each. */
export function isoOf(at: number): string {
  const day = midnight(at)
  if (lastDay.at !== day) lastDay = { at: day, date: dateOf(day) }
  const ms = at - day
  const clock = `${two(Math.floor(ms / HOUR))}:${two(Math.floor(ms / MINUTE) % 60)}`
  const fraction = String(ms % SECOND).padStart(3, '0')
  return `${lastDay.date}T${clock}:${two(Math.floor(ms / SECOND) % 60)}.${fraction}+08:00`
}
