import type { MonthChannel } from './arrivals.ts'
import type { MonthGroup, Place } from './cast.ts'

/*
 * What is decided of a month before a single event of it is written. The truths are read off here,
 * the events are written from here; neither from the other. Times are epoch ms.
 */

export type ItemKind = 'demand' | 'closer' | 'spam' | 'echo'
export type ServiceMode = 'staff' | 'self' | 'peer' | 'bot'

export interface ItemPlan {
  readonly platformId: string
  readonly at: number
  readonly enteredAt: number
  readonly kind: ItemKind
  readonly isMention: boolean
  readonly issue?: string
  readonly text?: string
  /** The other feed brought it too, at this moment. */
  readonly againAt?: number
  readonly deletedAt?: number
}

export interface ReplyPlan {
  readonly at: number
  readonly deliveredAt?: number
  readonly by: 'human' | 'bot'
  readonly isPublic: boolean
  readonly agent?: string
  readonly group?: MonthGroup
  /** The platform refused it, at this moment. */
  readonly failedAt?: number
}

/** What the customer asks in a row, and the reply that ends the waiting. */
export interface TurnPlan {
  readonly items: readonly ItemPlan[]
  readonly reply?: ReplyPlan
}

export interface MovePlan {
  readonly at: number
  readonly from: MonthGroup
  readonly to: MonthGroup
}

/** What happens beside and makes no figure of the truths, except as counted. */
export interface AsidePlan {
  readonly type:
    | 'acked'
    | 'assigned'
    | 'listened'
    | 'dispatched'
    | 'returned'
    | 'classified'
    | 'reopened'
    | 'reached_out'
  readonly at: number
  readonly agent?: string
  readonly group?: MonthGroup
  readonly polarity?: 'negative' | 'neutral' | 'positive'
  readonly anger?: number
}

export interface EpisodePlan {
  /** Where it lies when it begins. */
  readonly group: MonthGroup
  readonly category: string
  /** Absent where nobody said what it is about. */
  readonly issue?: string
  readonly turns: readonly TurnPlan[]
  readonly closers: readonly ItemPlan[]
  /** Answers of bots, notes, tries that failed, a second word after the first: they end no wait. */
  readonly otherReplies: readonly ReplyPlan[]
  readonly moves: readonly MovePlan[]
  /** More than one where somebody opened it again without the customer having written. */
  readonly solves: readonly number[]
  readonly mode?: ServiceMode
  readonly surveyedAt?: number
  /** The last one holds. */
  readonly ratings: readonly { readonly at: number; readonly score: number }[]
  /** A person said that no answer is possible. */
  readonly abandonedAt?: number
  readonly asides: readonly AsidePlan[]
}

export interface ConversationPlan {
  readonly id: string
  readonly channel: MonthChannel
  readonly account: string
  readonly customer: string
  readonly isPublic: boolean
  readonly tier?: string
  readonly place?: Place
  readonly episodes: readonly EpisodePlan[]
  /** Spam, our own words coming back, thanks out of nowhere: no episode begins with them. */
  readonly strays: readonly ItemPlan[]
}

/** One human being, as we know who plan it: every conversation of theirs. */
export interface PersonPlan {
  readonly conversations: readonly ConversationPlan[]
  /** When two names were recognised as one person, and when that was taken back. */
  readonly link?: {
    readonly at: number
    readonly customer: string
    readonly sameAs: string
    readonly undoneAt?: number
  }
}
