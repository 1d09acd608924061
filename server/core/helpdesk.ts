import type { RelayError } from './error.ts'
import type { Filing, FilingResult, TicketRef } from './filing.ts'
import type { HttpAnswer, HttpRequest } from './http.ts'
import type { MediaRef } from './media.ts'
import type { ProbeResult } from './channel.ts'
import type { AccountId } from './message.ts'
import type { ReplyAuthor } from './reply.ts'

/** A public reply written by an agent, as read from the helpdesk. */
export interface AgentReply {
  /** Stable id of the comment in the helpdesk: the idempotency key of the reply. */
  readonly id: string
  readonly ticket?: TicketRef
  /** Channel framework: thread and parent name the conversation instead of the ticket. */
  readonly threadId?: string
  readonly text: string
  readonly attachments: readonly (MediaRef & {
    readonly name: string
    readonly contentType: string
  })[]
  readonly author: ReplyAuthor
  /** Channel framework: it does not say which agent wrote; `author` names the account. */
  readonly isAuthorUnknown?: boolean
  readonly at: number
  readonly isPublic: boolean
}

/** What a helpdesk callback brought. */
export interface ReplyArrival {
  readonly answer: HttpAnswer
  /** Complete replies (channelback). */
  readonly replies: readonly AgentReply[]
  /** Tickets that changed: read them with the reader. `key` is the invocation id (dedupe). */
  readonly touched: readonly { readonly ticket: TicketRef; readonly key: string }[]
  /** Ticket ids learnt later (channel framework event callbacks): filing id → ticket. */
  readonly ticketsLearnt: readonly {
    readonly filing: string
    readonly ticket: TicketRef
    readonly commentId?: string
  }[]
  /** Lifecycle facts for the journal (status changes, merges, deletions). */
  readonly ticketEvents: readonly TicketEvent[]
  /** Account the callback proved to be for, where the credentials say so. */
  readonly account?: AccountId
}

export type TicketEventName =
  | 'solved'
  | 'reopened'
  /** Any other change of status. */
  | 'status_changed'
  | 'group'
  | 'assignee'
  | 'rated'
  | 'surveyed'
  | 'merged'
  | 'deleted'
  | 'tags_changed'
  | 'other'

/** Something that happened to a ticket. Never a customer's words. */
export interface TicketEvent {
  /** The helpdesk's own id of it: a repeat is known by it. */
  readonly id?: string
  readonly ticket: TicketRef
  readonly name: TicketEventName
  /** The helpdesk's time of it, epoch ms. */
  readonly at: number
  /** The helpdesk's id of the person who did it; absent for rules, customers and the relay itself. */
  readonly agent?: string
  /** False where the ticket is told to bear no mark of the relay's. */
  readonly isOurs?: boolean
  /**
   * `from`, `to`: statuses, groups or assignees (absent = none); `status`: the one in force after it;
   * `score`: 1 to 5; `target`: the ticket merged into; `byRelay`: the relay itself did it.
   */
  readonly detail: {
    readonly from?: string
    readonly to?: string
    readonly status?: string
    readonly target?: string
    readonly score?: number
    readonly byRelay?: boolean
  }
}

/** What happened to tickets, read afterwards. */
export interface TicketHistory {
  readonly events: readonly TicketEvent[]
  /** Where to read on. */
  readonly cursor: string
  /** Nothing newer can be read yet. */
  readonly isEnd: boolean
}

/** What the helpdesk itself measured of a ticket. Minutes are whole, from the ticket's creation; absent = no figure yet. */
export interface HelpdeskFigures {
  readonly ticket: TicketRef
  /** Epoch ms. */
  readonly createdAt: number
  readonly firstReplyMinutes?: number
  readonly firstSolveMinutes?: number
  readonly lastSolveMinutes?: number
  readonly reopens: number
  readonly replies: number
  /** How many groups and assignees it stood with, one after the other. */
  readonly groupStations?: number
  readonly assigneeStations?: number
}

/** A private note, with what else must change on the ticket in the same call. */
export interface TicketNote {
  /** Idempotency: rides in the comment's metadata; a retry reads back first. */
  readonly id: string
  readonly ticket: TicketRef
  readonly text: string
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
  readonly setOpen?: boolean
  readonly isRetry: boolean
  /** Channel framework: the conversation, where the ticket's id may be unknown (`ticket.id` is '' then). */
  readonly thread?: { readonly account: AccountId; readonly threadId: string }
  /** Channel framework: the reply this is about, for `report_error`. */
  readonly failedReply?: { readonly id: string; readonly error: string }
}

