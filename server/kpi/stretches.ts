import { hourMs, type Hours } from './hours.ts'

export interface Span {
  /** Epoch ms, the end exclusive. */
  readonly from: number
  readonly to: number
}

/** A span in whole days, whole hours beside them, and what is left at its ends. */
export interface Stretches {
  readonly days: readonly number[]
  readonly hours: readonly number[]
  readonly edges: readonly Span[]
}

export function stretchesOf({ from, to }: Span, hours: Hours): Stretches {
  const made = { days: [] as number[], hours: [] as number[], edges: [] as Span[] }
  for (let at = from; at < to;) {
    const hour = hours.hourOf(at)
    const nextHour = hour + hourMs
    if (hour !== at || nextHour > to) {
      const end = Math.min(nextHour, to)
      made.edges.push({ from: at, to: end })
      at = end
      continue
    }
    const nextDay = hours.nextDay(at)
    const isDay = hours.dayOf(at) === at && nextDay <= to
    if (isDay) made.days.push(at)
    else made.hours.push(at)
    at = isDay ? nextDay : nextHour
  }
  return made
}

/** Every full hour of the stretches, days taken apart. */
export function allHours({ days, hours }: Stretches, { nextDay }: Hours): readonly number[] {
  const starts = [...hours]
  for (const day of days) for (let at = day; at < nextDay(day); at += hourMs) starts.push(at)
  return starts.sort((a, b) => a - b)
}
