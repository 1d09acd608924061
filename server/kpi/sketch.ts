import { placeOf } from './place-of.ts'

/**
 * Durations, remembered so that any percentile can be read and that sketches of parts add up to the sketch
 * of the whole. Up to `exactUpTo` values all are kept; above that they are counted in bins whose width is at most
 * 1/512 of the value. Which of the two, and what stands in it, depends on the values alone, never on the order or the
 * split in which they came: buckets can be merged in any order and hold the same JSON. That is why this
 * is no t-digest, whose centroids depend on the order of insertions and merges. Whole ms; plain JSON.
 */
export type Sketch = ExactSketch | BinnedSketch

interface ExactSketch {
  /** Ascending. */
  values: number[]
}

interface BinnedSketch {
  n: number
  sum: number
  min: number
  max: number
  /** Ascending, and how many values lie in each. */
  bins: number[]
  counts: number[]
}

export const exactUpTo = 512
const perOctave = 512

export function emptySketch(): Sketch {
  return { values: [] }
}

/** The bin of a whole number: itself below 1024, above that 512 bins to each doubling; negatives mirror. */
export function binOf(value: number): number {
  if (value < 0) return -binOf(-value)
  let octave = 0
  let width = 1
  while (value >= width * 2 * perOctave) {
    octave += 1
    width *= 2
  }
  return Math.floor(value / width) + octave * perOctave
}

/** The middle of a bin, rounded down towards zero. */
export function middleOf(bin: number): number {
  if (bin < 0) return -middleOf(-bin)
  const octave = Math.max(0, Math.floor(bin / perOctave) - 1)
  const width = 2 ** octave
  return (bin - octave * perOctave) * width + Math.floor((width - 1) / 2)
}

function count(sketch: BinnedSketch, bin: number, times: number): void {
  const place = placeOf(sketch.bins, bin)
  if (sketch.bins[place] === bin) sketch.counts[place] = (sketch.counts[place] as number) + times
  else {
    sketch.bins.splice(place, 0, bin)
    sketch.counts.splice(place, 0, times)
  }
}

function binned(sketch: Sketch): BinnedSketch {
  if ('bins' in sketch) return { ...sketch, bins: [...sketch.bins], counts: [...sketch.counts] }
  const made: BinnedSketch = { n: 0, sum: 0, min: Infinity, max: -Infinity, bins: [], counts: [] }
  for (const value of sketch.values) take(made, value)
  return made
}

function take(sketch: BinnedSketch, value: number): void {
  count(sketch, binOf(value), 1)
  sketch.n += 1
  sketch.sum += value
  sketch.min = Math.min(sketch.min, value)
  sketch.max = Math.max(sketch.max, value)
}

/** Takes one value in, rounded to whole ms; writes into the sketch where it can. */
export function addTo(sketch: Sketch, value: number): Sketch {
  // Adding 0 turns -0 into 0: JSON knows only one of them.
  const whole = Math.round(value) + 0
  if ('bins' in sketch) {
    take(sketch, whole)
    return sketch
  }
  if (sketch.values.length < exactUpTo) {
    sketch.values.splice(placeOf(sketch.values, whole), 0, whole)
    return sketch
  }
  const made = binned(sketch)
  take(made, whole)
  return made
}

/** Leaves both as they are. */
export function mergeSketches(a: Sketch, b: Sketch): Sketch {
  if (!('bins' in a) && !('bins' in b) && sizeOf(a) + sizeOf(b) <= exactUpTo) {
    return { values: [...a.values, ...b.values].sort((x, y) => x - y) }
  }
  const [made, other] = [binned(a), binned(b)]
  for (const [place, bin] of other.bins.entries()) count(made, bin, other.counts[place] as number)
  made.n += other.n
  made.sum += other.sum
  made.min = Math.min(made.min, other.min)
  made.max = Math.max(made.max, other.max)
  return made
}

export function sizeOf(sketch: Sketch): number {
  return 'bins' in sketch ? sketch.n : sketch.values.length
}

/** Undefined of an empty sketch. */
export function meanOf(sketch: Sketch): number | undefined {
  const n = sizeOf(sketch)
  if (n === 0) return undefined
  const sum = 'bins' in sketch ? sketch.sum : sketch.values.reduce((a, b) => a + b, 0)
  return sum / n
}

/**
 * The value at the nearest rank ⌈percent·n/100⌉: exact while all are kept, else the middle of its bin, within
 * 0.1 % of the value. Undefined of an empty sketch.
 */
export function percentileOf(sketch: Sketch, percent: number): number | undefined {
  // Percent as a whole number: 0.95·n would round wrong where it should be whole.
  const rank = Math.max(1, Math.ceil((percent * sizeOf(sketch)) / 100))
  if (!('bins' in sketch)) return sketch.values[rank - 1]
  let left = rank
  const place = sketch.counts.findIndex((many) => (left -= many) <= 0)
  const middle = middleOf(sketch.bins[place] as number)
  return Math.min(Math.max(middle, sketch.min), sketch.max)
}
