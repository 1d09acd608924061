import type { FilingResult, FilingTarget } from '../core/filing.ts'
import type { Helpdesk, HelpdeskReader } from '../core/helpdesk.ts'
import type { HttpRequest } from '../core/http.ts'

/** A comment as it stands in Zendesk, whoever wrote it. */
export interface StandingComment {
  readonly ticket: string
  readonly text: string
  readonly isPublic: boolean
  /** The customer's external id; '' for staff. */
  readonly customer: string
}

export interface StandingTicket {
  readonly id: string
  readonly subject: string
  readonly tags: readonly string[]
}

/** What goes wrong with the next call that carries filings. */
export type FilingFault =
  /** It takes effect, but the connection breaks before the answer. */
  | { readonly kind: 'drop_answer' }
  /** It takes no effect and is answered with this. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }

/** One adapter in front of a simulated Zendesk of its own. */
export interface HelpdeskBed {
  readonly helpdesk: Helpdesk
  readonly reader: HelpdeskReader
  /** The account that filings are of. */
  readonly account: string
  /** Epoch ms of both sides. */
  now(): number
  /** Oldest first. */
  comments(): Promise<readonly StandingComment[]>
  tickets(): Promise<readonly StandingTicket[]>
  /** Where the pipeline sends the conversation's next filing, given the result of the one before. */
  next(filed: FilingResult): FilingTarget
  breakNext(fault: FilingFault): void
  /** Zendesk cannot be reached from now on. */
  unplug(): Promise<void>
  /** An agent answers the one ticket there is; gives the callback that this brought to the relay. */
  agentReplies(text: string): Promise<HttpRequest>
  /** Callbacks that must not verify, by what is wrong with them, made from a genuine one. */
  forgeries(genuine: HttpRequest): Readonly<Record<string, HttpRequest>>
  /** Values that may never be seen in an error or a log line. */
  readonly secrets: readonly string[]
  /** Everything that was logged, as one text. */
  logged(): string
  close(): Promise<void>
}
