/** One guess beside what people say. */
export interface Guess {
  readonly gold: string
  readonly value: string
  readonly confidence: number
  readonly decided: boolean
}

export interface Bin {
  /** Guesses from this confidence to the next bin's. */
  readonly from: number
  readonly count: number
  readonly meanConfidence: number
  readonly accuracy: number
}

export interface JudgedReport {
  readonly count: number
  /** Always answering. */
  readonly accuracy: number
  readonly macroF1: number
  readonly decidedAccuracy: number | null
  readonly coverage: number
  /** Mean distance between confidence and accuracy, over the bins. */
  readonly calibrationError: number
  readonly calibration: readonly Bin[]
  readonly perClass: Readonly<
    Record<string, { readonly count: number; readonly precision: number; readonly recall: number }>
  >
  /** By what people say, then by what was guessed. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const bins = 10

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000
}

function isRight({ gold, value }: Guess): boolean {
  return gold === value
}

function binsOf(guesses: readonly Guess[]): readonly Bin[] {
  return Array.from({ length: bins }, (_, i) => {
    const inside = guesses.filter(
      ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === i,
    )
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0)
    return {
      from: i / bins,
      count: inside.length,
      meanConfidence: share(sum, inside.length),
      accuracy: share(inside.filter(isRight).length, inside.length),
    }
  }).filter(({ count }) => count > 0)
}

function classReport(guesses: readonly Guess[], name: string): JudgedReport['perClass'][string] {
  const hits = guesses.filter(({ gold, value }) => gold === name && value === name).length
  const said = guesses.filter(({ value }) => value === name).length
  const count = guesses.filter(({ gold }) => gold === name).length
  return { count, precision: share(hits, said), recall: share(hits, count) }
}

export function reportJudged(guesses: readonly Guess[]): JudgedReport {
  const names = [...new Set(guesses.map(({ gold }) => gold))].sort()
  const perClass = Object.fromEntries(names.map((name) => [name, classReport(guesses, name)]))
  const f1 = Object.values(perClass).map(({ precision, recall }) =>
    precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  )
  const confusion: Record<string, Record<string, number>> = {}
  for (const { gold, value } of guesses) {
    const row = (confusion[gold] ??= {})
    row[value] = (row[value] ?? 0) + 1
  }
  const decided = guesses.filter((guess) => guess.decided)
  const calibration = binsOf(guesses)
  const apart = calibration.reduce(
    (sum, { count, meanConfidence, accuracy }) => sum + count * Math.abs(meanConfidence - accuracy),
    0,
  )
  return {
    count: guesses.length,
    accuracy: share(guesses.filter(isRight).length, guesses.length),
    macroF1: share(
      f1.reduce((sum, one) => sum + one, 0),
      f1.length,
    ),
    decidedAccuracy:
      decided.length === 0 ? null : share(decided.filter(isRight).length, decided.length),
    coverage: share(decided.length, guesses.length),
    calibrationError: share(apart, guesses.length),
    calibration,
    perClass,
    confusion,
  }
}

/** Chance that of two texts the angrier one has the higher confidence; ties count half. */
export function areaUnderCurve(
  ranked: readonly { readonly score: number; readonly isPositive: boolean }[],
): number | null {
  const sorted = [...ranked].sort((a, b) => a.score - b.score)
  const positives = sorted.filter(({ isPositive }) => isPositive).length
  const negatives = sorted.length - positives
  if (positives === 0 || negatives === 0) return null
  let rankSum = 0
  for (let i = 0; i < sorted.length;) {
    let end = i
    while (end < sorted.length && sorted[end]?.score === sorted[i]?.score) end++
    const middle = (i + 1 + end) / 2
    for (; i < end; i++) if (sorted[i]?.isPositive === true) rankSum += middle
  }
  return share(rankSum - (positives * (positives + 1)) / 2, positives * negatives)
}
