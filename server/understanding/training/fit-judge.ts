import { probabilities, type Judge } from '../model/judge.ts'
import { randomFrom, shuffled } from './random.ts'

export interface JudgeRow {
  /** Margins, then signs. */
  readonly inputs: Float64Array
  readonly label: number
  readonly weight: number
}

export interface JudgeSettings {
  /** Rows looked at in all; many rows need fewer rounds. */
  readonly looks: number
  readonly rate: number
  readonly decay: number
  readonly seed: number
}

export const judgeDefaults: JudgeSettings = { looks: 150_000, rate: 0.1, decay: 2e-4, seed: 7 }

const [fewest, most] = [5, 40]
/** Digits kept of a weight: enough to decide alike, few enough to read. */
const digits = 5

/** Multinomial logistic regression by AdaGrad; same rows, same weights. */
export function fitJudge(
  rows: readonly JudgeRow[],
  classes: number,
  { looks, rate, decay, seed }: JudgeSettings = judgeDefaults,
): Judge['weights'] {
  const width = (rows[0]?.inputs.length ?? 0) + 1
  // A class starts by trusting its own margin.
  const weights = Array.from({ length: classes }, (_, c) =>
    Array.from({ length: width }, (__, i) => (i === c ? 1 : 0)),
  )
  const squares = weights.map((own) => Float64Array.from(own, () => 1e-4))
  const random = randomFrom(seed)
  const epochs = Math.max(fewest, Math.min(most, Math.round(looks / rows.length)))
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const at of shuffled(rows.length, random)) {
      const row = rows[at]
      if (row !== undefined) learn(weights, squares, row, rate, decay)
    }
  }
  return weights.map((own) => own.map((weight) => Number(weight.toPrecision(digits))))
}

function learn(
  weights: number[][],
  squares: readonly Float64Array[],
  { inputs, label, weight }: JudgeRow,
  rate: number,
  decay: number,
): void {
  const guess = probabilities(weights, inputs)
  weights.forEach((own, c) => {
    const slope = ((guess[c] ?? 0) - (c === label ? 1 : 0)) * weight
    const past = squares[c] ?? new Float64Array()
    for (let i = 0; i < own.length; i++) {
      const isConstant = i === inputs.length
      const input = isConstant ? 1 : (inputs[i] ?? 0)
      if (input === 0) continue
      const step = slope * input + (isConstant ? 0 : decay * (own[i] ?? 0))
      past[i] = (past[i] ?? 0) + step * step
      own[i] = (own[i] ?? 0) - (rate * step) / Math.sqrt(past[i] ?? 1)
    }
  })
}
