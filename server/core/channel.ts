import type { Clock } from './clock.ts'
import type { HttpAnswer, HttpDoor, HttpRequest } from './http.ts'
import type { Log } from './log.ts'
import type { MediaFile, MediaRef } from './media.ts'
import type {
  AccountId,
  ChannelId,
  CustomerRef,
  InboundMessage,
  RawItem,
  TenantId,
} from './message.ts'
import type { Delivery, OutboundReply, ReadBack, ReplyContent } from './reply.ts'
import type { Setting, SettingValues, Words } from './settings.ts'
import type { Budgets, TokenKeeper } from './store/shared.ts'

/** A connected account, resolved: settings hold clear values in memory only. */
export interface ChannelAccount {
  readonly tenant: TenantId
  readonly id: AccountId
  readonly channel: ChannelId
  readonly settings: SettingValues
}

/** What a channel may use of the world. */
export interface ChannelDoors {
  readonly http: HttpDoor
  readonly clock: Clock
  readonly log: Log
  readonly tokens: TokenKeeper
  readonly budgets: Budgets
}

export interface ChannelTraits {
  /** The callback must be answered within this time, ms. */
  readonly ackWithinMs: number
  /** Kinds of content `send` can carry, for public and private conversations. */
  readonly carries: {
    readonly public: readonly ReplyContent['type'][]
    readonly private: readonly ReplyContent['type'][]
  }
  /** True where a private send needs an open window (the ledger is consulted). */
  readonly hasWindow: { readonly public: boolean; readonly private: boolean }
  /** True where an unknown outcome can be looked up (`readBack`). */
  readonly canReadBack: { readonly public: boolean; readonly private: boolean }
  /** Agent texts longer than this are split (private) or held (public). Measured by `measure`. */
  readonly maxLength: { readonly public: number; readonly private: number }
  /** Hosts from which media of this channel may be fetched. `*.example.com` allowed. */
  readonly mediaHosts: readonly string[]
}

/** Where a feed stands. Opaque text kept by the store; undefined = never read. */
export type Cursor = string

/** A page of a pulled feed. The cursor is stored in the same transaction as the items. */
export interface PulledPage {
  readonly items: readonly RawItem[]
  readonly cursor: Cursor
  /** There is more to fetch at once. */
  readonly hasMore: boolean
  /** Set when items were certainly missed: stored, reported to the admin. */
  readonly gap?: { readonly from: string; readonly to: string; readonly reason: string }
  /** Earliest time for the next round, ms from now, where the platform or the budget says so. */
  readonly waitMs?: number
}

/** A feed the relay pulls. `when: 'told'` = only after a callback said so (WeCom Kefu). */
export interface Feed {
  readonly name: string
  readonly when: 'clock' | 'told'
  /** For clock feeds: the floor between rounds, ms. */
  readonly everyMs?: number
}

/** The outcome of verifying a callback. */
export interface Arrival {
  readonly answer: HttpAnswer
  readonly items: readonly RawItem[]
  /** Feeds to pull now, each with an optional short-lived hint (WeCom's Token). */
  readonly fetch?: readonly { readonly feed: string; readonly hint?: string }[]
  /** Builds the passive acknowledgement in place of `answer`, where the platform has one. */
  readonly passive?: (text: string) => HttpAnswer
}

/**
 * One connected account of one platform. Six methods at most.
 * Everything thrown is a RelayError whose code comes from the channel's error table.
 */
export interface Channel {
  readonly account: ChannelAccount
  readonly traits: ChannelTraits
  readonly feeds: readonly Feed[]
  /** Verify and decrypt. Throws `channel.forged` (looks the same whatever failed). No I/O beyond crypto. */
  receive(request: HttpRequest): Promise<Arrival>
  /** One page of a feed after the cursor. */
  pull?(feed: string, cursor: Cursor | undefined, hint?: string): Promise<PulledPage>
  /** Pure. [] = nothing for us. Must not throw on unknown kinds. */
  parse(item: RawItem): readonly InboundMessage[]
  /** Carry out one send. Error `outcome: 'unknown'` when the platform may have acted. */
  send(reply: OutboundReply): Promise<Delivery>
  /** Fetch media of a customer, or the profile where the push has none. */
  media?(ref: MediaRef): Promise<MediaFile>
  /** Look whether a send of unknown outcome arrived. */
  readBack?(reply: OutboundReply): Promise<ReadBack>
}

/** What the doctor and the admin page show about one check. */
export interface ProbeResult {
  readonly check: string
  readonly ok: boolean
  /** Well, but worth knowing. */
  readonly isNote?: boolean
  readonly message: Words
}

/** The static side of a channel: one per folder, listed in channels/index.ts. */
export interface ChannelDescriptor {
  readonly id: ChannelId
  readonly name: Words
  readonly settings: readonly Setting[]
  create(account: ChannelAccount, doors: ChannelDoors): Channel
  /** External id of the customer in the helpdesk (design §3 Identity). */
  externalId(account: ChannelAccount, customerId: string): string
  /** Display name when the platform gives none, e.g. `微信用户 3Fa9x2`. */
  displayName(customer: CustomerRef, locale: 'zh-CN' | 'en'): string
  /** Split a private text to fit, or undefined when the channel never splits. */
  split?(text: string, visibility: 'public' | 'private'): readonly string[]
  /** What the platform itself writes before an answer, e.g. `回复@张三:`; not part of what is sent. */
  opensWith?(
    target: Readonly<Record<string, string>>,
    customerName: string | undefined,
  ): string | undefined
  /** Length of a text as the platform counts it. */
  measure(text: string, visibility: 'public' | 'private'): number
  permalink?(target: Readonly<Record<string, string>>): string | undefined
  /** Calls the platform once per check (token, IP list, permission). */
  probe?(account: ChannelAccount, doors: ChannelDoors): Promise<readonly ProbeResult[]>
  /** When the account's access ends and a person must authorise again, epoch ms; undefined = never. */
  accessEndsAt?(account: ChannelAccount, doors: ChannelDoors): Promise<number | undefined>
  /** Profile lookup where the push carries no name (one call per new sender). */
  profile?(
    account: ChannelAccount,
    doors: ChannelDoors,
    customerId: string,
  ): Promise<CustomerRef | undefined>
}
