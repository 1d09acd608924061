import type { Helpdesk, HelpdeskReader } from '../../core/helpdesk.ts'
import type { Adapter } from './adapter.ts'
import { zendeskApi } from './api.ts'
import { fileAll } from './file.ts'
import { writeNote } from './note.ts'
import type { ZendeskTicketingOptions } from './options.ts'
import { linkIncidents, makeProblem } from './problem.ts'
import { ticketingReader } from './reader.ts'
import { createUsers } from './users.ts'
import { readWebhook } from './webhook.ts'

export { zendeskConsent } from './consent.ts'
export type { ZendeskTicketingOptions } from './options.ts'

/** Native tickets by Zendesk's ticketing API, replies told by webhooks: the default when self-hosting. */
export function zendeskTicketing(options: ZendeskTicketingOptions): {
  readonly helpdesk: Helpdesk
  readonly reader: HelpdeskReader
} {
  const api = zendeskApi(options)
  const adapter: Adapter = { options, api, users: createUsers(options, api) }
  if (options.auth.grant === 'api_token') {
    options.doors.log.warn('helpdesk.api_token', { tenant: options.tenant, ends: '2027-04-30' })
  }
  return {
    helpdesk: {
      kind: 'ticketing',
      file: (filings) => fileAll(adapter, filings),
      note: (note) => writeNote(adapter, note),
      problems: {
        make: (problem) => makeProblem(adapter, problem),
        link: (problem, incidents) => linkIncidents(adapter, problem, incidents),
      },
      readReply: (request) => readWebhook(adapter, request),
    },
    reader: ticketingReader(adapter),
  }
}
