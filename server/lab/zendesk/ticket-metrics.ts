import { isoOrNull, isoTime } from './iso-time.ts'
import type { Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'

/**
 * Zendesk's own figures of a ticket: everything counts from the ticket's creation, in whole minutes. The
 * account has no schedule, so business time is calendar time.
 */
export function metricPayload(state: ZendeskState, ticket: Ticket): object {
  const { times, counts } = ticket
  const minutesTo = (at: number | null): object => {
    const minutes = at === null ? null : Math.floor((at - ticket.createdAt) / 60_000)
    return { calendar: minutes, business: minutes }
  }
  const replySeconds =
    times.firstReplyAt === null ? null : Math.floor((times.firstReplyAt - ticket.createdAt) / 1_000)
  return {
    url: `${state.baseUrl()}/api/v2/ticket_metrics/${ticket.id}.json`,
    id: ticket.id,
    ticket_id: ticket.id,
    created_at: isoTime(ticket.createdAt),
    updated_at: isoTime(ticket.updatedAt),
    group_stations: stations(ticket, 'group_id'),
    assignee_stations: stations(ticket, 'assignee_id'),
    reopens: counts.reopens,
    replies: counts.replies,
    initially_assigned_at: isoOrNull(firstTime(ticket, 'assignee_id')),
    assigned_at: isoOrNull(times.assignedAt),
    solved_at: isoOrNull(times.solvedAt),
    status_updated_at: isoTime(times.statusAt),
    requester_updated_at: isoTime(times.requesterAt),
    assignee_updated_at: isoOrNull(times.assigneeAt),
    latest_comment_added_at: isoTime(times.latestCommentAt),
    reply_time_in_minutes: minutesTo(times.firstReplyAt),
    reply_time_in_seconds: { calendar: replySeconds },
    first_resolution_time_in_minutes: minutesTo(firstTime(ticket, 'status', 'solved')),
    full_resolution_time_in_minutes: minutesTo(times.solvedAt),
  }
}

/** When a field was set for the first time (to the value, where one is given). */
function firstTime(ticket: Ticket, field: string, value?: string): number | null {
  const isIt = ({ field_name: name, value: now }: Record<string, unknown>): boolean =>
    name === field && (value === undefined ? now !== null : now === value)
  return ticket.audits.find(({ events }) => events.some(isIt))?.createdAt ?? null
}

/** How many groups or agents the ticket stood with, one after the other. */
function stations(ticket: Ticket, field: string): number {
  return ticket.audits
    .flatMap(({ events }) => events)
    .filter((event) => event['field_name'] === field && event['value'] !== null).length
}
