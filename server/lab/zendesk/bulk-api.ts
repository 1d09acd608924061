import type { FastifyInstance } from 'fastify'
import { addEndpoint, idOf, idsOf, type Call } from './door.ts'
import { importTicket } from './import-ticket.ts'
import { createJobs, type Job, type Jobs } from './jobs.ts'
import { textIn } from './json-text.ts'
import { pageOf } from './paging.ts'
import type { Ticket } from './records.ts'
import { badRequest, notFound, recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { createFrom } from './ticket-api.ts'
import { mergeTickets } from './ticket-endings.ts'
import { readTicketInput, type Json } from './ticket-input.ts'
import { ticketPayload } from './ticket-payload.ts'
import { updateTicket, viaOf } from './ticket-writer.ts'

type Start = (type: string, steps: readonly (() => object)[]) => object

export function addBulkEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const jobs = createJobs(state)
  const start: Start = (type, steps) => ({
    job_status: jobPayload(state, jobs.start(type, steps)),
  })
  addImports(app, state, start)
  addJobStatuses(app, state, jobs)

  addEndpoint(app, state, {
    method: 'POST',
    path: '/tickets/create_many',
    body: 'ticketsCreate',
    answer: ({ body, actor }) =>
      start(
        'Bulk Create Ticket',
        (body['tickets'] as Json[]).map((json) => () => ({
          id: createFrom(state, json, { actor, channel: 'api' }).ticket.id,
        })),
      ),
  })
  addEndpoint(app, state, {
    method: 'PUT',
    path: '/tickets/update_many',
    body: 'ticketsUpdate',
    answer: (call) => start('Bulk Update Ticket', updatesOf(state, call)),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/tickets/:id/merge',
    body: 'ticketMerge',
    answer: (call) => start('Ticket Merge', [() => merge(state, call)]),
  })
}

function addImports(app: FastifyInstance, state: ZendeskState, start: Start): void {
  addEndpoint(app, state, {
    method: 'POST',
    path: '/imports/tickets',
    body: 'ticketImport',
    isForAdmins: true,
    answer: ({ body, actor, query, reply }) => {
      const isArchived = query['archive_immediately'] === 'true'
      const ticket = importTicket(state, body['ticket'] as Json, { actor, isArchived })
      return reply.code(201).send({ ticket: ticketPayload(state, ticket) })
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/imports/tickets/create_many',
    body: 'ticketsImport',
    isForAdmins: true,
    answer: ({ body, actor, query }) => {
      const isArchived = query['archive_immediately'] === 'true'
      const steps = (body['tickets'] as Json[]).map((json) => () => ({
        id: importTicket(state, json, { actor, isArchived }).id,
      }))
      return start('Bulk Import Ticket', steps)
    },
  })
}

function addJobStatuses(app: FastifyInstance, state: ZendeskState, jobs: Jobs): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/job_statuses/show_many',
    answer: (call) => {
      const found = (call.query['ids'] ?? '').split(',').map((id) => jobs.get(id))
      const known = found.filter((job) => job !== undefined)
      return pageOf(state, call, {
        name: 'job_statuses',
        items: known,
        idOf: ({ id }) => id,
        render: (job) => jobPayload(state, job),
      })
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/job_statuses/:id',
    answer: ({ params }) => {
      const job = jobs.get(params['id'] ?? '')
      if (!job) throw notFound()
      return { job_status: jobPayload(state, job) }
    },
  })
}

/** One change for many tickets (`ids` in the query), or a change for each. */
function updatesOf(state: ZendeskState, call: Call): (() => object)[] {
  const shared = call.body['ticket'] as Json | undefined
  if (shared) return idsOf(call).map((id) => () => updateOne(state, call, { id, json: shared }))
  const many = call.body['tickets'] as (Json & { id?: number })[] | undefined
  if (!many) throw badRequest('BadRequest', 'Parameter ticket or tickets is required')
  return many.map((json) => () => updateOne(state, call, { id: json.id ?? 0, json }))
}

function updateOne(
  state: ZendeskState,
  { actor }: Call,
  { id, json }: { id: number; json: Json },
): object {
  const ticket = existing(state, id)
  state.limits.countTouch(actor.id, id)
  const input = readTicketInput(state, json)
  updateTicket(state, ticket, input, { actor, via: viaOf('api') })
  return { id, action: 'update', success: true, status: 'Updated' }
}

function merge(state: ZendeskState, call: Call): object {
  const { body, actor } = call
  const target = existing(state, idOf(call))
  const sources = (body['ids'] as number[]).map((id) => existing(state, id))
  const names = sources.map(({ id }) => `#${id}`).join(', ')
  mergeTickets(
    state,
    { target, sources, actor },
    {
      target: textIn(body, 'target_comment', `Merged from ${names}.`),
      source: textIn(body, 'source_comment', `Merged into #${target.id}.`),
      targetIsPublic: body['target_comment_is_public'] === true,
      sourceIsPublic: body['source_comment_is_public'] === true,
    },
  )
  return { id: target.id, action: 'merge', success: true, status: 'Merged' }
}

function existing(state: ZendeskState, id: number): Ticket {
  const ticket = state.tickets.get(id)
  if (ticket) return ticket
  throw recordInvalid('id', { description: `Ticket ${id}: not found`, error: 'RecordNotFound' })
}

function jobPayload(state: ZendeskState, job: Job): object {
  const isDone = job.status === 'completed'
  return {
    id: job.id,
    job_type: job.type,
    url: `${state.baseUrl()}/api/v2/job_statuses/${job.id}.json`,
    total: job.total,
    progress: isDone ? job.total : null,
    status: job.status,
    message: isDone ? 'Completed' : null,
    results: isDone ? job.results : null,
  }
}
