import type { FastifyInstance } from 'fastify'
import { auditPayload, listedComment } from './comment-payload.ts'
import { addEndpoint, type Call } from './door.ts'
import { pageOf } from './paging.ts'
import { badRequest, notFound } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { ticketOf } from './ticket-api.ts'
import { userPayload } from './user-payload.ts'

export function addCommentEndpoints(app: FastifyInstance, state: ZendeskState): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets/:id/comments',
    answer: (call) => {
      const ticket = ticketOf(state, call)
      const page = pageOf(state, call, {
        name: 'comments',
        items: isNewestFirst(call) ? ticket.comments.toReversed() : ticket.comments,
        idOf: ({ id }) => id,
        render: (comment) => listedComment(state, ticket, comment),
      })
      if (!(call.query['include'] ?? '').split(',').includes('users')) return page
      const authors = new Set(ticket.comments.map(({ authorId }) => authorId))
      const users = [...authors]
        .map((id) => state.people.get(id))
        .filter((user) => user !== undefined)
      return { ...page, users: users.map((user) => userPayload(state, user)) }
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets/:id/audits',
    answer: (call) => {
      const ticket = ticketOf(state, call)
      return pageOf(state, call, {
        name: 'audits',
        items: isNewestFirst(call) ? ticket.audits.toReversed() : ticket.audits,
        idOf: ({ id }) => id,
        render: (audit) => auditPayload(state, ticket, audit),
      })
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/tickets/:id/audits/:audit',
    answer: (call) => {
      const ticket = ticketOf(state, call)
      const audit = ticket.audits.find(({ id }) => String(id) === call.params['audit'])
      if (!audit) throw notFound()
      return { audit: auditPayload(state, ticket, audit) }
    },
  })
}

function isNewestFirst({ query }: Call): boolean {
  const { sort, sort_order: order } = query
  if (sort !== undefined && !['created_at', '-created_at'].includes(sort)) {
    throw badRequest('InvalidPaginationParameter', 'sort is not valid')
  }
  return sort === '-created_at' || order === 'desc'
}
