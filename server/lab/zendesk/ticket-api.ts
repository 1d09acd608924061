import type { FastifyInstance } from 'fastify'
import { auditPayload } from './comment-payload.ts'
import { addEndpoint, idOf, idsOf, type Call } from './door.ts'
import { createIdempotencyKeys, type IdempotencyKeys } from './idempotency.ts'
import { isoTime } from './iso-time.ts'
import { pageOf } from './paging.ts'
import type { Ticket } from './records.ts'
import { badRequest, notFound, recordInvalid, ZendeskRefusal } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { deleteTicket } from './ticket-endings.ts'
import { readTicketInput, type Json, type TicketInput } from './ticket-input.ts'
import { ticketPayload } from './ticket-payload.ts'
import { createTicket, refuseClosed, updateTicket, viaOf } from './ticket-writer.ts'
import { userPayload } from './user-payload.ts'

const KEY_CHARS = 255

export function addTicketEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const keys = createIdempotencyKeys(state.world)
  addEndpoint(app, state, {
    method: 'POST',
    path: '/tickets',
    body: 'ticketCreate',
    answer: (call) => create(state, keys, call),
  })
  addEndpoint(app, state, {
    method: 'PUT',
    path: '/tickets/:id',
    body: 'ticketUpdate',
    answer: (call) => update(state, call),
  })
  addEndpoint(app, state, {
    method: 'DELETE',
    path: '/tickets/:id',
    answer: (call) => {
      deleteTicket(state, ticketOf(state, call), call.actor)
      return void call.reply.code(204)
    },
  })
  addTicketReads(app, state)
  addTagEndpoints(app, state)
}

function create(state: ZendeskState, keys: IdempotencyKeys, { body, actor, request, reply }: Call) {
  const key = request.headers['idempotency-key']
  if (typeof key === 'string') {
    if (key === '' || key.length > KEY_CHARS) {
      throw badRequest('IdempotentRequestError', 'The idempotency key is not valid')
    }
    const first = keys.find(key, body)
    reply.header('x-idempotency-lookup', first ? 'hit' : 'miss')
    if (first) return reply.code(201).header('location', first.location).send(first.body)
  }
  const { ticket, audit } = createFrom(state, body['ticket'] as Json, { actor, channel: 'api' })
  const answer = {
    location: `${state.baseUrl()}/api/v2/tickets/${ticket.id}.json`,
    body: { ticket: ticketPayload(state, ticket), audit: auditPayload(state, ticket, audit) },
  }
  if (typeof key === 'string') keys.keep(key, body, answer)
  return reply.code(201).header('location', answer.location).send(answer.body)
}

export function createFrom(
  state: ZendeskState,
  json: Json,
  { actor, channel }: { actor: Call['actor']; channel: string },
): ReturnType<typeof createTicket> {
  const input = readTicketInput(state, json)
  const { comment } = input
  if (!comment) throw recordInvalid('comment', { description: 'Description: cannot be blank' })
  return createTicket(state, { ...input, comment }, { actor, via: viaOf(channel) })
}

function update(state: ZendeskState, call: Call): object {
  const ticket = ticketOf(state, call)
  call.reply.headers(state.limits.countUpdate(call.actor.id, ticket.id))
  const json = call.body['ticket'] as Json
  checkStamp(ticket, json)
  refuseClosed(ticket)
  const input = readTicketInput(state, json)
  const audit = updateTicket(state, ticket, input, { actor: call.actor, via: viaOf('api') })
  return { ticket: ticketPayload(state, ticket), audit: auditPayload(state, ticket, audit) }
}

/** Stamps have whole seconds: a change within the same second goes unnoticed, here as there. */
function checkStamp(ticket: Ticket, json: Json): void {
  if (json['safe_update'] !== true) return
  const stamp = json['updated_stamp']
  if (typeof stamp !== 'string') {
    throw recordInvalid('updated_stamp', { description: 'Updated stamp: cannot be blank' })
  }
  if (isoTime(Date.parse(stamp)) === isoTime(ticket.updatedAt)) return
  throw new ZendeskRefusal(409, {
    error: 'UpdateConflict',
    description:
      'Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.',
  })
}

function addTicketReads(app: FastifyInstance, state: ZendeskState): void {
  const render = (ticket: Ticket): object => ticketPayload(state, ticket)
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets/show_many',
    answer: (call) => {
      const tickets = idsOf(call)
        .map((id) => state.tickets.get(id))
        .filter((ticket) => ticket !== undefined)
      return { tickets: tickets.map(render), count: tickets.length }
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets/:id',
    answer: (call) => {
      const ticket = ticketOf(state, call)
      const include = (call.query['include'] ?? '').split(',')
      return {
        ticket: render(ticket),
        ...(include.includes('users') ? { users: peopleOn(state, ticket) } : {}),
      }
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets',
    answer: (call) => {
      const externalId = call.query['external_id']
      const items =
        externalId === undefined ? [...state.tickets.all()] : state.tickets.byExternalId(externalId)
      return pageOf(state, call, { name: 'tickets', items, idOf: ({ id }) => id, render })
    },
  })
}

function peopleOn(state: ZendeskState, ticket: Ticket): object[] {
  const ids = new Set([ticket.requesterId, ticket.submitterId, ticket.assigneeId])
  return [...ids]
    .map((id) => (id === null ? undefined : state.people.get(id)))
    .filter((user) => user !== undefined)
    .map((user) => userPayload(state, user))
}

function addTagEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const path = '/tickets/:id/tags'
  const change = (call: Call, name: 'tags' | 'addTags' | 'removeTags'): object => {
    const ticket = ticketOf(state, call)
    const input: TicketInput = { [name]: call.body['tags'] as string[] }
    checkStamp(ticket, call.body)
    updateTicket(state, ticket, input, { actor: call.actor, via: viaOf('api') })
    return { tags: ticket.tags }
  }
  addEndpoint(app, state, {
    method: 'GET',
    path,
    answer: (call) => ({ tags: ticketOf(state, call).tags }),
  })
  addEndpoint(app, state, {
    method: 'PUT',
    path,
    body: 'tags',
    answer: (call) => change(call, 'addTags'),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path,
    body: 'tags',
    answer: (call) => call.reply.code(201).send(change(call, 'tags')),
  })
  addEndpoint(app, state, {
    method: 'DELETE',
    path,
    body: 'tags',
    answer: (call) => {
      change(call, 'removeTags')
      return void call.reply.code(204)
    },
  })
}

export function ticketOf(state: ZendeskState, call: Call): Ticket {
  const ticket = state.tickets.get(idOf(call))
  if (!ticket) throw notFound()
  return ticket
}
