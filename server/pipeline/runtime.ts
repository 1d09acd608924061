import type { Channel, ChannelAccount, ChannelDescriptor } from '../core/channel.ts'
import type { Clock } from '../core/clock.ts'
import type { Helpdesk, HelpdeskReader } from '../core/helpdesk.ts'
import type { Log } from '../core/log.ts'
import type { MediaFile } from '../core/media.ts'
import type { Metrics } from '../core/metrics.ts'
import type { ConversationRow, Spool, Store } from '../core/store/index.ts'
import type { LintContext } from '../persona/context.ts'
import type { UnderstandInput, Understanding } from '../understanding/result.ts'
import type { Acknowledgement } from './acknowledge.ts'
import type { Tier, Triage } from './triage.ts'
import type { Wake } from './wake.ts'

type Lookup = NonNullable<ChannelDescriptor['profile']>

/** The channel's profile lookup, bound by main to the account's doors. */
export type ProfileLookup = (customerId: string) => ReturnType<Lookup>

/** A connected account with everything needed to serve it. */
export interface AccountRuntime {
  readonly account: ChannelAccount
  readonly descriptor: ChannelDescriptor
  readonly channel: Channel
  readonly acknowledgement: Acknowledgement | undefined
  readonly servicePhones: readonly string[]
  /** Looks up a customer's name, where the platform needs a call for it. */
  readonly profile: ProfileLookup | undefined
  /** When a person must authorise the account again, where its access ends by itself. */
  readonly accessEndsAt: (() => Promise<number | undefined>) | undefined
}

export interface TenantRuntime {
  readonly id: string
  readonly locale: 'zh-CN' | 'en'
  readonly timeZone: string
  readonly masks: boolean
  readonly mergeMs: number
  readonly helpdesk: Helpdesk
  readonly reader: HelpdeskReader | undefined
  readonly accounts: ReadonlyMap<string, AccountRuntime>
  /** Public codes by the agent's id in the helpdesk, where the admin chose them. */
  readonly agentCodes: Readonly<Record<string, string>>
  /** `roster`: only agents with an entry in `agentCodes` answer in public. */
  readonly publicReplies: 'everyone' | 'roster'
  /** Zendesk user ids of those who lead besides Zendesk's admins. */
  readonly leads: ReadonlySet<string>
  /** How new tickets stand among the others; off without it. */
  readonly triage?: Triage
  /** Reads what a customer's words say; off without it. */
  readonly understand?: (input: UnderstandInput) => Understanding
  /** Whether words that press (a threat to go to a regulator) raise a new ticket's priority. */
  readonly raisesPriority?: boolean
}

/** Who answers, as the rules on codes and on the roster see it. Without a code nothing is said about codes. */
export interface RosterStanding {
  readonly code: string | undefined
  readonly codes: readonly string[]
  readonly mayAnswerPublicly: boolean
}

/** Makes the context the rules judge by; the sidebar's comes from the same place. */
export type ContextBuilder = (answering: {
  readonly conversation: ConversationRow
  readonly served: AccountRuntime
  readonly masks: boolean
  readonly roster: RosterStanding
  /** When the answer was written, epoch ms. */
  readonly until?: number
}) => Promise<LintContext>

/** What every part of the pipeline works with. Built once by main. */
export interface Runtime {
  readonly store: Store
  readonly spool: Spool
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly wake: Wake
  /** Names this process in leases. */
  readonly owner: string
  readonly tenants: ReadonlyMap<string, TenantRuntime>
  readonly lintContext: ContextBuilder
  /** The customer's tier by the company's own system, asked within its time (< 1 s); undefined = unknown. */
  readonly tierOf: (
    tenant: string,
    of: { readonly account: string; readonly customer: string },
  ) => Promise<Tier | undefined>
  /** A playable copy of a voice message, or undefined where it cannot be made. */
  readonly playable: (file: MediaFile) => Promise<MediaFile | undefined>
}

export function accountOf(
  runtime: Runtime,
  tenant: string,
  account: string,
): AccountRuntime | undefined {
  return runtime.tenants.get(tenant)?.accounts.get(account)
}
