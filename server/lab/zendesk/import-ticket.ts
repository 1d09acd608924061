import type { Status, Ticket, User } from './records.ts'
import { recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { factsOf } from './ticket-facts.ts'
import { readTicketInput, type Json } from './ticket-input.ts'
import { createTicket, updateTicket, viaOf } from './ticket-writer.ts'

/** History from elsewhere: keeps its own times, and no rule answers to it. */
export function importTicket(
  state: ZendeskState,
  json: Json,
  { actor, isArchived }: { actor: User; isArchived: boolean },
): Ticket {
  const { comments, description, created_at: createdAt, status, ...rest } = json
  const listed = (comments ?? []) as Json[]
  const [first, ...later] = listed.length > 0 ? listed : [{ body: description }]
  if (!first) throw recordInvalid('comments', { description: 'Comments: cannot be blank' })
  const input = readTicketInput(state, { ...rest, comment: readable(first) })
  if (!input.comment) throw recordInvalid('comments', { description: 'Comments: cannot be blank' })
  const act = { actor, via: viaOf('api'), isByRule: true }
  const { ticket } = silently(state, () =>
    createTicket(
      state,
      { ...input, comment: input.comment ?? { body: '', isPublic: true, uploads: [] } },
      act,
    ),
  )
  silently(state, () => {
    for (const comment of later) {
      updateTicket(state, ticket, readTicketInput(state, { comment: readable(comment) }), act)
    }
  })
  listed.forEach((comment, index) => {
    const written = ticket.comments[index]
    if (written) written.createdAt = timeOf(comment['created_at']) ?? written.createdAt
  })
  const before = factsOf(ticket)
  ticket.createdAt = timeOf(createdAt) ?? ticket.createdAt
  ticket.updatedAt = timeOf(json['updated_at']) ?? ticket.updatedAt
  ticket.times.solvedAt = timeOf(json['solved_at']) ?? null
  if (typeof status === 'string') ticket.status = status as Status
  if (isArchived) ticket.status = 'closed'
  state.tickets.changed(ticket, before)
  return ticket
}

function readable({ value, created_at: _at, ...comment }: Json): Json {
  return { ...comment, body: comment['body'] ?? value }
}

function timeOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** Triggers and webhooks do not hear of imports. */
function silently<T>(state: ZendeskState, act: () => T): T {
  const listeners = state.listeners.splice(0)
  try {
    return act()
  } finally {
    state.listeners.push(...listeners)
  }
}
