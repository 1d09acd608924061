/** What every event may say about where it belongs; each a slice of every figure. */
export interface Dimensions {
  readonly account?: string
  readonly group?: string
  readonly agent?: string
  readonly category?: string
  readonly province?: string
  readonly city?: string
  readonly tier?: string
}

/** `closer`: 谢谢 and the like, which ask for nothing; `echo`: our own words coming back. */
export type ItemKind = 'demand' | 'closer' | 'spam' | 'echo'
/** By whom a conversation was solved. */
export type ServiceMode = 'staff' | 'self' | 'peer' | 'bot'

/** Why nobody was left to be answered; without it a person said that no answer is possible, or nothing is known. */
export type AbandonReason = 'unfollowed' | 'unanswerable'

interface Base extends Dimensions {
  /** Recognises a repeat; without it an event is a repeat when it equals another in full. */
  readonly id?: string
  /** Epoch ms. Of `received` the customer's publish time. */
  readonly at: number
}

interface Told extends Base {
  readonly conversation: string
}

export interface ReceivedEvent extends Told {
  readonly type: 'received'
  /** When the relay took it in, epoch ms. */
  readonly enteredAt: number
  readonly platformId: string
  readonly customer: string
  readonly channel: string
  readonly mention: boolean
  readonly kind: ItemKind
  readonly issue?: string
}

export interface RepliedEvent extends Told {
  readonly type: 'replied'
  /** Absent: it did not reach the customer. Epoch ms. */
  readonly deliveredAt?: number
  readonly by: 'human' | 'bot'
  /** The customer can see it; an internal note is not public. */
  readonly public: boolean
  /** Wording findings it was sent with; absent: nobody judged it. */
  readonly findings?: number
}

/** One raw fact of the service, as `relay kpi --events` reads it and the journal is exported (line format of §5 of the KPI reference). */
export type KpiEvent =
  | ReceivedEvent
  | RepliedEvent
  | (Told & { readonly type: 'acked' })
  | (Told & { readonly type: 'failed'; readonly what: string })
  | (Told & {
      readonly type: 'transferred'
      readonly fromGroup?: string
      readonly toGroup?: string
    })
  | (Told & { readonly type: 'solved' | 'reopened'; readonly mode?: ServiceMode })
  | (Told & { readonly type: 'rated'; readonly score: number })
  | (Told & { readonly type: 'surveyed' })
  | (Base & {
      readonly type: 'linked' | 'unlinked'
      readonly customer: string
      readonly sameAs: string
    })
  | (Told & {
      readonly type: 'classified'
      readonly issue?: string
      readonly polarity?: 'negative' | 'neutral' | 'positive'
      readonly anger?: number
    })
  | (Base & { readonly type: 'deleted'; readonly platformId: string })
  | (Told & {
      readonly type: 'listened' | 'assigned' | 'dispatched' | 'returned' | 'reached_out'
    })
  | (Told & { readonly type: 'abandoned'; readonly reason?: AbandonReason })
