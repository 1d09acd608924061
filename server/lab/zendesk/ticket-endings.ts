import type { Ticket, User } from './records.ts'
import { recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { factsOf } from './ticket-facts.ts'
import { announce, record, refuseClosed, updateTicket, viaOf } from './ticket-writer.ts'

export function deleteTicket(state: ZendeskState, ticket: Ticket, actor: User): void {
  ticket.isDeleted = true
  ticket.updatedAt = state.world.now()
  state.tickets.remove(ticket)
  record(state, 'ticket.deleted', ticket, { actor: actor.id })
  const audit = ticket.audits.at(-1)
  if (!audit) return
  const before = factsOf(ticket)
  announce(state, { ticket, isNew: false, before, audit, actor, isByRule: true, isDeletion: true })
}

export interface MergeWords {
  target: string
  source: string
  targetIsPublic: boolean
  sourceIsPublic: boolean
}

/** Closes the sources for good; their story goes on in the target. */
export function mergeTickets(
  state: ZendeskState,
  { target, sources, actor }: { target: Ticket; sources: readonly Ticket[]; actor: User },
  words: MergeWords,
): void {
  refuseClosed(target)
  for (const source of sources) {
    refuseClosed(source)
    if (source === target) throw recordInvalid('ids', { description: 'Ids: is the target itself' })
  }
  for (const source of sources) closeInto(state, { target, source, actor }, words)
  const from = { ticket_ids: sources.map(({ id }) => id) }
  updateTicket(
    state,
    target,
    { comment: { body: words.target, isPublic: words.targetIsPublic, uploads: [] } },
    { actor, via: { channel: 'web', source: { from, to: {}, rel: 'merge' } } },
  )
}

function closeInto(
  state: ZendeskState,
  { target, source, actor }: { target: Ticket; source: Ticket; actor: User },
  words: MergeWords,
): void {
  const to = { ticket_id: target.id, subject: target.subject }
  const before = factsOf(source)
  const audit = updateTicket(
    state,
    source,
    {
      status: 'closed',
      addTags: ['closed_by_merge'],
      comment: { body: words.source, isPublic: words.sourceIsPublic, uploads: [] },
    },
    { actor, via: { ...viaOf('web'), source: { from: {}, to, rel: 'merge' } } },
  )
  record(state, 'ticket.merged', source, { into: target.id, actor: actor.id })
  announce(state, {
    ticket: source,
    isNew: false,
    before,
    audit,
    actor,
    isByRule: true,
    mergedInto: target.id,
  })
}
