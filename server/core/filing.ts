import type { RelayError } from './error.ts'
import type { MediaRef } from './media.ts'
import type { AccountId, CustomerRef, TenantId } from './message.ts'

/** A ticket of the helpdesk; ids as text. */
export interface TicketRef {
  readonly id: string
}

/** Bytes ready to be attached, or an address Zendesk can fetch (`/media/{token}`). */
export interface Attachment {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
  /** Token of the copy in the relay's media store, for helpdesks which fetch by address. */
  readonly token?: string
}

/** Which existing ticket a filing belongs to, as the relay knows it. */
export type FilingTarget =
  | { readonly type: 'new'; readonly followUpOf?: TicketRef }
  | { readonly type: 'ticket'; readonly ticket: TicketRef }

/** The frozen body of one helpdesk call. Written before the first call and never changed after. */
export interface FilingBody {
  readonly subject: string
  /** Plain text, ≤ 60,000 characters. */
  readonly text: string
  /** Time of the newest member, epoch ms (platform clock). */
  readonly createdAt: number
  readonly tags: readonly string[]
  readonly fields: readonly { readonly id: string; readonly value: string }[]
  /** Of a ticket that this filing makes; never touched afterwards. Absent = the helpdesk's own default. */
  readonly priority?: 'low' | 'normal' | 'high' | 'urgent'
  /** Whose the ticket is to be that this filing makes: an agent's or a group's id in the helpdesk. */
  readonly assignee?: string
  readonly group?: string
  readonly isPublic: boolean
  /** Set the ticket open (an answerable message on a pending, on-hold or solved ticket). */
  readonly reopens: boolean
  /** Fetched before freezing; `stored` is the token in the media store, so that a retry attaches the same bytes. */
  readonly media: readonly {
    readonly ref: MediaRef
    readonly messageId: string
    readonly stored: string
  }[]
}

export interface Filing {
  /** Idempotency key, stable over every retry. */
  readonly id: string
  readonly tenant: TenantId
  readonly account: AccountId
  readonly conversation: string
  /** Whom the comment is from. */
  readonly customer: CustomerRef & { readonly externalId: string; readonly displayName: string }
  readonly thread: string
  readonly target: FilingTarget
  readonly body: FilingBody
  /** Fetched and ready; absent media are named in the text. */
  readonly attachments: readonly Attachment[]
  /** True when an earlier attempt may have reached the helpdesk: read back before repeating. */
  readonly isRetry: boolean
  /** Channel-framework ids of the members' thread. */
  readonly threadId: string
}

export type FilingResult =
  | {
      readonly id: string
      readonly outcome: 'filed'
      /** Absent when the helpdesk tells it later (channel framework). */
      readonly ticket?: TicketRef
      readonly commentId?: string
      readonly userId?: string
      /** The target was closed and a follow-up was made instead. */
      readonly followUpOf?: TicketRef
    }
  | {
      readonly id: string
      readonly outcome: 'failed'
      readonly error: RelayError
    }
