import type { Clock } from '../../core/clock.ts'
import type { Helpdesk, HelpdeskReader } from '../../core/helpdesk.ts'
import type { HttpDoor } from '../../core/http.ts'
import type { Log } from '../../core/log.ts'
import type { KeptValues, LeaseStore, SecretStore } from '../../core/store/index.ts'

/** One integration instance in Zendesk = one connected account. */
export interface ChannelInstance {
  readonly account: string
  readonly name: string
  /** Empty while no push token was issued: messages then wait for Zendesk's polls. */
  readonly instancePushId: string
  readonly accessToken: string
}

export interface ZendeskChannelOptions {
  readonly tenant: string
  readonly locale: 'zh-CN' | 'en'
  readonly subdomain: string
  /** Of the relay; files are fetched from `{publicUrl}/media/{token}`. */
  readonly publicUrl: string
  readonly baseUrl: string
  /** Identifier of the global OAuth client that push tokens are issued for. */
  readonly pushClientId?: string
  readonly instances: readonly ChannelInstance[]
  /** Zendesk's id of each ticket field, by our name. */
  readonly customFields?: Readonly<Record<string, string>>
  /** Where the tenant also gave API access: notes, tags, views, reopening and commands go through it. */
  readonly api?: { readonly helpdesk: Helpdesk; readonly reader: HelpdeskReader }
  /** Public address of what a filing shows, for clickthrough. */
  readonly linkOf: (filing: string) => Promise<string | undefined>
  /** The conversation a filing belongs to, where Zendesk names only the message answered. */
  readonly conversationOf: (filing: string) => Promise<string | undefined>
  readonly doors: {
    readonly http: HttpDoor
    readonly clock: Clock
    readonly log: Log
    readonly kept: KeptValues
    readonly secrets: SecretStore
    readonly leases: LeaseStore
  }
}

/** Where this tenant's Zendesk stands in a browser; `baseUrl` may be a company's own proxy before it. */
export function originsOf({
  subdomain,
  baseUrl,
}: Pick<ZendeskChannelOptions, 'subdomain' | 'baseUrl'>): readonly string[] {
  return [...new Set([new URL(baseUrl).origin, `https://${subdomain}.zendesk.com`])]
}
