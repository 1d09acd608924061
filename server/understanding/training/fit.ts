import { placeBits } from '../features/grams.ts'
import { damping, type Linear } from '../model/linear.ts'
import { randomFrom, shuffled } from './random.ts'

/** One text to learn from. */
export interface Example {
  readonly grams: Int32Array
  /** Number of its class. */
  readonly label: number
  /** How much it counts. */
  readonly weight: number
}

export interface FitSettings {
  readonly bits: number
  readonly classes: number
  readonly epochs: number
  readonly rate: number
  /** Pull towards 0 at each step. */
  readonly decay: number
  readonly smoothing: number
  readonly seed: number
}

export const fitDefaults = { epochs: 4, rate: 0.2, decay: 1e-6, smoothing: 1, seed: 20251122 }

/** Log-ratio of how often a gram stands in texts of the class and in the others: the scale of its weight. */
function ratiosFor(
  examples: readonly Example[],
  target: number,
  settings: FitSettings,
): Float64Array {
  const { bits, smoothing } = settings
  const shift = placeBits - bits
  const size = 1 << bits
  const within = new Float64Array(size).fill(smoothing)
  const outside = new Float64Array(size).fill(smoothing)
  let [withinSum, outsideSum] = [2 * smoothing, 2 * smoothing]
  for (const { grams, label, weight } of examples) {
    const counts = label === target ? within : outside
    for (const gram of grams) counts[gram >>> shift] = (counts[gram >>> shift] ?? 0) + weight
    if (label === target) withinSum += weight
    else outsideSum += weight
  }
  const base = Math.log(outsideSum / withinSum)
  return within.map((count, place) => Math.log(count / (outside[place] ?? 1)) + base)
}

interface Fitted {
  readonly weights: Float64Array
  readonly bias: number
}

/** Logistic regression of one class against the rest, on grams scaled by their ratios; AdaGrad. */
function fitClass(examples: readonly Example[], target: number, settings: FitSettings): Fitted {
  const { bits, epochs, rate, decay, seed } = settings
  const shift = placeBits - bits
  const ratios = ratiosFor(examples, target, settings)
  const weights = new Float64Array(1 << bits).fill(1)
  const squares = new Float64Array(1 << bits).fill(1e-6)
  let bias = 0
  let biasSquares = 1e-6
  const random = randomFrom(seed + target)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const row of shuffled(examples.length, random)) {
      const example = examples[row]
      if (example === undefined) continue
      const { grams, label, weight } = example
      const scale = damping(grams.length)
      let sum = 0
      for (const gram of grams) {
        const place = gram >>> shift
        sum += (weights[place] ?? 0) * (ratios[place] ?? 0)
      }
      const guess = 1 / (1 + Math.exp(-(sum * scale + bias)))
      const slope = (guess - (label === target ? 1 : 0)) * weight
      for (const gram of grams) {
        const place = gram >>> shift
        const own = weights[place] ?? 0
        const step = slope * scale * (ratios[place] ?? 0) + decay * own
        const square = (squares[place] ?? 0) + step * step
        squares[place] = square
        weights[place] = own - (rate * step) / Math.sqrt(square)
      }
      biasSquares += slope * slope
      bias -= (rate * slope) / Math.sqrt(biasSquares)
    }
  }
  return { weights: weights.map((weight, place) => weight * (ratios[place] ?? 0)), bias }
}

/** Of two classes one speaks for both. */
function bothSides(one: Fitted): readonly Fitted[] {
  return [{ weights: one.weights.map((weight) => -weight), bias: -one.bias }, one]
}

const largest = 32767

/** The model, weights rounded to 16 bits. Same examples and settings, same model. */
export function fitLinear(examples: readonly Example[], settings: FitSettings): Linear {
  const { bits, classes } = settings
  const fitted =
    classes === 2
      ? bothSides(fitClass(examples, 1, settings))
      : Array.from({ length: classes }, (_, target) => fitClass(examples, target, settings))
  const top = fitted.reduce(
    (most, { weights }) => weights.reduce((m, weight) => Math.max(m, Math.abs(weight)), most),
    1e-9,
  )
  const unit = top / largest
  const weights = new Int16Array(classes << bits)
  fitted.forEach((one, c) => {
    one.weights.forEach((weight, place) => {
      weights[place * classes + c] = Math.round(weight / unit)
    })
  })
  return { bits, classes, weights, unit, bias: fitted.map(({ bias }) => bias) }
}
