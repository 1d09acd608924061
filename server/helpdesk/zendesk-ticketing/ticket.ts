import type { TicketState } from '../../core/helpdesk.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { ZendeskApi } from './api.ts'
import { objectIn, textIn, textsIn } from './json-fields.ts'

export interface ReadTicket {
  readonly id: string
  readonly status: TicketState['status']
  readonly tags: readonly string[]
  readonly updatedAt: string
}

const statuses: readonly TicketState['status'][] = [
  'new',
  'open',
  'pending',
  'hold',
  'solved',
  'closed',
  'deleted',
]

export function ticketOf(object: JsonObject | undefined): ReadTicket {
  const status = textIn(object, 'status')
  return {
    id: textIn(object, 'id'),
    status: statuses.find((known) => known === status) ?? 'open',
    tags: textsIn(object, 'tags'),
    updatedAt: textIn(object, 'updated_at'),
  }
}

export async function readTicket(
  api: ZendeskApi,
  id: string,
  isUrgent = false,
): Promise<ReadTicket> {
  return ticketOf(
    objectIn(await api.call(`/api/v2/tickets/${id}`, { method: 'GET', isUrgent }), 'ticket'),
  )
}

/** Zendesk never reopens a ticket by itself for a comment made by API. */
export function needsReopening({ status }: ReadTicket): boolean {
  return status === 'pending' || status === 'hold' || status === 'solved'
}
