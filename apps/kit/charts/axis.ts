import { scaleLinear } from 'd3-scale'
import type { FigureUnit } from '../figure-text.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Steps at which a span reads well. */
const spanSteps: readonly number[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((one) => one * second),
  ...[1, 2, 5, 10, 15, 30].map((one) => one * minute),
  ...[1, 2, 3, 6, 12].map((one) => one * hour),
  ...[1, 2, 5, 10, 20, 50, 100, 200].map((one) => one * day),
]

function spanTicks(max: number, wanted: number): readonly number[] {
  const step = spanSteps.find((one) => max / one <= wanted) ?? Math.ceil(max / wanted / day) * day
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, at) => at * step)
}

/** Where the lines of a value axis lie: from 0, the last at or above the greatest value. */
export function valueTicks(max: number, unit: FigureUnit, wanted = 4): readonly number[] {
  if (!(max > 0)) return [0, 1]
  if (unit === 'ms') return spanTicks(max, wanted)
  // Nothing beyond all of it.
  if (unit === 'share') return max > 0.5 ? [0, 0.25, 0.5, 0.75, 1] : niceTicks(max, wanted)
  const made = niceTicks(max, wanted)
  return unit === 'count' ? [...new Set(made.map(Math.ceil))] : made
}

function niceTicks(max: number, wanted: number): readonly number[] {
  return scaleLinear().domain([0, max]).nice(wanted).ticks(wanted)
}

/** Which of so many things along an axis are named, when there is room for this many: evenly, the first always. */
export function namedAt(count: number, room: number): readonly number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, room)))
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step)
}
