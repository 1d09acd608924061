import type { Filing, FilingBody, TicketRef } from '../filing.ts'
import type { Disposition, JournalEntry, JournalRecord } from '../journal.ts'
import type { InboundMessage, RawItem } from '../message.ts'

/** What is accepted durably in one go. */
export interface Acceptance {
  readonly tenant: string
  readonly account: string
  readonly channel: string
  readonly message: InboundMessage
  readonly raw: RawItem
  readonly receivedAt: number
  /** `quarantined`: signed more than 24 h ago; stored, shown to admins, not filed. */
  readonly state: 'pending' | 'quarantined' | 'recorded'
  /** Whether the lane should treat it as a demand (a closer such as 谢谢 is not). */
  readonly isAnswerable: boolean
  /** Earliest time to file (merge window), epoch ms. */
  readonly dueAt: number
}

/** Moves a feed's cursor in the same transaction as the items. */
export interface CursorMove {
  readonly tenant: string
  readonly account: string
  readonly feed: string
  readonly cursor: string
  readonly gap?: { readonly from: string; readonly to: string; readonly reason: string }
}

export interface StoredMessage {
  readonly id: string
  readonly tenant: string
  readonly account: string
  readonly conversation: string
  readonly message: InboundMessage
  readonly isAnswerable: boolean
  readonly receivedAt: number
  readonly tries: number
}

export interface ConversationRow {
  readonly tenant: string
  readonly id: string
  readonly account: string
  readonly channel: string
  readonly customer: string
  readonly customerName: string | undefined
  readonly thread: string
  readonly visibility: 'public' | 'private'
  /** How the customer came in last: QR scene, menu key, shared card. */
  readonly entry: string | undefined
  readonly ticket: TicketRef | undefined
  /** The ticket's id is unknown but filings exist (channel framework). */
  readonly hasFilings: boolean
  /** Where a reply must go: the target of the newest answerable item. */
  readonly target: Readonly<Record<string, string>> | undefined
  readonly lastInboundAt: number
  /** When a filing of this conversation was last settled, epoch ms: the merge window counts from it. */
  readonly lastFiledAt: number | undefined
}

/** A claimed conversation with everything waiting in it, oldest first. */
export interface Lane {
  readonly conversation: ConversationRow
  readonly fence: number
  readonly owner: string
  readonly messages: readonly StoredMessage[]
  /** A filing frozen earlier whose outcome is not settled: must be settled before anything new. */
  readonly openFiling: FrozenFiling | undefined
}

export interface FrozenFiling {
  readonly id: string
  readonly tenant: string
  readonly account: string
  readonly conversation: string
  readonly members: readonly string[]
  readonly target: Filing['target']
  readonly body: FilingBody
  readonly tries: number
  readonly frozenAt: number
}

/** Inbound items that stand alike. */
export interface ItemCount {
  /** fresh, pending, filed, dead, recorded, quarantined. */
  readonly state: string
  readonly disposition: Disposition | undefined
  readonly isAnswerable: boolean
  readonly isUnreadable: boolean
  readonly n: number
}

/** Epoch ms by the relay's clock; `until` exclusive. */
interface Span {
  readonly from: number
  readonly until: number
}

