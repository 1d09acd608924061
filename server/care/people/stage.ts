/** How close the customer has come to the brand. */
export type Stage = 'stranger' | 'half_acquainted' | 'acquainted' | 'friend'

/**
 * Something the customer did that shows closeness. `contact` is any message; the others are read in its
 * words or place.
 */
export interface Signal {
  readonly kind: 'contact' | 'thanks' | 'recommends' | 'private'
  /** The message it was seen in. */
  readonly message: string
  /** Whole days since the epoch, in the brand's own day. */
  readonly day: number
}

interface Needs {
  readonly stage: Stage
  /** Days with a contact. */
  readonly contact: number
  /** Days with each. */
  readonly thanks: number
  readonly recommends: number
  readonly private: number
}

/** Each stage asks for all of its row; the highest row that is met counts. */
export const stageTable: readonly Needs[] = [
  { stage: 'friend', contact: 5, thanks: 2, recommends: 1, private: 1 },
  { stage: 'acquainted', contact: 3, thanks: 1, recommends: 0, private: 1 },
  { stage: 'half_acquainted', contact: 2, thanks: 0, recommends: 0, private: 0 },
]

const kinds = ['contact', 'thanks', 'recommends', 'private'] as const
const order: readonly Stage[] = ['stranger', 'half_acquainted', 'acquainted', 'friend']

type Counts = Readonly<Record<Signal['kind'], number>>

export function countsOf(signals: readonly Signal[]): Counts {
  const days = (wanted: Signal['kind']): number =>
    new Set(signals.filter(({ kind }) => kind === wanted).map(({ day }) => day)).size
  return {
    contact: days('contact'),
    thanks: days('thanks'),
    recommends: days('recommends'),
    private: days('private'),
  }
}

/** By the table alone. */
export function stageByTable(signals: readonly Signal[]): Stage {
  const counts = countsOf(signals)
  const met = stageTable.find((row) => kinds.every((kind) => counts[kind] >= row[kind]))
  return met?.stage ?? 'stranger'
}

/**
 * The stage that stands whichever single message is left out: one friendly word, or one bad day, moves
 * nobody (mission row S0-24).
 */
export function stageOf(signals: readonly Signal[]): Stage {
  if (signals.length === 0) return 'stranger'
  const messages = new Set(signals.map(({ message }) => message))
  const ranks = [...messages].map((left) =>
    order.indexOf(stageByTable(signals.filter(({ message }) => message !== left))),
  )
  return order[Math.min(order.length - 1, ...ranks)] ?? 'stranger'
}
