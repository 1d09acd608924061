import type { LintContext } from './context.ts'

/** How much a reader takes, in Chinese signs where not said otherwise. */
export interface StyleLimits {
  readonly sentence: number
  /** Clauses of one sentence. */
  readonly clauses: number
  readonly paragraph: number
  /** A whole reply: a comment is read on the way, a message at rest. */
  readonly public: number
  readonly private: number
}

const usual: StyleLimits = { sentence: 40, clauses: 6, paragraph: 120, public: 160, private: 360 }

/** plain: less of everything; detailed: more room at rest; formal: longer sentences are its manner. */
const limits = {
  plain: { sentence: 25, clauses: 4, paragraph: 60, public: 90, private: 160 },
  detailed: { ...usual, paragraph: 160, private: 700 },
  formal: { ...usual, sentence: 48 },
} as const satisfies Readonly<Record<string, StyleLimits>>

/** What the rules on length go by for this customer; the usual where no style is chosen. */
export function limitsFor({ customer }: LintContext): StyleLimits {
  return customer?.style === undefined ? usual : limits[customer.style]
}
