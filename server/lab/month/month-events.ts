import type { ItemKind, ServiceMode } from './month-plan.ts'

/** One line of `--events`. Times ISO 8601, +08:00; a line without an id is a repeat when equal in full. */
export interface MonthEventBase {
  readonly id?: string
  readonly at: string
  readonly account?: string
  readonly group?: string
  readonly agent?: string
  readonly category?: string
  readonly province?: string
  readonly city?: string
  readonly tier?: string
}

type Told = MonthEventBase & { readonly conversation: string }

export type MonthEvent =
  | (Told & {
      readonly type: 'received'
      readonly enteredAt: string
      readonly platformId: string
      readonly customer: string
      readonly channel: string
      readonly mention: boolean
      readonly kind: ItemKind
      readonly issue?: string
      readonly text?: string
    })
  | (Told & { readonly type: 'acked'; readonly by: 'bot' })
  | (Told & {
      readonly type: 'replied'
      readonly deliveredAt?: string
      readonly by: 'human' | 'bot'
      readonly public: boolean
    })
  | (Told & { readonly type: 'failed'; readonly what: 'reply' })
  | (Told & { readonly type: 'transferred'; readonly fromGroup: string; readonly toGroup: string })
  | (Told & { readonly type: 'solved' | 'reopened'; readonly mode?: ServiceMode })
  | (Told & { readonly type: 'rated'; readonly score: number })
  | (Told & { readonly type: 'surveyed' })
  | (MonthEventBase & {
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
  | (MonthEventBase & { readonly type: 'deleted'; readonly platformId: string })
  | (Told & {
      readonly type:
        'listened' | 'assigned' | 'dispatched' | 'returned' | 'reached_out' | 'abandoned'
    })
