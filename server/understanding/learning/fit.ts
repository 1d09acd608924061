import { damping } from '../model/linear.ts'
import { startOf, toShares, type Overlay } from '../model/overlay.ts'
import { randomFrom, shuffled } from '../training/random.ts'
import type { Example } from './example.ts'

/** Work in slices: whoever drives it may let others have their turn at each `yield`. */
export type Slices<T> = Generator<undefined, T, undefined>

const rounds = 15
const rate = 0.3
/** The pull towards the shipped model. */
const decay = 2e-3
const seed = 11
/** A gram of one text alone says nothing of the next one. */
const leastTexts = 2
const textsPerSlice = 64
const most = 32_767

interface Row {
  readonly rows: readonly number[]
  readonly scale: number
  readonly start: Float64Array
  readonly wanted: Float64Array
  readonly weight: number
}

/** Grams of several labelled texts, rising. */
function* placesOf(examples: readonly Example[]): Slices<readonly number[]> {
  const counts = new Map<number, number>()
  for (const [i, { grams, value }] of examples.entries()) {
    if (i % textsPerSlice === 0) yield
    if (value === undefined) continue
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return [...counts].flatMap(([place, n]) => (n < leastTexts ? [] : [place])).sort((a, b) => a - b)
}

/** Texts nobody objected to hold the shipped model where it is, all of them as heavy as all labels. */
function* rowsOf(
  examples: readonly Example[],
  classes: readonly string[],
  places: readonly number[],
): Slices<readonly Row[]> {
  const at = new Map(places.map((place, row) => [place, row]))
  const labelled = examples.filter(({ value }) => value !== undefined).length
  const calm = Math.min(1, labelled / Math.max(1, examples.length - labelled))
  const rows: Row[] = []
  for (const [i, { grams, base, value }] of examples.entries()) {
    if (i % textsPerSlice === 0) yield
    const start = startOf(base, classes.length)
    const given = Float64Array.from(classes, (name) => (name === value ? 1 : 0))
    rows.push({
      rows: Array.from(grams, (gram) => at.get(gram) ?? -1).filter((row) => row >= 0),
      scale: damping(grams.length),
      start,
      wanted: value === undefined ? toShares(start.slice()) : given,
      weight: value === undefined ? calm : 1,
    })
  }
  return rows
}

interface Weights {
  readonly own: Float64Array
  readonly squares: Float64Array
}

/** One step of AdaGrad. */
function move({ own, squares }: Weights, at: number, slope: number): void {
  const step = slope + decay * (own[at] ?? 0)
  if (step === 0) return
  squares[at] = (squares[at] ?? 0) + step * step
  own[at] = (own[at] ?? 0) - (rate * step) / Math.sqrt(squares[at] ?? 1)
}

/** The constants stand in the row after the last place. */
function learnFrom({ rows, scale, start, wanted, weight }: Row, weights: Weights): void {
  const width = start.length
  const bias = weights.own.length - width
  const shares = new Float64Array(width)
  for (let c = 0; c < width; c++) {
    let added = 0
    for (const row of rows) added += weights.own[row * width + c] ?? 0
    shares[c] = (start[c] ?? 0) + added * scale + (weights.own[bias + c] ?? 0)
  }
  toShares(shares)
  for (let c = 0; c < width; c++) {
    const slope = weight * ((shares[c] ?? 0) - (wanted[c] ?? 0))
    for (const row of rows) move(weights, row * width + c, slope * scale)
    move(weights, bias + c, slope)
  }
}

/** Learns one field from the shipped model and some texts; the same texts in the same order, the same overlay. */
export function* fitOverlay(
  field: string,
  examples: readonly Example[],
  classes: readonly string[],
): Slices<Overlay> {
  const places = yield* placesOf(examples)
  const rows = yield* rowsOf(examples, classes, places)
  const size = (places.length + 1) * classes.length
  const weights = { own: new Float64Array(size), squares: new Float64Array(size) }
  const random = randomFrom(seed)
  let seen = 0
  for (let round = 0; round < rounds; round++) {
    for (const i of shuffled(rows.length, random)) {
      const row = rows[i]
      if (row) learnFrom(row, weights)
      seen += 1
      if (seen % textsPerSlice === 0) yield
    }
  }
  const top = weights.own.reduce((high, weight) => Math.max(high, Math.abs(weight)), 1e-6)
  const unit = Number((top / most).toPrecision(6))
  const whole = Array.from(weights.own, (weight) => Math.round(weight / unit) + 0)
  const bias = whole.slice(places.length * classes.length)
  const learnt = whole.slice(0, places.length * classes.length)
  return { field, classes, threshold: 1, share: 1, unit, bias, places, weights: learnt }
}
