import type { Clock } from '../../core/clock.ts'
import type { Helpdesk } from '../../core/helpdesk.ts'
import type { HttpDoor } from '../../core/http.ts'
import type { Log } from '../../core/log.ts'
import type { KeptValues, LeaseStore, SecretStore } from '../../core/store/index.ts'

/** One integration instance in Zendesk = one connected account. */
export interface ChannelInstance {
  readonly account: string
  readonly name: string
  readonly instancePushId: string
  readonly accessToken: string
}

export interface ZendeskChannelOptions {
  readonly tenant: string
  readonly locale: 'zh-CN' | 'en'
  /** Of the relay; files are fetched from `{publicUrl}/media/{token}`. */
  readonly publicUrl: string
  readonly baseUrl: string
  /** Identifier of the global OAuth client that push tokens are issued for. */
  readonly pushClientId?: string
  readonly instances: readonly ChannelInstance[]
  /** Where the tenant also gave API access: notes, tags and reopening go through it. */
  readonly noteByApi?: Helpdesk['note']
  /** Public address of what a filing shows, for clickthrough. */
  readonly linkOf: (filing: string) => Promise<string | undefined>
  readonly doors: {
    readonly http: HttpDoor
    readonly clock: Clock
    readonly log: Log
    readonly kept: KeptValues
    readonly secrets: SecretStore
    readonly leases: LeaseStore
  }
}