/** What stands behind many tickets at once, as a ticket of its own. */
export interface NewProblem {
  /** Idempotency: a repeat answers the ticket made before, whatever else it says now. */
  readonly id: string
  readonly subject: string
  /** Plain text, shown to agents only. */
  readonly text: string
  readonly tags: readonly string[]
}

/** What became of one ticket. `later`: the allowance is used up for now. `refused`: it is closed or gone. */
export interface LinkedIncident {
  readonly ticket: TicketRef
  readonly outcome: 'linked' | 'later' | 'refused'
}

/** The helpdesk's own tie between a problem and its incidents. Throws `helpdesk.*`. */
export interface HelpdeskProblems {
  make(problem: NewProblem): Promise<TicketRef>
  /** Safe to repeat. One result for each ticket, in the order given. */
  link(problem: TicketRef, incidents: readonly TicketRef[]): Promise<readonly LinkedIncident[]>
}

/**
 * The helpdesk of one tenant. Idempotent on filing.id and note.id.
 * Throws RelayError `helpdesk.*`.
 */
export interface Helpdesk {
  readonly kind: 'ticketing' | 'channel'
  /** One result per filing, same order. Throws only when nothing at all could be tried. */
  file(filings: readonly Filing[]): Promise<readonly FilingResult[]>
  note(note: TicketNote): Promise<void>
  /** Absent where there is no API access. */
  readonly problems?: HelpdeskProblems
  /** Verify a callback. Throws `helpdesk.forged`. */
  readReply(request: HttpRequest): Promise<ReplyArrival>
}

export interface TicketState {
  readonly ticket: TicketRef
  readonly status: 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed' | 'deleted'
  readonly tags: readonly string[]
  /** Set when the ticket was merged into another. */
  readonly mergedInto?: TicketRef
}

/** A user of the helpdesk. */
export interface HelpdeskPerson {
  readonly id: string
  readonly name: string
  readonly role: 'admin' | 'agent' | 'end-user'
}

export interface Prepared {
  readonly problems: readonly RelayError[]
  /** True when what tells of replies was only made now: nobody told of earlier ones. */
  readonly wasDeaf?: boolean
}

/** A text an admin keeps for reuse; public ones only, for everybody. */
export interface Macro {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** A published article of the help centre that everybody may read. */
export interface Article {
  readonly id: string
  readonly title: string
  /** What it says near the words searched for. */
  readonly text: string
  readonly link: string
  /** When its words were changed last, epoch ms; absent where the helpdesk does not say. */
  readonly changedAt?: number
}

/** What the helpdesk keeps for answering. Throws `helpdesk.*`. */
export interface HelpdeskKnowledge {
  macros(): Promise<readonly Macro[]>
  articles(query: string): Promise<readonly Article[]>
}

/** Reading side: history, authors, and what a webhook only hinted at. */
export interface HelpdeskReader {
  /** Agents' comments (public and internal) after a comment id, oldest first; own and customers' excluded. */
  repliesAfter(
    ticket: TicketRef,
    after: string | undefined,
  ): Promise<{ replies: readonly AgentReply[]; last: string | undefined }>
  state(ticket: TicketRef): Promise<TicketState>
  /** Who somebody is, asked anew each time; undefined = nobody, or nobody who may work any more. */
  person?(id: string): Promise<HelpdeskPerson | undefined>
  /** Tickets touched since the cursor: the net under lost webhooks. */
  touchedSince?(
    cursor: string | undefined,
  ): Promise<{ tickets: readonly TicketRef[]; cursor: string }>
  /** What happened to tickets from the cursor on (without one: for the last day), a page at a time. Throws `helpdesk.*`. */
  ticketHistory?(cursor: string | undefined): Promise<TicketHistory>
  /** The helpdesk's own figures of a ticket; undefined = there is no such ticket. */
  figures?(ticket: TicketRef): Promise<HelpdeskFigures | undefined>
  /** Absent where there is no API access. */
  readonly knowledge?: HelpdeskKnowledge
  attachment(ref: MediaRef): Promise<{ name: string; contentType: string; bytes: Uint8Array }>
  /** Makes webhooks, trigger, views and fields where missing; safe to repeat. */
  prepare(): Promise<Prepared>
  probe(): Promise<readonly ProbeResult[]>
}
