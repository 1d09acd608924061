import { createChangeLog, type ChangeLog } from './change-log.ts'
import type { Ticket, TicketFacts } from './records.ts'
import { normalizeExternalId, type TicketIndex } from './ticket-index.ts'

export interface TicketShelf extends Omit<ChangeLog, 'note'> {
  /** Deleted tickets are not found. */
  get(id: number): Ticket | undefined
  add(ticket: Ticket): void
  /** After a change: moves the ticket in every index and to the end of the change log. */
  changed(ticket: Ticket, before: TicketFacts): void
  remove(ticket: Ticket): void
  size(): number
  all(): Iterable<Ticket>
  byExternalId(externalId: string): Ticket[]
  /** The ids that carry a tag, or have a status; for counting and for narrowing down. */
  withTag(tag: string): ReadonlySet<number>
  withStatus(status: string): ReadonlySet<number>
}

const NOBODY: ReadonlySet<number> = new Set()

export function createTicketShelf(index: TicketIndex, now: () => number): TicketShelf {
  const tickets = new Map<number, Ticket>()
  const log = createChangeLog(now, (id) => tickets.get(id))
  return {
    newestFirst: () => log.newestFirst(),
    since: (position) => log.since(position),
    positionAt: (at) => log.positionAt(at),
    get: (id) => tickets.get(id),
    add(ticket) {
      tickets.set(ticket.id, ticket)
      index.enter(ticket.id, ticket)
      log.note(ticket)
    },
    changed(ticket, before) {
      index.leave(ticket.id, before)
      index.enter(ticket.id, ticket)
      log.note(ticket)
    },
    remove(ticket) {
      tickets.delete(ticket.id)
      index.leave(ticket.id, ticket)
    },
    size: () => tickets.size,
    all: () => tickets.values(),
    byExternalId: (externalId) =>
      [...(index.byExternalId.get(normalizeExternalId(externalId)) ?? NOBODY)]
        .map((id) => tickets.get(id))
        .filter((ticket) => ticket !== undefined),
    withTag: (tag) => index.byTag.get(tag) ?? NOBODY,
    withStatus: (status) => index.byStatus.get(status) ?? NOBODY,
  }
}
