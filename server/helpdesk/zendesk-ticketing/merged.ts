import { isRelayError } from '../../core/error.ts'
import type { ZendeskApi } from './api.ts'
import { objectIn, textIn } from './json-fields.ts'
import { findIn } from './pages.ts'
import type { ReadTicket } from './ticket.ts'

/** Zendesk's own tag on what an agent merged into another ticket. */
const tag = 'closed_by_merge'

/** The ticket in which a merged one goes on, told by its audits; undefined when it was not merged. */
export async function mergedInto(
  api: ZendeskApi,
  { id, tags }: ReadTicket,
): Promise<string | undefined> {
  if (!tags.includes(tag)) return undefined
  const sourceOf = (audit: Parameters<typeof objectIn>[0]) =>
    objectIn(objectIn(audit, 'via'), 'source')
  try {
    const path = `/api/v2/tickets/${id}/audits`
    const merge = await findIn(api, { path, name: 'audits', isUrgent: true }, (audit) => {
      const source = sourceOf(audit)
      return textIn(source, 'rel') === 'merge' && textIn(objectIn(source, 'to'), 'ticket_id') !== ''
    })
    return textIn(objectIn(sourceOf(merge), 'to'), 'ticket_id') || undefined
  } catch (error) {
    // Without it the words still stand somewhere: in a follow-up.
    if (isRelayError(error, 'helpdesk.forbidden')) return undefined
    throw error
  }
}
