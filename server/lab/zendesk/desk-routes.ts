import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { guardScope } from '../control-guard.ts'
import { present, readInput } from '../control-input.ts'
import { ControlRefusal } from '../control-refusal.ts'
import type { ChannelHost } from './channel/index.ts'
import { agentOf } from './desk-agent.ts'
import { addAppRoutes } from './desk-apps.ts'
import { addIntegrationRoutes } from './desk-integrations.ts'
import { deskComment, deskTicket, openedTicket } from './desk-payload.ts'
import { isDeskView, ticketsIn, viewCounts } from './desk-views.ts'
import type { Comment, Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'
import { rateTicket } from './ticket-rating.ts'
import { updateTicket, viaOf } from './ticket-writer.ts'
import type { Views } from './views.ts'
import type { Webhooks } from './webhooks.ts'

export interface DeskParts {
  views: Views
  webhooks: Webhooks
  host: ChannelHost
}

type WithId = { Params: { id: string } }

const UPLOAD_BYTES = 50 * 1_048_576
const DEFAULT_LIMIT = 500
const status = z.enum(['open', 'pending', 'hold', 'solved'])
const tags = z.array(z.string())

const replyInput = z.strictObject({
  agentId: z.number(),
  body: z.string(),
  public: z.boolean(),
  status: status.optional(),
  uploads: z.array(z.string()).optional(),
  /** Added to the ticket's own. */
  tags: tags.optional(),
})
const changeInput = z.strictObject({
  agentId: z.number(),
  status: status.optional(),
  /** All of them: what is missing is removed. */
  tags: tags.optional(),
  groupId: z.number().nullable().optional(),
  assigneeId: z.number().nullable().optional(),
})
const ratingInput = z.strictObject({
  score: z.enum(['good', 'bad', 'offered']),
  comment: z.string().optional(),
})
const limitsInput = z.strictObject({
  requestsPerMinute: z.number().int().positive().optional(),
  updatesPerMinute: z.number().int().positive().optional(),
  updatesPerTenMinutes: z.number().int().positive().optional(),
  exportsPerMinute: z.number().int().positive().optional(),
  exportLagMs: z.number().int().nonnegative().optional(),
  searchLagMs: z.number().int().nonnegative().optional(),
})

/** What an agent does in Zendesk's own pages; rules and webhooks follow as from there. */
export function addDeskRoutes(app: FastifyInstance, state: ZendeskState, parts: DeskParts): void {
  void app.register(
    (scope, _options, done) => {
      guardScope(scope)
      addTicketRoutes(scope, state, parts)
      addUploadRoute(scope, state)
      addAccountRoutes(scope, state, parts)
      addIntegrationRoutes(scope, state, parts.host)
      addAppRoutes(scope, state)
      done()
    },
    { prefix: '/__lab/desk' },
  )
}

function addTicketRoutes(scope: FastifyInstance, state: ZendeskState, { views }: DeskParts): void {
  scope.get('/tickets', (request) => {
    const { view = 'all', limit } = request.query as { view?: string; limit?: string }
    if (!isDeskView(views, view)) throw new ControlRefusal(404, `no such view: ${view}`)
    const most = Number(limit) || DEFAULT_LIMIT
    const tickets = ticketsIn(state, views, { view, most })
    return { tickets: tickets.map((ticket) => deskTicket(state, ticket)) }
  })
  scope.get('/views', () => viewCounts(state, views))
  scope.get<WithId>('/tickets/:id', (request) => {
    const ticket = ticketOf(state, request.params.id)
    return {
      ticket: openedTicket(state, ticket),
      comments: ticket.comments.map((comment) => deskComment(state, comment)),
    }
  })
  scope.post<WithId>('/tickets/:id/comments', (request) => ({
    comment: deskComment(state, answer(state, request.params.id, request.body)),
  }))
  scope.put<WithId>('/tickets/:id', (request) => {
    const ticket = ticketOf(state, request.params.id)
    const { agentId, ...change } = present(readInput(changeInput, request.body))
    const { groupId, assigneeId } = change
    if (typeof groupId === 'number' && !state.groups.some(({ id }) => id === groupId)) {
      throw new ControlRefusal(400, 'groupId: no such group')
    }
    if (typeof assigneeId === 'number') agentOf(state, assigneeId)
    const act = { actor: agentOf(state, agentId), via: viaOf('web') }
    updateTicket(state, ticket, change, act)
    return { ticket: openedTicket(state, ticket) }
  })
  scope.post<WithId>('/tickets/:id/rating', (request) => {
    const ticket = ticketOf(state, request.params.id)
    const { score, comment = '' } = readInput(ratingInput, request.body)
    rateTicket(state, ticket, { score, comment })
    return { ticket: openedTicket(state, ticket) }
  })
}

function answer(state: ZendeskState, id: string, json: unknown): Comment {
  const ticket = ticketOf(state, id)
  const input = present(readInput(replyInput, json))
  const { agentId, body, uploads = [] } = input
  if (body.trim() === '' && uploads.length === 0) {
    throw new ControlRefusal(400, 'body: a comment needs text or a file')
  }
  state.files.check(uploads)
  const comment = { body, isPublic: input.public, uploads }
  const change = {
    comment,
    ...(input.status ? { status: input.status } : {}),
    ...(input.tags ? { addTags: input.tags } : {}),
  }
  const audit = updateTicket(state, ticket, change, {
    actor: agentOf(state, agentId),
    via: viaOf('web'),
  })
  const written = ticket.comments.findLast(({ auditId }) => auditId === audit.id)
  if (!written) throw new ControlRefusal(500, 'the comment is missing')
  return written
}

/** A file as it is: the body is its bytes, whatever the type. */
function addUploadRoute(scope: FastifyInstance, state: ZendeskState): void {
  void scope.register((files, _options, done) => {
    files.removeAllContentTypeParsers()
    const options = { parseAs: 'buffer' as const, bodyLimit: UPLOAD_BYTES }
    files.addContentTypeParser('*', options, (_request, body, next) => next(null, body))
    files.post('/uploads', { bodyLimit: UPLOAD_BYTES }, (request) => {
      const { filename, token } = request.query as { filename?: string; token?: string }
      const bytes = request.body
      if (!filename) throw new ControlRefusal(400, 'filename: missing')
      if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
        throw new ControlRefusal(400, 'the file is empty')
      }
      const contentType = request.headers['content-type'] ?? 'application/octet-stream'
      return { token: state.files.upload({ fileName: filename, contentType, bytes }, token).token }
    })
    done()
  })
}

