import { hashOf } from './fingerprint.ts'

/** One of the tenant's texts, made ready for one field. */
export interface Example {
  readonly message: string
  readonly grams: Int32Array
  /** The shipped model's shares. */
  readonly base: Float64Array
  /** What an agent said; undefined: nobody objected to what the shipped model said. */
  readonly value: string | undefined
}

const parts = 4

/** Decided by the message alone: a label never moves between what is learnt from and what is measured on. */
export function isHeldBack(message: string): boolean {
  return hashOf(message) % parts === 0
}

/** Which of some equal parts a message belongs to when learning measures itself. */
export function foldOf(message: string, folds: number): number {
  return hashOf(`fold ${message}`) % folds
}

export function highestOf(shares: Float64Array): number {
  return shares.reduce((best, share, c) => (share > (shares[best] ?? 0) ? c : best), 0)
}
