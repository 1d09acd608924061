import type { Span } from './address.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const made =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  formats.set(zone, made)
  return made
}

/** The moment as its wall clock shows it, taken for UTC. Epoch ms. */
function wall(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The day a moment belongs to there, `YYYY-MM-DD`. */
export function dayOf(at: number, zone: string): string {
  return new Date(wall(at, zone)).toISOString().slice(0, 10)
}

/** So many days on; a calendar's arithmetic, which knows no zone. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** 1 = Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** When the day begins there, epoch ms: its first moment, also where midnight is skipped. */
export function startOf(day: string, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const offsetAt = (at: number): number => wall(at, zone) - at
  // The offset before the change and after it: the one that leads back to this day's first moment holds.
  const candidates = [offsetAt(midnight - 14 * hourMs), offsetAt(midnight + 14 * hourMs)]
    .map((offset) => midnight - offset)
    .filter((at) => dayOf(at, zone) === day)
  return Math.min(...candidates)
}

/** Epoch ms, half open. */
export interface Bounds {
  readonly from: number
  readonly to: number
}

const presetDays = { today: 1, '7d': 7, '30d': 30, '90d': 90 } as const

/** First and last day of what is shown, as it stands now. */
function daysOf(span: Span, now: number, zone: string): readonly [string, string] {
  if (typeof span !== 'string') return [span.from, span.to]
  const today = dayOf(now, zone)
  return [addDays(today, 1 - presetDays[span]), today]
}

/** Whole days of the tenant’s time zone; a span that holds today ends with it. */
export function boundsOf(span: Span, now: number, zone: string): Bounds {
  const [first, last] = daysOf(span, now, zone)
  return { from: startOf(first, zone), to: startOf(addDays(last, 1), zone) }
}

/** The last full week before today, Monday to Sunday, and the one before it. */
export function lastWeeks(
  now: number,
  zone: string,
): { readonly week: Bounds; readonly before: Bounds } {
  const today = dayOf(now, zone)
  const monday = addDays(today, 1 - weekdayOf(today))
  const at = (days: number): number => startOf(addDays(monday, days), zone)
  return { week: { from: at(-7), to: at(0) }, before: { from: at(-14), to: at(-7) } }
}

/** How far apart a trend's points lie: by hour in a span of two days at most, else by day. */
export function trendStep({ from, to }: Bounds): number {
  return to - from <= 2 * dayMs ? hourMs : dayMs
}
