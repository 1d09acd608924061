import type { FastifyInstance } from 'fastify'
import { addEndpoint, type Call } from './door.ts'
import { exportEvents } from './export-events.ts'
import { isoOrNull } from './iso-time.ts'
import { pageOf } from './paging.ts'
import type { Ticket } from './records.ts'
import { badRequest, notFound } from './refusal.ts'
import { search } from './search.ts'
import type { ZendeskState } from './state.ts'
import { metricPayload } from './ticket-metrics.ts'
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
    answer: (call) => {
      call.reply.headers(state.limits.countExport())
      return exportEvents(state, call, startTime(state, call))
    },
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
