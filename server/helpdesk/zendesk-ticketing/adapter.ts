import type { ZendeskApi } from './api.ts'
import type { ZendeskTicketingOptions } from './options.ts'
import type { Users } from './users.ts'

/** What the parts of this adapter share. */
export interface Adapter {
  readonly options: ZendeskTicketingOptions
  readonly api: ZendeskApi
  readonly users: Users
}
