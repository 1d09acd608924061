import type { Dimensions, ItemKind, ServiceMode } from './event.ts'

/** The channel and every dimension, as last said of the conversation (of an item: by its own event). */
export interface Placed extends Dimensions {
  readonly channel: string
  readonly conversation: string
}

/** One inbound item, once by platform id. Epoch ms. */
export interface ItemFact extends Placed {
  readonly fact: 'item'
  /** Decides the period: the publish time. */
  readonly at: number
  readonly enteredAt: number
  readonly platformId: string
  /** One person over linked identities. */
  readonly person: string
  readonly kind: ItemKind
  readonly isMention: boolean
  readonly issue?: string
  readonly deletedAt?: number
  /** When somebody or a rule browsed the conversation for the first time at or after this item. */
  readonly listenedAt?: number
}

/** From a customer's answerable item to the solve; a later answerable item begins the next. Epoch ms. */
export interface EpisodeFact extends Placed {
  readonly fact: 'episode'
  /** `{conversation}#{n}`, n from 1. */
  readonly id: string
  /** Publish time of the first answerable item: decides the period. */
  readonly at: number
  readonly enteredAt: number
  readonly person: string
  readonly isMention: boolean
  readonly issue?: string
  /** First human reply the customer could see, at its delivery. */
  readonly firstReplyAt?: number
  readonly firstReplyAgent?: string
  readonly humanReplies: number
  readonly botReplies: number
  readonly failedReplies: number
  readonly ackedAt?: number
  readonly assignedAt?: number
  readonly listenedAt?: number
  readonly dispatchedAt?: number
  readonly returnedAt?: number
  /** First and last solve of this episode. */
  readonly solvedAt?: number
  readonly lastSolvedAt?: number
  readonly mode?: ServiceMode
  /** The customer's answerable item after the solve, which began the next episode. */
  readonly reopenedAt?: number
  /** Changes of group: all of them, and those after the first reply. */
  readonly groupChanges: number
  readonly transfers: number
  /** The customer withdrew every answerable item, left, or a person said that no answer is possible. */
  readonly abandonedAt?: number
  readonly surveyedAt?: number
  /** The last rating, 1 to 5. */
  readonly rating?: number
  readonly ratedAt?: number
  /** Polarities said of the conversation during the episode, in order: −1, 0, 1. */
  readonly polarities: readonly number[]
  readonly anger?: number
  /** Human replies seen by the customer that the wording rules had judged, and those of them with findings. */
  readonly repliesJudged?: number
  readonly repliesFound?: number
  /** First time somebody reached out unasked, and the customer's next answerable item in this episode. */
  readonly reachedOutAt?: number
  readonly outreachAnsweredAt?: number
  /** The customer unfollowed, and when the last message before that was visible. */
  readonly unfollowedAt?: number
  readonly unfollowedAfter?: number
  /**
   * Publish times of answerable items of the same person about the same issue after the solve, on any
   * channel: what first contact resolution looks for. Ascending.
   */
  readonly repeatsAt: readonly number[]
}

/** A run of answerable items up to the next human reply, counted from its first. Epoch ms. */
export interface TurnFact extends Placed {
  readonly fact: 'turn'
  readonly episode: string
  readonly at: number
  readonly enteredAt: number
  readonly repliedAt?: number
  readonly abandonedAt?: number
}

export type Fact = ItemFact | EpisodeFact | TurnFact
export type FactKind = Fact['fact']
export type FactOf<K extends FactKind> = Extract<Fact, { readonly fact: K }>

/** Everything the figures are folded from, in order of `at`. */
export interface Facts {
  readonly items: readonly ItemFact[]
  readonly episodes: readonly EpisodeFact[]
  readonly turns: readonly TurnFact[]
}
