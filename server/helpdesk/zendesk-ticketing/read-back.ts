import type { ZendeskApi } from './api.ts'
import { objectIn, textIn } from './json-fields.ts'
import { findIn } from './pages.ts'

/** Whether a ticket's audits show an update with this mark: the answer to it was lost then. */
export async function hasMark(api: ZendeskApi, ticket: string, mark: string): Promise<boolean> {
  const path = `/api/v2/tickets/${ticket}/audits`
  const found = await findIn(api, { path, name: 'audits', isUrgent: true }, (audit) => {
    const custom = objectIn(objectIn(audit, 'metadata'), 'custom')
    return textIn(custom, 'weiqiao') === mark
  })
  return found !== undefined
}
