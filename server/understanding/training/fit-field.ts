import { placeBits } from '../features/grams.ts'
import { probabilities, type FieldModel, type Judge } from '../model/judge.ts'
import { marginsInto, type Linear } from '../model/linear.ts'
import { pack } from '../model/packed.ts'
import { signNames } from '../rules/signs.ts'
import { fitDefaults, fitWeights, type Example, type Fitted } from './fit.ts'
import { temperatureFor, type Scored } from './temperature.ts'

/** A text with its judgement in one field. */
export interface FieldExample extends Example {
  /** Texts of one group are never learnt from and judged at once: one topic of the corpus is one group. */
  readonly group: string
  /** From the corpus, and so like what the engine will read: the threshold is chosen on these. */
  readonly isOurs: boolean
}

export interface FieldSettings {
  readonly field: string
  readonly classes: readonly string[]
  /** Share of right answers wanted among those decided. */
  readonly wanted: number
  /** Decided is on which side of this class a text lies, not which class it is. */
  readonly sideOf?: number
  /** How far rare classes are helped: 0 not at all, 1 as if all were equally frequent. */
  readonly evenness?: number
}

const folds = 5

/** A fold for each group, the same in every run. */
function foldOf(group: string): number {
  let hash = 5381
  for (let i = 0; i < group.length; i++) hash = (Math.imul(hash, 33) + group.charCodeAt(i)) | 0
  return (hash >>> 3) % folds
}

/** The frequent classes' head start, in part taken back: what writers of a corpus chose often is not frequent. */
function evened(fitted: Fitted, examples: readonly Example[], evenness: number): Fitted {
  const constants = fitted.constants.map((constant, c) => {
    const count = examples.filter(({ label }) => label === c).length
    return constant - evenness * Math.log((count + 1) / examples.length)
  })
  return { ...fitted, constants }
}

const largest = 32767
/** Digits kept of a weight: enough to decide alike, few enough to read. */
const digits = 5

/** The weights of grams, rounded to 16 bits. */
function linearOf({ places, byGram }: Fitted, classes: number): Linear {
  const top = byGram.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9)
  const unit = top / largest
  const weights = new Int16Array(classes << placeBits)
  places.forEach((place, at) => {
    for (let c = 0; c < classes; c++)
      weights[place * classes + c] = Math.round((byGram[at * classes + c] ?? 0) / unit)
  })
  const bias = Array.from({ length: classes }, () => 0)
  return { bits: placeBits, classes, weights: pack(weights, classes), unit, bias }
}

/** The margins of the grams as they are, the signs' weights beside them, all made as sure as they are right. */
function judgeOf({ bySign, constants }: Fitted, classes: number, temperature: number): Judge {
  const kept = (weight: number): number => Number((weight / temperature).toPrecision(digits))
  const weights = Array.from({ length: classes }, (_, c) => [
    ...Array.from({ length: classes }, (__, i) => (i === c ? kept(1) : 0)),
    ...signNames.map((__, s) => kept(bySign[s * classes + c] ?? 0)),
    kept(constants[c] ?? 0),
  ])
  return { signs: signNames, weights }
}

function inputsFor(linear: Linear, { grams, signs }: Example): Float64Array {
  const inputs = new Float64Array(linear.classes + signs.length)
  marginsInto(linear, grams, inputs, 0)
  inputs.set(signs, linear.classes)
  return inputs
}

/** What models say of our own texts that have not seen their group. */
function unseen(
  examples: readonly FieldExample[],
  fit: (some: readonly FieldExample[]) => Fitted,
  classes: number,
): readonly Scored[] {
  const fold = examples.map(({ group }) => foldOf(group))
  return Array.from({ length: folds }, (_, f) => {
    const fitted = fit(examples.filter((__, i) => fold[i] !== f))
    const [linear, judge] = [linearOf(fitted, classes), judgeOf(fitted, classes, 1)]
    return examples
      .filter(({ isOurs }, i) => isOurs && fold[i] === f)
      .map((example) => ({
        shares: probabilities(judge.weights, inputsFor(linear, example)),
        label: example.label,
      }))
  }).flat()
}

interface Guess {
  readonly confidence: number
  readonly isRight: boolean
}

function guessOf({ shares, label }: Scored, sideOf: number | undefined): Guess {
  if (sideOf === undefined) {
    const confidence = Math.max(...shares)
    return { confidence, isRight: shares[label] === confidence }
  }
  const above = shares.slice(sideOf).reduce((sum, one) => sum + one, 0)
  return { confidence: Math.max(above, 1 - above), isRight: above >= 0.5 === label >= sideOf }
}

/** The least confidence from which on the wanted share of guesses is right. */
export function thresholdFor(guesses: readonly Guess[], wanted: number): number {
  const sorted = [...guesses].sort((a, b) => b.confidence - a.confidence)
  let right = 0
  let threshold = 1
  sorted.forEach(({ confidence, isRight }, i) => {
    if (isRight) right++
    if (right / (i + 1) >= wanted) threshold = confidence
  })
  return Number(threshold.toFixed(3))
}

/** A model, and how it does on our own texts that it has not seen (by topic). */
export interface FieldFit {
  readonly model: FieldModel
  readonly unseen: { readonly count: number; readonly accuracy: number; readonly coverage: number }
}

/** Learns one field from examples; same examples, same model. */
export function fitField(examples: readonly FieldExample[], plan: FieldSettings): FieldFit {
  const { field, classes: names, wanted, sideOf, evenness = 0 } = plan
  const classes = names.length
  const fit = (some: readonly FieldExample[]): Fitted =>
    evened(fitWeights(some, { ...fitDefaults, classes }), some, evenness)
  const { temperature, scored } = temperatureFor(unseen(examples, fit, classes))
  const guesses = scored.map((one) => guessOf(one, sideOf))
  const threshold = thresholdFor(guesses, wanted)
  const fitted = fit(examples)
  const [linear, judge] = [linearOf(fitted, classes), judgeOf(fitted, classes, temperature)]
  const model = { field, classes: names, linear, judge, threshold }
  const count = guesses.length
  const right = guesses.filter(({ isRight }) => isRight).length
  const decided = guesses.filter(({ confidence }) => confidence >= threshold).length
  return { model, unseen: { count, accuracy: right / count, coverage: decided / count } }
}
