import { damping } from '../model/linear.ts'
import { heldGrams, withoutRare } from './held-grams.ts'
import { randomFrom, shuffled } from './random.ts'

/** One text to learn from. */
export interface Example {
  readonly grams: Int32Array
  /** As many for every example. */
  readonly signs: Float64Array
  /** Number of its class. */
  readonly label: number
  /** How much it counts. */
  readonly weight: number
}

export interface FitSettings {
  readonly classes: number
  readonly epochs: number
  readonly rate: number
  /** A gram in fewer texts than this is left out: it would only be learnt by heart. */
  readonly fewest: number
  readonly seed: number
}

export const fitDefaults = { epochs: 6, rate: 0.1, fewest: 2, seed: 20251122 }

/** How much a gram counts beside a sign. */
const gramWorth = 2

/** What was learnt: for each class the weights of grams, of signs, and the constant. */
export interface Fitted {
  /** The places of the grams that were learnt of. */
  readonly places: Int32Array
  /** At `number among the places * classes + class`. */
  readonly byGram: Float64Array
  /** At `sign * classes + class`. */
  readonly bySign: Float64Array
  readonly constants: Float64Array
}

/** Weights side by side for each input, with what AdaGrad remembers of their slopes. */
interface Side {
  readonly weights: Float64Array
  readonly squares: Float64Array
}

const firstSquare = 1e-4
const side = (length: number): Side => ({
  weights: new Float64Array(length),
  squares: new Float64Array(length).fill(firstSquare),
})

/** Adds the weights of one input to the sums of the classes. */
function addTo(sums: Float64Array, { weights }: Side, at: number, value: number): void {
  for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) + (weights[at + c] ?? 0) * value
}

function step(
  { weights, squares }: Side,
  at: number,
  value: number,
  slopes: Float64Array,
  rate: number,
): void {
  for (let c = 0; c < slopes.length; c++) {
    const slope = (slopes[c] ?? 0) * value
    const square = (squares[at + c] ?? 0) + slope * slope
    squares[at + c] = square
    weights[at + c] = (weights[at + c] ?? 0) - (rate * slope) / Math.sqrt(square)
  }
}

/** Sums to probabilities, in place. */
export function toShares(sums: Float64Array): void {
  const top = sums.reduce((most, sum) => Math.max(most, sum), -Infinity)
  let total = 0
  for (let c = 0; c < sums.length; c++) total += sums[c] = Math.exp((sums[c] ?? 0) - top)
  for (let c = 0; c < sums.length; c++) sums[c] = (sums[c] ?? 0) / total
}

/** Multinomial logistic regression over grams and signs at once, by AdaGrad. Same examples, same weights. */
export function fitWeights(examples: readonly Example[], settings: FitSettings): Fitted {
  const { classes, epochs, rate, fewest, seed } = settings
  const held = heldGrams(examples, fewest)
  const rows = examples.map((example) => ({
    ...example,
    own: withoutRare(example.grams, held),
    worth: damping(example.grams.length) * gramWorth,
  }))
  const grams = side(held.count * classes)
  const signs = side((examples[0]?.signs.length ?? 0) * classes)
  const constants = side(classes)
  const sums = new Float64Array(classes)
  const random = randomFrom(seed)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const at of shuffled(rows.length, random)) {
      const row = rows[at]
      if (row === undefined) continue
      const { own, worth, signs: values, label, weight } = row
      sums.set(constants.weights)
      for (const gram of own) addTo(sums, grams, gram * classes, worth)
      values.forEach((value, s) => {
        if (value !== 0) addTo(sums, signs, s * classes, value)
      })
      toShares(sums)
      sums[label] = (sums[label] ?? 0) - 1
      for (let c = 0; c < classes; c++) sums[c] = (sums[c] ?? 0) * weight
      for (const gram of own) step(grams, gram * classes, worth, sums, rate)
      values.forEach((value, s) => {
        if (value !== 0) step(signs, s * classes, value, sums, rate)
      })
      step(constants, 0, 1, sums, rate)
    }
  }
  const byGram = grams.weights.map((weight) => weight * gramWorth)
  return { places: held.places, byGram, bySign: signs.weights, constants: constants.weights }
}
