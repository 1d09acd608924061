import type { Point } from '../../language/points.ts'

/** Where a part of a suggested reply came from. */
export interface PartSource {
  readonly kind: 'playbook' | 'wording' | 'earlier' | 'macro' | 'article' | 'crisis' | 'praise'
  /** Of the entry, reply, macro or article; the step's name for the playbook. */
  readonly id: string
  /** Topic, title, or the question once answered. */
  readonly title?: string
  /** Who answers for an approved statement. */
  readonly owner?: string
  /** Last day of an approved statement. */
  readonly validTo?: string
  readonly link?: string
  /** When an earlier reply was written, epoch ms. */
  readonly at?: number
}

export interface ReadyPart {
  readonly text: string
  readonly source: PartSource
  /** Positions of the points it deals with. */
  readonly covers: readonly number[]
}

/** One point of the customer, and what the reply does about it. */
export interface CoveredPoint {
  /** The customer's own words, as the ticket shows them. */
  readonly text: string
  readonly kind: Point['kind']
  readonly how: 'answered' | 'asked' | 'postponed'
}

export type Style = 'full' | 'familiar' | 'short' | 'praise'

/** A suggestion; whoever takes it still reads, edits and sends it. */
export interface ReadyReply {
  /** The same for the same text. */
  readonly id: string
  /**
   * full: approved wording first; familiar: as it was answered before; short: the least that answers;
   * praise: with an approved line of it.
   */
  readonly style: Style
  readonly text: string
  readonly parts: readonly ReadyPart[]
  readonly points: readonly CoveredPoint[]
  /** When it promises the next word, epoch ms. */
  readonly dueAt: number | undefined
}

/** A sentence or statement that could answer a point. */
export interface Offer {
  readonly text: string
  readonly source: PartSource
}

/** A text of the helpdesk an admin keeps for reuse. */
export interface MacroText {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** An article of the help centre. */
export interface ArticleText {
  readonly id: string
  readonly title: string
  /** What it says, as far as the search shows it. */
  readonly text: string
  readonly link: string
  /** When its words were changed last, epoch ms; absent where nobody knows. */
  readonly changedAt?: number
}

/** A question that was answered before, and the answer the customer got. */
export interface AnsweredBefore {
  readonly id: string
  readonly question: string
  readonly answer: string
  /** Epoch ms. */
  readonly at: number
  readonly ticket: string | undefined
  /** How the customer was called then: a name that must not be told to another. */
  readonly customerName?: string
}
