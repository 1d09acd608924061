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
  if (value < 2 * perOctave) return value
  if (value < 2 ** 31) {
    // 1024 is the eleventh bit: the first of an octave of its own.
    const octave = 22 - Math.clz32(value)
    return (value >> octave) + octave * perOctave
  }
  let octave = 21
  let width = 2 ** octave
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

function binned(sketch: ExactSketch): BinnedSketch {
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

/** Of whole numbers in any order. */
export function sketchOf(values: readonly number[]): Sketch {
  const sorted = [...values].sort((a, b) => a - b)
  return sumOfSketches([{ values: sorted }])
}

/** Leaves both as they are. */
export function mergeSketches(a: Sketch, b: Sketch): Sketch {
  return sumOfSketches([a, b])
}

function lowestOf(sketch: Sketch): number {
  return 'bins' in sketch ? sketch.min : (sketch.values[0] ?? Infinity)
}

function highestOf(sketch: Sketch): number {
  return 'bins' in sketch ? sketch.max : (sketch.values.at(-1) ?? -Infinity)
}

/** All of them in one, whatever their order; they stay as they are. */
export function sumOfSketches(sketches: readonly Sketch[]): Sketch {
  const n = sketches.reduce((sum, sketch) => sum + sizeOf(sketch), 0)
  if (n <= exactUpTo) {
    // Above that somebody is binned or too many.
    const values = sketches.flatMap((sketch) => ('bins' in sketch ? [] : sketch.values))
    return { values: sketches.length > 1 ? values.sort((x, y) => x - y) : values }
  }
  const min = Math.min(...sketches.map(lowestOf))
  const max = Math.max(...sketches.map(highestOf))
  const tally = createTally(binOf(min), binOf(max))
  let sum = 0
  for (const sketch of sketches) {
    if ('bins' in sketch) {
      sum += sketch.sum
      const { bins, counts } = sketch
      for (let i = 0; i < bins.length; i++) tally.add(bins[i] as number, counts[i] as number)
      continue
    }
    for (const value of sketch.values) {
      sum += value
      tally.add(binOf(value), 1)
    }
  }
  return { n, sum, min, max, ...tally.read() }
}

/** Room for so many bins is taken at once: twice what the spans of a century need. */
const widest = 65_536

/** Counts by bin, from the lowest to the highest that can come. */
function createTally(low: number, high: number) {
  if (high - low >= widest) return createWideTally()
  const counted = new Float64Array(high - low + 1)
  return {
    add(bin: number, times: number): void {
      counted[bin - low] = (counted[bin - low] as number) + times
    },
    read(): Pick<BinnedSketch, 'bins' | 'counts'> {
      const [bins, counts]: [number[], number[]] = [[], []]
      for (let i = 0; i < counted.length; i++) {
        const times = counted[i] as number
        if (times === 0) continue
        bins.push(low + i)
        counts.push(times)
      }
      return { bins, counts }
    },
  }
}

function createWideTally() {
  const counted = new Map<number, number>()
  return {
    add(bin: number, times: number): void {
      counted.set(bin, (counted.get(bin) ?? 0) + times)
    },
    read(): Pick<BinnedSketch, 'bins' | 'counts'> {
      const bins = [...counted.keys()].sort((a, b) => a - b)
      return { bins, counts: bins.map((bin) => counted.get(bin) ?? 0) }
    },
  }
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
  return percentilesOf(sketch, [percent])[0]
}

/** The same of several, ascending, in one walk. */
export function percentilesOf(
  sketch: Sketch,
  percents: readonly number[],
): readonly (number | undefined)[] {
  // Percent as a whole number: 0.95·n would round wrong where it should be whole.
  const ranks = percents.map((percent) => Math.max(1, Math.ceil((percent * sizeOf(sketch)) / 100)))
  if (!('bins' in sketch)) return ranks.map((rank) => sketch.values[rank - 1])
  const { bins, counts, min, max } = sketch
  let [place, passed] = [0, counts[0] ?? 0]
  return ranks.map((rank) => {
    while (passed < rank) passed += counts[++place] as number
    return Math.min(Math.max(middleOf(bins[place] as number), min), max)
  })
}
