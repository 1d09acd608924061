import type { MediaRef } from './media.ts'

export type ChannelId = string
export type TenantId = string
export type AccountId = string

/** Whom the platform has checked somebody to be; `talent` = somebody it promotes. */
export type Verified =
  | 'person'
  | 'government'
  | 'company'
  | 'media'
  | 'campus'
  | 'site'
  | 'app'
  | 'organisation'
  | 'talent'

/** Profile as far as the platform gives it. Nothing here is asked for beyond what arrives. */
export interface CustomerRef {
  /** Platform id as text, case kept (openid, uid, external_userid). */
  readonly id: string
  readonly name?: string
  readonly avatarUrl?: string
  readonly unionId?: string
  /** Profile province/city in short Chinese names (self-declared). */
  readonly province?: string
  readonly city?: string
  /** Where the platform says the item was sent from (IP region); never mixed with the profile. */
  readonly ipRegion?: string
  readonly followers?: number
  /** undefined = not verified, or the platform does not say. */
  readonly verified?: Verified
}

export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'media'; readonly media: MediaRef; readonly caption?: string }
  | {
      readonly type: 'location'
      readonly latitude: number
      readonly longitude: number
      readonly label?: string
    }
  | {
      readonly type: 'link'
      readonly url: string
      readonly title?: string
      readonly description?: string
    }
  /** A line the relay words itself (unknown kinds, files that cannot be fetched). */
  | { readonly type: 'notice'; readonly notice: NoticeKey; readonly detail?: string }

export type NoticeKey =
  | 'unknown_kind'
  | 'empty_text'
  | 'file_not_downloadable'
  | 'media_unavailable'
  | 'unreadable'
  | 'truncated'
  | 'deleted_by_author'
  | 'menu_choice'

/**
 * What an inbound item is for the pipeline. `message`: filed as a customer comment; `event`: goes to
 * the journal and the ledgers only (menu taps, follows, job reports); `withdrawal`: the customer
 * took something back or left, see `event`; `echo`: our own words coming back, never filed.
 */
export type MessageKind = 'message' | 'event' | 'withdrawal' | 'echo'

/** What a trigger opens: `count` sends until `sentAt + forMs`. count null = unlimited. */
export interface WindowGrant {
  readonly rule: string
  readonly count: number | null
  readonly forMs: number
}

/** The public text a mention or comment stands under, shown as context and linked. */
export interface PublicContext {
  readonly id: string
  readonly text?: string
  readonly author?: string
  readonly authorId?: string
  readonly link?: string
  readonly isDeleted?: boolean
  readonly isTruncated?: boolean
  readonly reposts?: number
  readonly comments?: number
}

/** What a reply to this item must name on the platform; opaque outside the channel (flat, text only). */
export type ReplyTarget = Readonly<Record<string, string>>

/** One inbound item after parsing. Times are epoch ms; ids are text, never numbers. */
export interface InboundMessage {
  /** Idempotency key, unique in the account; the same whichever feed delivered the item. */
  readonly key: string
  readonly platformId?: string
  readonly kind: MessageKind
  /** The platform's own name of the kind, e.g. `text`, `event.subscribe`, `comment`. */
  readonly platformKind: string
  readonly customer: CustomerRef
  /** Root post id on Weibo, '' when private. */
  readonly thread: string
  readonly visibility: 'public' | 'private'
  readonly parts: readonly MessagePart[]
  readonly event?: { readonly name: EventName; readonly detail: Readonly<Record<string, string>> }
  readonly sentAt: number
  readonly grant?: WindowGrant
  /** Post, then parents down to the direct one. */
  readonly context?: readonly PublicContext[]
  readonly target?: ReplyTarget
  readonly link?: string
  /** How the customer came in: QR scene, menu key, shared card (mission row S2-04). */
  readonly entry?: string
  readonly isMention?: boolean
  /** How often it was itself told on, where it is a post that was. */
  readonly reposts?: number
  /** What these words say about being written to first; read when the message is accepted. */
  readonly contact?: 'granted' | 'refused'
}

/** Event names in our words; `other` keeps the platform's name in `platformKind`. */
export type EventName =
  | 'followed'
  | 'unfollowed'
  | 'scanned'
  | 'menu'
  | 'location_report'
  | 'authorization_revoked'
  | 'delivery_report'
  | 'session'
  | 'account_notice'
  | 'send_failed'
  | 'withdrawn'
  | 'other'

/** A verified item as the channel received it, before parsing; what the inbox keeps verbatim. */
export interface RawItem {
  /** The feed or door it came through: `callback`, `mentions`, `comments_to_me`, … */
  readonly source: string
  /** Decrypted text, as given by the platform. */
  readonly body: string
  /** Signed timestamp in epoch ms, if the platform signs one. Older than 24 h → quarantine. */
  readonly signedAt?: number
}
