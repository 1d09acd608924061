import { commentPayload } from './comment-payload.ts'
import type { Call } from './door.ts'
import { isoTime } from './iso-time.ts'
import type { Audit, AuditEvent, Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'

const PAGE = 1_000

/** Everything but the last minute, in order; each audit with what it changed. */
export function exportEvents(state: ZendeskState, call: Call, from: number): object {
  const until = state.world.now() - state.settings.exportLagMs
  const withComments = (call.query['include'] ?? '').split(',').includes('comment_events')
  const events = [...state.tickets.since(state.tickets.positionAt(from * 1_000))]
    .flatMap((ticket) => ticket.audits.map((audit) => ({ ticket, audit })))
    .filter(({ audit }) => audit.createdAt >= from * 1_000 && audit.createdAt <= until)
    .sort((one, other) => one.audit.createdAt - other.audit.createdAt)
  const page = events.slice(0, Math.min(Number(call.query['per_page']) || PAGE, PAGE))
  const end = page.at(-1)?.audit.createdAt ?? from * 1_000
  const endTime = Math.floor(end / 1_000)
  return {
    ticket_events: page.map(({ ticket, audit }) => eventOf(state, { ticket, audit, withComments })),
    next_page: `${state.baseUrl()}/api/v2/incremental/ticket_events.json?start_time=${endTime}`,
    count: page.length,
    end_time: endTime,
    end_of_stream: page.length === events.length,
  }
}

interface Row {
  ticket: Ticket
  audit: Audit
  withComments: boolean
}

function eventOf(state: ZendeskState, { ticket, audit, withComments }: Row): object {
  return {
    id: audit.id,
    ticket_id: ticket.id,
    timestamp: Math.floor(audit.createdAt / 1_000),
    created_at: isoTime(audit.createdAt),
    updater_id: audit.authorId,
    via: audit.via.channel,
    system: { client: 'lab', ip_address: null, location: null },
    metadata: { custom: audit.custom },
    event_type: 'Audit',
    child_events: audit.events.map((event) =>
      event.type === 'Comment'
        ? commentChild(state, { ticket, audit, withComments }, event)
        : changeChild(audit, event),
    ),
  }
}

/** Unlike an audit's, a change here stands under the changed field's own name. */
function changeChild(audit: Audit, event: AuditEvent): object {
  const { id, type, field_name: field, value, previous_value: previous } = event
  const isChange = type === 'Change'
  return {
    id,
    via: audit.via.channel,
    via_reference_id: null,
    [String(field)]: value,
    event_type: type,
    ...(isChange ? { previous_value: previous } : {}),
  }
}

/** The words come only where they were asked for. */
function commentChild(
  state: ZendeskState,
  { ticket, audit, withComments }: Row,
  event: AuditEvent,
): object {
  const comment = ticket.comments.find(({ id }) => id === event.id)
  const facts = {
    id: event.id,
    via: audit.via.channel,
    via_reference_id: null,
    comment_present: true,
    comment_public: comment?.isPublic ?? true,
    event_type: 'Comment',
  }
  return comment && withComments
    ? { ...commentPayload(state, comment), ...facts, via: comment.via }
    : facts
}
