import type { TicketRef } from '../filing.ts'
import type { InboundMessage } from '../message.ts'
import type { Words } from '../settings.ts'
import type { Delivery, ReplyAuthor, ReplyContent, ReplyState } from '../reply.ts'

/** An agent's public reply as enqueued; `id` comes from the helpdesk comment, so a repeat is one reply. */
export interface NewReply {
  readonly id: string
  readonly tenant: string
  readonly account: string
  readonly conversation: string
  readonly ticket: TicketRef | undefined
  readonly commentId: string
  readonly author: ReplyAuthor
  readonly writtenAt: number
  /** Ready parts in order; bytes of media are stored apart and restored on claim. */
  readonly parts: readonly ReplyContent[]
  /** Text the agent wrote, before signature and split (for rewriting and notes). */
  readonly text: string
  readonly state: 'queued' | 'held'
  readonly holdReason?: string
  /** Why it was held. */
  readonly findings?: readonly GateFinding[]
  /** Error findings that the author's recorded intent overrides; the intent is used up by this reply. */
  readonly overridden?: { readonly intent: string; readonly rules: readonly string[] }
  /** What the helpdesk must show about a held reply, written in the same transaction. */
  readonly notice?: NewNotice
}

/** What the gate found in a held reply. */
export interface GateFinding {
  readonly rule: string
  readonly severity: 'block' | 'error'
  readonly message: Words
}

export interface ReplyRow {
  readonly tenant: string
  readonly id: string
  readonly account: string
  readonly conversation: string
  readonly ticket: TicketRef | undefined
  readonly commentId: string
  readonly author: ReplyAuthor
  readonly text: string
  readonly state: ReplyState
  readonly holdReason: string | undefined
  /** Why it was held, as found when it was read; stays after a decision. */
  readonly findings: readonly GateFinding[]
  readonly code: string | undefined
  readonly partsTotal: number
  readonly partsSent: number
  readonly writtenAt: number
  readonly updatedAt: number
}

/** One part claimed for sending. The row is already `sending`, its window slot is consumed. */
export interface ClaimedDelivery {
  readonly tenant: string
  /** Reply id + part number. */
  readonly id: string
  readonly reply: ReplyRow
  readonly seq: number
  readonly content: ReplyContent
  readonly tries: number
  readonly fence: number
  readonly owner: string
  /** Times of earlier attempts, for read-back. */
  readonly firstAttemptAt: number
}

/** A duty towards the helpdesk that survives crashes: note, tags, reopening, report_error. */
export interface NewNotice {
  readonly id: string
  readonly ticket: TicketRef | undefined
  readonly conversation: string
  readonly reply: string
  readonly text: string
  readonly addTags: readonly string[]
  readonly removeTags: readonly string[]
  readonly setOpen: boolean
}

export interface ClaimedNotice extends NewNotice {
  readonly tenant: string
  readonly tries: number
  readonly fence: number
  readonly owner: string
}

export type DeliveryOutcome =
  | { readonly state: 'sent'; readonly delivery: Delivery }
  /** Try again at `runAt` (definitely not sent). The window slot is given back. */
  | { readonly state: 'queued'; readonly runAt: number; readonly code: string }
  /** Definitely not sent and given up; later parts are cancelled. `notice` reopens the ticket. */
  | {
      readonly state: 'failed'
      readonly code: string
      readonly message: string
      readonly notice: NewNotice
      readonly closesWindow?: boolean
      readonly unreachable?: boolean
    }
  | {
      readonly state: 'unknown'
      readonly code: string
      readonly readBackAt?: number
      readonly notice: NewNotice
    }

export interface WindowState {
  /** null = unlimited within the deadline. */
  readonly remaining: number | null
  /** Epoch ms; undefined = never opened. */
  readonly deadline: number | undefined
  readonly isReachable: boolean
}

/** A reply the customer has, with what they had written before it. */
export interface AnsweredQuestion {
  readonly reply: ReplyRow
  readonly customer: string
  readonly customerName: string | undefined
  /** Messages since the reply before it, oldest first; at most the last ten. */
  readonly messages: readonly InboundMessage[]
}

