import type { Clock } from '../../core/clock.ts'
import type { HttpDoor } from '../../core/http.ts'
import type { Log } from '../../core/log.ts'
import type { KeptValues, LeaseStore, SecretStore } from '../../core/store/index.ts'
import type { Budgets, TokenKeeper } from '../../core/store/shared.ts'

export type ZendeskAuth =
  | {
      readonly grant: 'client_credentials'
      readonly clientId: string
      readonly clientSecret: string
      readonly scope: string
    }
  | {
      readonly grant: 'authorization_code'
      readonly clientId: string
      readonly clientSecret?: string
      readonly redirectUri: string
      readonly scope?: string
    }
  /** Can no longer be created since 2026-10-27 and ends on 2027-04-30. */
  | { readonly grant: 'api_token'; readonly email: string; readonly apiToken: string }

export interface ZendeskTicketingOptions {
  readonly tenant: string
  readonly locale: 'zh-CN' | 'en'
  /** Of the relay, for webhook endpoints. */
  readonly publicUrl: string
  readonly baseUrl: string
  readonly auth: ZendeskAuth
  readonly webhookSecret?: string
  /** The account's API allowance; the relay uses three fifths of it. */
  readonly requestsPerMinute: number
  /** Our field name (`channel`, `post_url`, …) → id of a Zendesk ticket field. */
  readonly customFields?: Readonly<Record<string, string>>
  /** Agent's Zendesk user id → public code. */
  readonly codes?: Readonly<Record<string, string>>
  readonly doors: {
    readonly http: HttpDoor
    readonly clock: Clock
    readonly log: Log
    readonly tokens: TokenKeeper
    readonly budgets: Budgets
    readonly kept: KeptValues
    readonly secrets: SecretStore
    readonly leases: LeaseStore
  }
}
