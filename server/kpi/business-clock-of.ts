import type { BusinessClock } from './business-clock.ts'
import type { ScheduleVersion } from './schedule.ts'
import { blockDays, workingDays, type Block, type WorkingDays } from './working-days.ts'

/** Whoever waits longer than this waits for ever. */
const longestDays = 200 * 366

interface Stretch {
  readonly from: number
  readonly until: number
  readonly days: WorkingDays
}

/** What one step of a walk adds: a day's shift cut to the span, or a whole block. `next`: the day to go on with. */
interface Step {
  readonly start: number
  readonly worked: number
  readonly next: number
}

/**
 * The work that begins on `day`, cut to the span; a block at once where it lies in the span whole. Around
 * midnight a clock that is set back reads a day twice, hence the margin of a day on either side.
 */
function stepAt(days: WorkingDays, day: number, from: number, until: number): Step {
  const n = Math.floor(day / blockDays)
  const block = days.block(n)
  const i = day - n * blockDays
  const isWhole = i === 0 && (block.starts[0] ?? 0) >= from && (block.ends.at(-1) ?? 0) <= until
  if (isWhole) return { start: block.starts[0] ?? 0, worked: block.total, next: day + blockDays }
  const start = Math.max(block.starts[i] ?? 0, from)
  const end = Math.min(block.ends[i] ?? 0, until)
  return { start, worked: Math.max(0, end - start), next: day + 1 }
}

function worked({ days }: Stretch, from: number, until: number): number {
  const last = Math.min(days.dayOf(until) + 1, days.lastDay)
  let sum = 0
  for (let day = days.dayOf(from) - 1; day <= last;) {
    const step = stepAt(days, day, from, until)
    sum += step.worked
    day = step.next
  }
  return sum
}

/** The moment within a block after so much of its work. */
function momentIn({ starts, ends }: Block, ms: number): number {
  let left = ms
  for (const [i, start] of starts.entries()) {
    const size = (ends[i] ?? start) - start
    if (size >= left) return start + left
    left -= size
  }
  return Infinity
}

/** The moment after `ms` of work in the stretch; where it ends before that, how much is left to do. */
function workOff(
  { days, until }: Stretch,
  from: number,
  ms: number,
): { at?: number; left: number } {
  const first = days.dayOf(from) - 1
  const end = Number.isFinite(until) ? days.dayOf(until) + 1 : first + longestDays
  const last = Math.min(end, days.lastDay)
  let left = ms
  for (let day = first; day <= last;) {
    const { start, worked: done, next } = stepAt(days, day, from, until)
    const isBlock = next > day + 1
    if (done >= left)
      return { at: isBlock ? momentIn(days.block(day / blockDays), left) : start + left, left: 0 }
    left -= done
    day = next
  }
  return { left }
}

/** Everybody is always at work: for who has no schedule. */
export const alwaysOpen: BusinessClock = {
  between: (from, until) => Math.max(0, until - from),
  after: (from, workingMs) => from + workingMs,
}

/**
 * Working time is the overlap of a span with the schedule that is valid at each instant. Days are looked
 * up once per schedule; a span of some days then costs about a microsecond. `after` answers Infinity
 * also for what takes longer than two centuries. Throws RangeError for a time zone that does not exist;
 * without versions somebody is always at work.
 */
export function businessClock(versions: readonly ScheduleVersion[]): BusinessClock {
  if (versions.length === 0) return alwaysOpen
  const sorted = [...versions].sort((a, b) => a.from - b.from)
  const stretches = sorted.map(({ from, schedule }, i): Stretch => {
    const until = sorted[i + 1]?.from ?? Infinity
    return { from: i === 0 ? -Infinity : from, until, days: workingDays(schedule) }
  })
  return {
    between(from, until) {
      let sum = 0
      for (const stretch of stretches) {
        const start = Math.max(from, stretch.from)
        const end = Math.min(until, stretch.until)
        if (start < end) sum += worked(stretch, start, end)
      }
      return sum
    },
    after(from, workingMs) {
      let left = workingMs
      if (left <= 0) return from
      for (const stretch of stretches) {
        if (stretch.until <= from) continue
        const done = workOff(stretch, Math.max(from, stretch.from), left)
        if (done.at !== undefined) return done.at
        left = done.left
      }
      return Infinity
    },
  }
}
