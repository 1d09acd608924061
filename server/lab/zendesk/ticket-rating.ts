import type { Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'
import { factsOf } from './ticket-facts.ts'
import { announce, viaOf } from './ticket-writer.ts'

export interface RatingInput {
  /** `offered`: the account's automation sent the survey. */
  score: 'good' | 'bad' | 'offered'
  comment: string
}

/** Whose doing it is when no person did it, in audits and events. */
export const SYSTEM = -1

/** The customer answers the satisfaction survey, or the account asks them to. */
export function rateTicket(state: ZendeskState, ticket: Ticket, input: RatingInput): void {
  const requester = state.people.get(ticket.requesterId)
  if (!requester) return
  const now = state.world.now()
  const before = factsOf(ticket)
  const previous = ticket.rating?.score ?? 'unoffered'
  const isOffer = input.score === 'offered'
  ticket.rating = { ...input, at: now }
  const change = { type: 'Change', field_name: 'satisfaction_score' }
  const audit = {
    id: state.ids.record(),
    ticketId: ticket.id,
    authorId: isOffer ? SYSTEM : requester.id,
    createdAt: now,
    via: viaOf(isOffer ? 'rule' : 'web'),
    custom: {},
    events: [{ id: state.ids.record(), ...change, value: input.score, previous_value: previous }],
  }
  ticket.audits.push(audit)
  ticket.updatedAt = now
  state.tickets.changed(ticket, before)
  announce(state, {
    ticket,
    isNew: false,
    before,
    audit,
    actor: requester,
    isByRule: isOffer,
    rating: { current: input.score, previous },
  })
}
