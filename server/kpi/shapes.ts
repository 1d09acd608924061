import {
  addDistinct,
  distinctCount,
  mergeDistinct,
  sumOfDistinct,
  type Distinct,
} from './distinct.ts'
import type { Fact } from './facts.ts'
import type { Contribution, Figure, View } from './metric.ts'
import { placeOf } from './place-of.ts'
import { packList, unpackList, type PackedList } from './packed.ts'
import { packSketch, unpackSketch, type PackedSketch } from './packed-sketch.ts'
import { addTo, emptySketch, meanOf, mergeSketches, percentilesOf, sizeOf } from './sketch.ts'
import { sketchOf, sumOfSketches, type Sketch } from './sketch.ts'
import { wilson95 } from './wilson.ts'

/** Below this a percentile says little: the values are listed instead. */
export const percentilesFrom = 20

/** How contributions of one part become a figure. States are plain JSON. */
export interface Shape<S = unknown> {
  initial(): S
  /** May write into the state. */
  add(state: S, contribution: Contribution, fact: Fact): S
  merge(a: S, b: S): S
  /** The merge of all of them, where there is a shorter way than one after the other; they stay as they are. */
  mergeAll?(states: readonly S[]): S
  /** As buckets keep it, plain JSON; without it as it is. */
  pack?(state: S): unknown
  unpack?(packed: unknown): S
  /** `of`: facts looked at, more than 0. Undefined: nothing measured. */
  read(state: S, of: number, view: View): Figure | undefined
}

interface Tally {
  n: number
  sum: number
}

function tallied(state: Tally, value: number): Tally {
  state.n += 1
  state.sum += value
  return state
}

const tally = {
  initial: (): Tally => ({ n: 0, sum: 0 }),
  merge: (a: Tally, b: Tally): Tally => ({ n: a.n + b.n, sum: a.sum + b.sum }),
}

const measured = (n: number, of: number): Pick<Figure, 'n' | 'of' | 'coverage'> => ({
  n,
  of,
  coverage: n / of,
})

/** How many; 0 is a figure where facts were looked at. */
export const count: Shape<Tally> = {
  ...tally,
  add: (state, { value }) => tallied(state, value),
  read: ({ sum }, of) => ({ value: sum, ...measured(of, of) }),
}

/** How many different keys. */
export const distinct: Shape<Distinct> = {
  initial: () => [],
  add: (state, { key }) => (key === undefined ? state : addDistinct(state, key)),
  merge: mergeDistinct,
  mergeAll: sumOfDistinct,
  pack: packList,
  unpack: (packed) => unpackList(packed as PackedList),
  read: (state, of) => ({ value: distinctCount(state), ...measured(of, of) }),
}

/** Hits (1) among hits and misses (0). */
export const share: Shape<Tally> = {
  ...count,
  read: ({ n, sum }, of) => (n === 0 ? undefined : { value: sum / n, ...measured(n, of) }),
}

/** A share to which one fact may add several hits and misses (replies of an episode): each of them was measured. */
export const shareOfMany: Shape<Tally> = {
  ...count,
  read: ({ n, sum }) => (n === 0 ? undefined : { value: sum / n, ...measured(n, n) }),
}

/** A share with Wilson’s 95 % interval: what is asked of few says little. */
export const sampledShare: Shape<Tally> = {
  ...count,
  read(state, of, view) {
    const figure = share.read(state, of, view)
    const interval = wilson95(state.sum, state.n)
    return figure && interval && { ...figure, wilson95: interval }
  },
}

const millionths = 1e6

/** The mean. Summed in whole millionths, because sums of fractions depend on their order. */
export const mean: Shape<Tally> = {
  ...tally,
  add: (state, { value }) => tallied(state, Math.round(value * millionths)),
  read: ({ n, sum }, of) =>
    n === 0 ? undefined : { value: sum / millionths / n, ...measured(n, of) },
}

function spread(sketch: Sketch, of: number): Figure | undefined {
  const n = sizeOf(sketch)
  if (n === 0) return undefined
  if ('values' in sketch && n < percentilesFrom) {
    return { values: [...sketch.values], ...measured(n, of) }
  }
  const [p50, p90, p95] = percentilesOf(sketch, [50, 90, 95])
  const average = meanOf(sketch)
  // Never all four undefined: the sketch is not empty.
  return { ...{ p50, p90, p95, mean: average }, ...measured(n, of) } as Figure
}

/** Spans in ms: percentiles, and the mean beside the median. */
export const durations: Shape<Sketch> = {
  initial: emptySketch,
  add: (state, { value }) => addTo(state, value),
  merge: mergeSketches,
  mergeAll: sumOfSketches,
  pack: packSketch,
  unpack: (packed) => unpackSketch(packed as PackedSketch),
  read: spread,
}

/** Spans that still grow, in ms: kept by their beginning, so that a bucket does not age by itself. Ascending. */
function growing(span: (since: number, view: View) => number): Shape<number[]> {
  return {
    initial: () => [],
    add(state, _contribution, { at }) {
      state.splice(placeOf(state, at), 0, at)
      return state
    },
    merge: (a, b) => [...a, ...b].sort((x, y) => x - y),
    mergeAll: (states) => states.flat().sort((x, y) => x - y),
    pack: packList,
    unpack: (packed) => unpackList(packed as PackedList),
    read(state, of, view) {
      const spans = state.map((at) => Math.round(span(at, view)) + 0)
      return spread(sketchOf(spans), of)
    },
  }
}

export const ages = growing((since, { asOf }) => asOf - since)
export const workingAges = growing((since, { asOf, business }) => business.between(since, asOf))