export interface OutboxStore {
  /** Idempotent on (tenant, id): a repeat changes nothing and answers the stored state. */
  enqueue(reply: NewReply): Promise<{ isNew: boolean; reply: ReplyRow }>
  /**
   * Claims due parts, at most one per conversation, in order of the conversation; a part waits for the
   * earlier ones of its conversation except held ones, and at most 30 s for one that is `unknown`.
   * For private conversations of the accounts in `needsWindow` (`tenant/account`) the slot is consumed
   * here; without a slot the claim carries `windowRefused` and must be finished as failed.
   */
  claim(options: {
    owner: string
    limit: number
    forMs: number
    needsWindow: readonly string[]
  }): Promise<
    readonly (ClaimedDelivery & {
      windowRefused?: 'window_closed' | 'quota_used' | 'unreachable'
    })[]
  >
  /** Throws `store.lease_lost` on an old fence. Journal entry in the same transaction. */
  finish(claim: ClaimedDelivery, outcome: DeliveryOutcome): Promise<ReplyRow>
  /** Sends whose lease ran out (crash in `sending`) become unknown. `notice` is built per reply. */
  sweep(notice: (reply: ReplyRow) => NewNotice | Promise<NewNotice>): Promise<readonly ReplyRow[]>
  /** Unknown deliveries due for read-back; leased like a claim. */
  claimReadBacks(options: {
    owner: string
    limit: number
    forMs: number
  }): Promise<readonly ClaimedDelivery[]>
  /** Resolves an unknown part: confirmed sent (amends the notice), or stays unknown. */
  resolve(
    claim: ClaimedDelivery,
    outcome:
      | { state: 'sent'; platformId?: string; notice: NewNotice }
      | { state: 'unknown'; nextAt?: number },
  ): Promise<void>
  reply(tenant: string, id: string): Promise<ReplyRow | undefined>
  repliesOf(
    tenant: string,
    filter: {
      conversation?: string
      ticket?: TicketRef
      states?: readonly ReplyState[]
      limit?: number
      /** By the time of writing; newest first unless said otherwise. */
      order?: 'oldest'
    },
  ): Promise<readonly ReplyRow[]>
  /** Replies of an account that its customers have, written after `since`, newest first. */
  answered(
    tenant: string,
    filter: { readonly account: string; readonly since: number; readonly limit: number },
  ): Promise<readonly AnsweredQuestion[]>
  /** Changes whenever a reply of one of the conversations changes. Cheap. */
  stamp(tenant: string, conversations: readonly string[]): Promise<string>
  /**
   * A recorded human act on a held, unknown or failed reply. Throws `reply.state` when it does not apply, or
   * when the reply has changed since `seenAt` (its `updatedAt` as the person saw it).
   */
  act(
    tenant: string,
    id: string,
    act: (
      | { readonly do: 'release'; readonly by: string; readonly parts?: readonly ReplyContent[] }
      | { readonly do: 'reject'; readonly by: string }
      | {
          readonly do: 'rewrite'
          readonly by: string
          readonly text: string
          readonly parts: readonly ReplyContent[]
        }
      | { readonly do: 'customer_has_it'; readonly by: string }
      | { readonly do: 'send_again'; readonly by: string }
    ) & { readonly via?: 'note' | 'app'; readonly seenAt?: number },
    notice?: NewNotice,
  ): Promise<ReplyRow>
  addNotice(tenant: string, notice: NewNotice): Promise<void>
  claimNotices(options: {
    owner: string
    limit: number
    forMs: number
  }): Promise<readonly ClaimedNotice[]>
  finishNotice(
    claim: ClaimedNotice,
    outcome: { done: true } | { done: false; runAt: number; code: string; giveUp?: boolean },
  ): Promise<void>
  window(tenant: string, account: string, customer: string): Promise<WindowState>
  /** Own platform ids and recent own texts of an account, for the echo filter. */
  isOwnSend(tenant: string, account: string, platformId: string): Promise<boolean>
  /** Earliest due time over deliveries, read-backs, expiring leases and notices. */
  nextDueAt(): Promise<number | undefined>
}

export interface TouchedTicket {
  readonly tenant: string
  readonly ticket: TicketRef
  /** Newest comment taken so far. */
  readonly lastComment: string | undefined
  readonly tries: number
  /** How many touches this claim covers; one that arrives meanwhile keeps the ticket due. */
  readonly wanted: number
  readonly fence: number
  readonly owner: string
}

/** Tickets a helpdesk webhook named, waiting to be read. */
export interface TouchedStore {
  /** Idempotent on (tenant, key). */
  touch(
    tenant: string,
    items: readonly { readonly ticket: TicketRef; readonly key: string }[],
  ): Promise<void>
  claim(options: { owner: string; limit: number; forMs: number }): Promise<readonly TouchedTicket[]>
  /** Done up to a comment id; a touch that arrived meanwhile keeps the row due. */
  finish(
    claim: TouchedTicket,
    outcome: { lastComment: string | undefined } | { runAt: number },
  ): Promise<void>
  nextDueAt(): Promise<number | undefined>
  /** Forgets keys of webhooks that nobody repeats any more; answers how many. */
  sweep(): Promise<number>
}
