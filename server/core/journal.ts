import type { AccountId, ChannelId, TenantId } from './message.ts'

/** Names of journal events. One per step of the pipeline. */
export type JournalType =
  | 'received'
  | 'duplicate'
  | 'quarantined'
  | 'unreadable'
  | 'event'
  | 'gap'
  | 'acknowledged'
  | 'filing_frozen'
  | 'understood'
  | 'clustered'
  | 'understanding_corrected'
  | 'filed'
  | 'filing_failed'
  | 'dead_lettered'
  | 'replayed'
  | 'ticket_learnt'
  | 'ticket_event'
  | 'reply_read'
  | 'reply_held'
  | 'reply_overridden'
  | 'reply_released'
  | 'reply_rejected'
  | 'reply_rewritten'
  | 'reply_cancelled'
  | 'sending'
  | 'sent'
  | 'send_failed'
  | 'send_unknown'
  | 'send_confirmed'
  | 'disposition'
  | 'noted'
  | 'token_warning'
  | 'settings_changed'
  | 'person_linked'
  | 'person_unlinked'
  | 'person_undone'
  | 'number_bound'
  | 'number_unbound'
  | 'consent_recorded'
  | 'preferences_set'
  | 'promise_marked'
  | 'case_typed'
  | 'case_step'
  | 'incident'

/**
 * One step, appended in the same transaction as its effect. Never customer text.
 * `platformAt` is the platform's time of the item, `at` the relay's own. Nullable dimensions are
 * counted, not guessed (mission row S2-16).
 */
export interface JournalEntry {
  readonly type: JournalType
  readonly at: number
  readonly platformAt?: number
  readonly account?: AccountId
  readonly channel?: ChannelId
  readonly conversation?: string
  readonly customer?: string
  readonly message?: string
  readonly reply?: string
  readonly filing?: string
  readonly ticket?: string
  readonly agent?: string
  /** Small, flat facts: code, kind, count, visibility, province, ms … */
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

export interface JournalRecord extends JournalEntry {
  readonly tenant: TenantId
  /** Per-tenant sequence without holes for readers by position. */
  readonly seq: number
}

/** Terminal disposition of an inbound item (mission row S2-15): browsed, replied, reached out. */
export type Disposition = 'R1' | 'R2' | 'R3'
