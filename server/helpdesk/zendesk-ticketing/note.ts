import { isRelayError } from '../../core/error.ts'
import type { TicketNote } from '../../core/helpdesk.ts'
import type { Adapter } from './adapter.ts'
import { markOf } from './filing-body.ts'
import { mergedInto } from './merged.ts'
import { hasMark } from './read-back.ts'
import { readTicket, type ReadTicket } from './ticket.ts'
import { spendUpdate } from './update.ts'

const maxConflicts = 4
const maxHops = 4

function tagsAfter(
  ticket: ReadTicket,
  { addTags = [], removeTags = [] }: TicketNote,
): readonly string[] {
  return [...new Set([...ticket.tags.filter((tag) => !removeTags.includes(tag)), ...addTags])]
}

function changes(note: TicketNote, ticket: ReadTicket, isLastTry: boolean) {
  const tags = tagsAfter(ticket, note)
  const hasNewTags =
    tags.length !== ticket.tags.length || tags.some((tag) => !ticket.tags.includes(tag))
  const guard =
    isLastTry || ticket.updatedAt === ''
      ? {}
      : { safe_update: true, updated_stamp: ticket.updatedAt }
  return {
    comment: { body: note.text, public: false },
    // An agent has answered, so a ticket still marked new is open as well.
    ...(note.setOpen && ticket.status !== 'open' && { status: 'open' }),
    // Tags are replaced as a whole, which the stamp makes safe.
    ...(hasNewTags && { tags }),
    ...guard,
    metadata: markOf(note.id),
  }
}

async function write(adapter: Adapter, note: TicketNote, id: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const ticket = await readTicket(adapter.api, id, true)
    try {
      await adapter.api.call(`/api/v2/tickets/${id}`, {
        method: 'PUT',
        json: { ticket: changes(note, ticket, tries === maxConflicts) },
        isUrgent: true,
      })
      return
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.conflict') || tries === maxConflicts) throw error
    }
  }
}

/**
 * Note, tags and status in one update, so that no trigger ever sees half of it. On a ticket that was
 * merged it goes where the conversation went.
 */
export async function writeNote(adapter: Adapter, note: TicketNote): Promise<void> {
  let { id } = note.ticket
  for (let hops = 0; ; hops++) {
    if (note.isRetry && (await hasMark(adapter.api, id, note.id))) return
    await spendUpdate(adapter, id)
    try {
      await write(adapter, note, id)
      return
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.closed') || hops >= maxHops) throw error
      const target = await mergedInto(adapter.api, await readTicket(adapter.api, id, true))
      if (target === undefined) throw error
      id = target
    }
  }
}
