import { probabilities, type FieldModel } from '../model/judge.ts'
import { marginsInto, type Linear } from '../model/linear.ts'
import { signNames } from '../rules/signs.ts'
import { fitLinear, fitDefaults, type Example } from './fit.ts'
import { fitJudge, type JudgeRow } from './fit-judge.ts'

/** A text with its judgement in one field. */
export interface FieldExample extends Example {
  readonly signs: Float64Array
  /** Texts of one group are never learnt from and judged at once: one topic of the corpus is one group. */
  readonly group: string
  /** From the corpus, and so like what the engine will read: the threshold is chosen on these. */
  readonly isOurs: boolean
}

export interface FieldSettings {
  readonly field: string
  readonly classes: readonly string[]
  readonly bits: number
  /** Share of right answers wanted among those decided. */
  readonly wanted: number
  /** Decided is on which side of this class a text lies, not which class it is. */
  readonly sideOf?: number
}

const folds = 5

/** A fold for each group, the same in every run. */
function foldOf(group: string): number {
  let hash = 5381
  for (let i = 0; i < group.length; i++) hash = (Math.imul(hash, 33) + group.charCodeAt(i)) | 0
  return (hash >>> 3) % folds
}

function inputsFor(linear: Linear, { grams, signs }: FieldExample): Float64Array {
  const inputs = new Float64Array(linear.classes + signs.length)
  marginsInto(linear, grams, inputs, 0)
  inputs.set(signs, linear.classes)
  return inputs
}

/** Inputs of the second stage, each text's margins from a model that has not seen its group. */
function unseenRows(
  examples: readonly FieldExample[],
  fit: (some: readonly FieldExample[]) => Linear,
): readonly JudgeRow[] {
  const fold = examples.map(({ group }) => foldOf(group))
  const rows = new Array<JudgeRow>(examples.length)
  for (let f = 0; f < folds; f++) {
    const linear = fit(examples.filter((_, i) => fold[i] !== f))
    examples.forEach((example, i) => {
      if (fold[i] !== f) return
      const { label, weight } = example
      rows[i] = { inputs: inputsFor(linear, example), label, weight }
    })
  }
  return rows
}

interface Guess {
  readonly confidence: number
  readonly isRight: boolean
}

function guessOf(shares: Float64Array, label: number, sideOf: number | undefined): Guess {
  if (sideOf === undefined) {
    const confidence = Math.max(...shares)
    return { confidence, isRight: shares[label] === confidence }
  }
  const above = shares.slice(sideOf).reduce((sum, one) => sum + one, 0)
  return { confidence: Math.max(above, 1 - above), isRight: above >= 0.5 === label >= sideOf }
}

function guessesOn(
  examples: readonly FieldExample[],
  rows: readonly JudgeRow[],
  { classes: { length: classes }, sideOf }: FieldSettings,
): readonly Guess[] {
  const fold = examples.map(({ group }) => foldOf(group))
  return Array.from({ length: folds }, (_, f) => {
    const weights = fitJudge(
      rows.filter((__, i) => fold[i] !== f),
      classes,
    )
    return rows.flatMap((row, i) => {
      if (fold[i] !== f || examples[i]?.isOurs !== true) return []
      const shares = probabilities(weights, row.inputs)
      return [guessOf(shares, row.label, sideOf)]
    })
  }).flat()
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
  const { field, classes, bits, wanted } = plan
  const settings = { ...fitDefaults, bits, classes: classes.length }
  const fit = (some: readonly FieldExample[]): Linear => fitLinear(some, settings)
  const rows = unseenRows(examples, fit)
  const guesses = guessesOn(examples, rows, plan)
  const threshold = thresholdFor(guesses, wanted)
  const judge = { signs: signNames, weights: fitJudge(rows, classes.length) }
  const model = { field, classes, linear: fit(examples), judge, threshold }
  const count = guesses.length
  const right = guesses.filter(({ isRight }) => isRight).length
  const decided = guesses.filter(({ confidence }) => confidence >= threshold).length
  return { model, unseen: { count, accuracy: right / count, coverage: decided / count } }
}
