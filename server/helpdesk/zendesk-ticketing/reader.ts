import type { HelpdeskReader } from '../../core/helpdesk.ts'
import type { Adapter } from './adapter.ts'
import { createPeople, createRepliesAfter } from './comments.ts'
import { download } from './download.ts'
import { knowledge } from './knowledge.ts'
import { mergedInto } from './merged.ts'
import { readPerson } from './person.ts'
import { prepare } from './prepare.ts'
import { probe } from './probe.ts'
import { readTicket } from './ticket.ts'
import { readFigures } from './ticket-figures.ts'
import { createTicketHistory } from './ticket-history.ts'
import { touchedSince } from './touched-net.ts'

export function ticketingReader(adapter: Adapter): HelpdeskReader {
  const people = createPeople(adapter)
  return {
    repliesAfter: createRepliesAfter(adapter, people),
    async state(ticket) {
      const read = await readTicket(adapter.api, ticket.id, true)
      const target = read.status === 'closed' ? await mergedInto(adapter.api, read) : undefined
      return {
        ticket,
        status: read.status,
        tags: read.tags,
        ...(target !== undefined && { mergedInto: { id: target } }),
      }
    },
    knowledge: knowledge(adapter.api),
    person: (id) => readPerson(adapter, id),
    touchedSince: (cursor) => touchedSince(adapter, cursor),
    ticketHistory: createTicketHistory(adapter, people),
    figures: (ticket) => readFigures(adapter, ticket),
    attachment: (ref) => download(adapter, ref),
    prepare: () => prepare(adapter),
    probe: () => probe(adapter),
  }
}
