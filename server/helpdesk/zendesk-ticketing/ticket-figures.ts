import { isRelayError } from '../../core/error.ts'
import type { TicketRef } from '../../core/filing.ts'
import type { HelpdeskFigures } from '../../core/helpdesk.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, textIn } from './json-fields.ts'

/** Null until both ends of the span have happened. */
function minutesIn(metric: JsonObject | undefined, name: string): number | undefined {
  const text = textIn(objectIn(metric, `${name}_in_minutes`), 'calendar')
  return text === '' ? undefined : Number(text)
}

function figuresOf(ticket: TicketRef, metric: JsonObject): HelpdeskFigures {
  const optional = {
    firstReplyMinutes: minutesIn(metric, 'reply_time'),
    firstSolveMinutes: minutesIn(metric, 'first_resolution_time'),
    lastSolveMinutes: minutesIn(metric, 'full_resolution_time'),
    groupStations: countIn(metric, 'group_stations'),
    assigneeStations: countIn(metric, 'assignee_stations'),
  }
  return {
    ticket,
    createdAt: Date.parse(textIn(metric, 'created_at')),
    reopens: countIn(metric, 'reopens') ?? 0,
    replies: countIn(metric, 'replies') ?? 0,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  }
}

function countIn(metric: JsonObject, name: string): number | undefined {
  const text = textIn(metric, name)
  return text === '' ? undefined : Number(text)
}

/** Zendesk's own figures of a ticket. Throws `helpdesk.*`. */
export async function readFigures(
  { api }: Pick<Adapter, 'api'>,
  ticket: TicketRef,
): Promise<HelpdeskFigures | undefined> {
  try {
    const body = await api.call(`/api/v2/tickets/${ticket.id}/metrics`, { method: 'GET' })
    const metric = objectIn(body, 'ticket_metric')
    return metric && figuresOf(ticket, metric)
  } catch (error) {
    if (isRelayError(error, 'helpdesk.not_found')) return undefined
    throw error
  }
}