function addAccountRoutes(
  scope: FastifyInstance,
  state: ZendeskState,
  { webhooks }: DeskParts,
): void {
  scope.get('/webhooks', () => ({
    webhooks: webhooks.all().map(({ id, name, endpoint, status: state_, subscriptions }) => ({
      id,
      name,
      endpoint,
      status: state_,
      subscriptions,
    })),
    deliveries: webhooks
      .all()
      .flatMap((webhook) =>
        webhooks.invocations(webhook.id).map((invocation) => ({
          id: invocation.id,
          webhook: { id: webhook.id, name: webhook.name },
          event: invocation.event,
          status: invocation.status,
          at: invocation.at,
          attempts: invocation.attempts.map(({ status: outcome, code, ms, at }) => ({
            status: outcome,
            code,
            ms,
            at,
          })),
        })),
      )
      .sort((one, other) => other.at - one.at)
      .slice(0, DEFAULT_LIMIT),
  }))
  // Another plan's allowances, for runs that measure something else.
  scope.post('/limits', (request) => {
    Object.assign(state.settings, present(readInput(limitsInput, request.body)))
    return { limits: state.settings }
  })
}

function ticketOf(state: ZendeskState, id: string): Ticket {
  const ticket = state.tickets.get(Number(id))
  if (!ticket) throw new ControlRefusal(404, 'no such ticket')
  return ticket
}
