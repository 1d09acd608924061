import type { FastifyInstance } from 'fastify'
import { auditPayload } from './comment-payload.ts'
import { addEndpoint, type Call } from './door.ts'
import { isoOrNull, isoTime } from './iso-time.ts'
import { pageOf } from './paging.ts'
import type { Ticket } from './records.ts'
import { badRequest, notFound } from './refusal.ts'
import { search } from './search.ts'
import type { ZendeskState } from './state.ts'
import { ticketPayload } from './ticket-payload.ts'

const PAGE = 1_000

/** Search, exports and reports: what looks at many tickets at once. */
export function addExportEndpoints(app: FastifyInstance, state: ZendeskState): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/search',
    answer: (call) => {
      const { query, sort_by: by, sort_order: order } = call.query
      if (query === undefined) throw badRequest('invalid', 'Parameter query is required')
      const isDescending = order !== 'asc'
      return pageOf(state, call, {
        name: 'results',
        items: search(state, query, { ...(by === undefined ? {} : { by }), isDescending }),
        idOf: (item) => (item as { id: number }).id,
        render: (item) => item,
      })
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/incremental/tickets/cursor',
    isForAdmins: true,
    answer: (call) => exportTickets(state, call),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/incremental/ticket_events',
    isForAdmins: true,
    answer: (call) => exportEvents(state, call),
  })
  addReports(app, state)
}

/** Everything but the last minute, in the order of the last change. */
function exportTickets(state: ZendeskState, call: Call): object {
  call.reply.headers(state.limits.countExport())
  const { cursor, per_page: perPage } = call.query
  const until = state.world.now() - state.settings.exportLagMs
  const size = Math.min(Number(perPage) || PAGE, PAGE)
  let position = cursor === undefined ? startOf(state, call) : readCursor(cursor)
  const tickets: Ticket[] = []
  let isEnd = true
  for (const ticket of state.tickets.since(position)) {
    if (ticket.generatedAt > until) break
    if (tickets.length === size) {
      isEnd = false
      break
    }
    tickets.push(ticket)
    position = ticket.position + 1
  }
  const after = Buffer.from(`${position}.0||`).toString('base64')
  const url = `${state.baseUrl()}/api/v2/incremental/tickets/cursor.json?cursor=${encodeURIComponent(after)}`
  return {
    tickets: tickets.map((ticket) => ticketPayload(state, ticket)),
    after_url: url,
    after_cursor: after,
    before_url: null,
    before_cursor: null,
    end_of_stream: isEnd,
  }
}

function startOf(state: ZendeskState, call: Call): number {
  return state.tickets.positionAt(startTime(state, call) * 1_000)
}

function startTime(state: ZendeskState, { query }: Call): number {
  const seconds = Number(query['start_time'])
  if (query['start_time'] === undefined || !Number.isInteger(seconds) || seconds < 0) {
    throw badRequest('InvalidValue', 'Parameter start_time is required')
  }
  if (seconds * 1_000 > state.world.now() - state.settings.exportLagMs) {
    throw badRequest(
      'InvalidValue',
      'Too recent start_time. Use a start_time older than 60 seconds',
    )
  }
  return seconds
}

function readCursor(cursor: string): number {
  const position = /^(\d+)\.0\|\|$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]
  if (position === undefined) throw badRequest('InvalidValue', 'The cursor is not valid')
  return Number(position)
}

function exportEvents(state: ZendeskState, call: Call): object {
  call.reply.headers(state.limits.countExport())
  const from = startTime(state, call)
  const until = state.world.now() - state.settings.exportLagMs
  const events = [...state.tickets.since(state.tickets.positionAt(from * 1_000))]
    .flatMap((ticket) => ticket.audits.map((audit) => ({ ticket, audit })))
    .filter(({ audit }) => audit.createdAt >= from * 1_000 && audit.createdAt <= until)
    .sort((one, other) => one.audit.createdAt - other.audit.createdAt)
  const page = events.slice(0, PAGE)
  const end = page.at(-1)?.audit.createdAt ?? from * 1_000
  const endTime = Math.floor(end / 1_000)
  return {
    ticket_events: page.map(({ ticket, audit }) => {
      const { events: children, author_id: updater, ...rest } = auditPayload(state, ticket, audit)
      const timestamp = Math.floor(audit.createdAt / 1_000)
      return {
        ...rest,
        timestamp,
        updater_id: updater,
        event_type: 'Audit',
        child_events: children,
      }
    }),
    next_page: `${state.baseUrl()}/api/v2/incremental/ticket_events.json?start_time=${endTime}`,
    count: page.length,
    end_time: endTime,
    end_of_stream: page.length === events.length,
  }
}

function addReports(app: FastifyInstance, state: ZendeskState): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/ticket_metrics',
    answer: (call) =>
      pageOf(state, call, {
        name: 'ticket_metrics',
        items: [...state.tickets.newestFirst()],
        idOf: ({ id }) => id,
        render: (ticket) => metricPayload(state, ticket),
      }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets/:id/metrics',
    answer: (call) => {
      const ticket = state.tickets.get(Number(call.params['id']))
      if (!ticket) throw notFound()
      return { ticket_metric: metricPayload(state, ticket) }
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/satisfaction_ratings',
    answer: (call) =>
      pageOf(state, call, {
        name: 'satisfaction_ratings',
        items: [...state.tickets.all()].filter(({ rating }) => rating !== null),
        idOf: ({ id }) => id,
        render: (ticket) => ({
          id: ticket.id,
          ticket_id: ticket.id,
          requester_id: ticket.requesterId,
          assignee_id: ticket.assigneeId,
          group_id: ticket.groupId,
          score: ticket.rating?.score,
          comment: ticket.rating?.comment,
          created_at: isoOrNull(ticket.rating?.at ?? null),
          updated_at: isoOrNull(ticket.rating?.at ?? null),
        }),
      }),
  })
}

function metricPayload(state: ZendeskState, ticket: Ticket): object {
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
    reopens: counts.reopens,
    replies: counts.replies,
    assigned_at: isoOrNull(times.assignedAt),
    solved_at: isoOrNull(times.solvedAt),
    status_updated_at: isoTime(times.statusAt),
    requester_updated_at: isoTime(times.requesterAt),
    assignee_updated_at: isoOrNull(times.assigneeAt),
    latest_comment_added_at: isoTime(times.latestCommentAt),
    reply_time_in_minutes: minutesTo(times.firstReplyAt),
    reply_time_in_seconds: { calendar: replySeconds },
    full_resolution_time_in_minutes: minutesTo(times.solvedAt),
  }
}
