import type { ZendeskApi } from './api.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'

const maxPages = 10

/** Whether a ticket's audits show an update with this mark: the answer to it was lost then. */
export async function hasMark(api: ZendeskApi, ticket: string, mark: string): Promise<boolean> {
  let after = ''
  for (let page = 0; page < maxPages; page++) {
    const body = await api.call(`/api/v2/tickets/${ticket}/audits`, {
      method: 'GET',
      query: { 'page[size]': 100, ...(after !== '' && { 'page[after]': after }) },
      isUrgent: true,
    })
    const marks = listIn(body, 'audits').map((audit) =>
      textIn(objectIn(objectIn(audit, 'metadata'), 'custom'), 'weiqiao'),
    )
    if (marks.includes(mark)) return true
    const meta = objectIn(body, 'meta')
    after = textIn(meta, 'has_more') === 'true' ? textIn(meta, 'after_cursor') : ''
    if (after === '') return false
  }
  return false
}