export interface InboxStore {
  /**
   * All or nothing per transaction; retried row by row when the batch fails. Answers in order.
   * Creates customer and conversation rows, applies window grants, appends journal entries
   * (`received`, `duplicate`, `quarantined`, `event`, `gap`) and moves the cursor in the same transaction.
   */
  accept(items: readonly Acceptance[], move?: CursorMove): Promise<readonly ('new' | 'duplicate')[]>
  /** Tells whenever mail was committed, as a rule before whoever brought it hears. */
  onMail(listener: () => void): void
  cursor(tenant: string, account: string, feed: string): Promise<string | undefined>
  gaps(tenant: string): Promise<readonly (CursorMove & { readonly at: number })[]>
  /** Claims up to `limit` conversations with due messages or an unsettled filing, lease `forMs` (≤ 20 s). */
  claimLanes(options: {
    owner: string
    limit: number
    forMs: number
    /** Tenants whose helpdesk cannot take anything now. */
    exceptTenants?: readonly string[]
  }): Promise<readonly Lane[]>
  /** Earliest time at which something will be due, epoch ms. */
  nextDueAt(): Promise<number | undefined>
  extendLane(lane: Lane, forMs: number): Promise<void>
  /** Freezes members and body; what they were understood to say goes to the journal. Throws `store.lease_lost` on an old fence. */
  freeze(
    lane: Lane,
    filing: Omit<FrozenFiling, 'tries' | 'frozenAt'>,
    understood?: JournalEntry['detail'],
  ): Promise<FrozenFiling>
  /** Settles a filing: members filed, ticket remembered, journal `filed`. Releases nothing. */
  settle(
    lane: Lane,
    filing: FrozenFiling,
    result: { ticket?: TicketRef; commentId?: string; userId?: string },
  ): Promise<void>
  /** Remembers a failed attempt and when to try again; lane is released until then. */
  postpone(
    lane: Lane,
    filing: FrozenFiling | undefined,
    options: { runAt: number; code: string; countsAsTry: boolean },
  ): Promise<void>
  /** Gives the filing up: members to dead letters, journal; the lane moves on. */
  bury(lane: Lane, filing: FrozenFiling, options: { code: string; message: string }): Promise<void>
  /** Pushes single messages back without holding up the others and counts a try of theirs (media to be fetched again). */
  defer(lane: Lane, messages: readonly string[], runAt: number): Promise<void>
  release(lane: Lane): Promise<void>
  /**
   * Gives every inbound item of the conversation accepted up to `until` that has none yet its terminal
   * disposition (R1 browsed, R2 replied, R3 reached out), with one journal entry each. Answers how many.
   */
  dispose(
    tenant: string,
    conversation: string,
    options: { until: number; value: Disposition; reply?: string },
  ): Promise<number>
  /** Channel framework: ticket of an already settled filing became known. */
  learnTicket(tenant: string, filing: string, ticket: TicketRef, commentId?: string): Promise<void>
  conversationByTicket(tenant: string, ticket: TicketRef): Promise<readonly ConversationRow[]>
  conversation(tenant: string, id: string): Promise<ConversationRow | undefined>
  /** All conversations of one customer on one account, the one written in last first. */
  conversationsOf(
    tenant: string,
    person: { readonly account: string; readonly customer: string; readonly limit: number },
  ): Promise<readonly ConversationRow[]>
  /** Tickets something was filed to since then (epoch ms), the newest first. */
  ticketsSince(tenant: string, at: number, limit: number): Promise<readonly TicketRef[]>
  /** The conversation a filing belongs to. */
  conversationOfFiling(tenant: string, filing: string): Promise<string | undefined>
  /** Point a conversation at another ticket (merged, follow-up) or none. */
  retarget(tenant: string, conversation: string, ticket: TicketRef | undefined): Promise<void>
  /** Comment ids that are the relay's own, for the echo filter. */
  isOwnComment(tenant: string, commentId: string): Promise<boolean>
  messages(tenant: string, conversation: string, limit: number): Promise<readonly StoredMessage[]>
  /** What one filing is made of, oldest first. */
  membersOf(
    tenant: string,
    of: { readonly conversation: string; readonly filing: string },
  ): Promise<readonly StoredMessage[]>
  /** The item as the platform gave it, word for word; undefined when there is none of that id. */
  original(tenant: string, message: string): Promise<RawItem | undefined>
  quarantine(tenant: string): Promise<readonly StoredMessage[]>
  releaseQuarantined(tenant: string, id: string): Promise<boolean>
  /** Everything received in a span, by how it stands; without what the relay made itself. Reads every row. */
  countItems(tenant: string, span: Span): Promise<readonly ItemCount[]>
  /** What was received in a span and stands before nobody yet, oldest first. */
  unseenItems(
    tenant: string,
    options: Span & { readonly limit: number },
  ): Promise<
    readonly {
      readonly id: string
      readonly account: string
      readonly receivedAt: number
      readonly state: string
    }[]
  >
}

export interface DeadLetter {
  readonly tenant: string
  readonly id: string
  readonly kind: 'filing' | 'reply' | 'note'
  readonly refersTo: string
  readonly conversation: string | undefined
  readonly code: string
  readonly message: string
  readonly at: number
  readonly replayedAt: number | undefined
}

export interface DeadLetterStore {
  list(filter: {
    tenant?: string
    includeReplayed?: boolean
    limit?: number
  }): Promise<readonly DeadLetter[]>
  /** Puts the work back with its original key. False when it was replayed before or does not exist. */
  replay(tenant: string, id: string): Promise<boolean>
}

/** An entry about something of which two sources tell that share no id. */
export interface OnceEntry {
  readonly entry: JournalEntry
  /** The source's own name of it: a repeat has the same. */
  readonly key: string
  /** What the other source may look for. */
  readonly mark: string
  /** Marks of the other source that can mean the same; each stands for one telling. */
  readonly unless: readonly string[]
}

export interface JournalStore {
  append(tenant: string, entries: readonly JournalEntry[]): Promise<void>
  /**
   * Appends those whose key is new and of which the other source has not told, and remembers keys and
   * marks for `forMs` in the same transaction: a crash loses and doubles nothing. Answers in order which
   * were appended.
   */
  appendOnce(
    tenant: string,
    items: readonly OnceEntry[],
    forMs: number,
  ): Promise<readonly boolean[]>
  read(tenant: string, afterSeq: number, limit: number): Promise<readonly JournalRecord[]>
}
