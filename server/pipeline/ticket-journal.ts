import type { TicketEvent } from '../core/helpdesk.ts'
import type { JournalEntry } from '../core/journal.ts'
import type { ConversationRow, OnceEntry } from '../core/store/inbox.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

/** `told` by a webhook, `read` in the helpdesk's history afterwards. They share no id. */
export type Telling = 'told' | 'read'

/** A change that one source tells is looked for in the other within this of its time, at most within twice this. */
const slotMs = 5_000
/** Longer than the history is ever read back. */
const keptForMs = 90 * 24 * 3_600_000

/** A ticket's conversation; after a merge there are several, and the one written in last stands for it. */
function newestOf(conversations: readonly ConversationRow[]): ConversationRow | undefined {
  return [...conversations].sort((a, b) => b.lastInboundAt - a.lastInboundAt)[0]
}

function entryOf(event: TicketEvent, now: number, of: ConversationRow | undefined): JournalEntry {
  const { ticket, name, at, agent, detail } = event
  return {
    type: 'ticket_event',
    at: now,
    platformAt: at,
    ticket: ticket.id,
    ...(of && { conversation: of.id, account: of.account, channel: of.channel }),
    ...(agent !== undefined && { agent }),
    detail: { ...detail, name },
  }
}

/** What a source calls the change: by its content, and the slot its time falls into or one beside it. */
function slotsOf({ ticket, name, at, detail }: TicketEvent, source: Telling): readonly string[] {
  const what = [source, ticket.id, name, detail.to ?? detail.target ?? detail.score ?? ''].join(':')
  const slot = Math.floor(at / slotMs)
  return [slot, slot - 1, slot + 1].map((n) => `${what}@${n}`)
}

function onceOf(event: TicketEvent, entry: JournalEntry, telling: Telling): OnceEntry {
  const [mark = ''] = slotsOf(event, telling)
  return {
    entry,
    key: event.id === undefined ? `${mark}/${event.at}` : `${telling}:${event.id}`,
    mark,
    unless: slotsOf(event, telling === 'told' ? 'read' : 'told'),
  }
}

/**
 * Notes what happened to our tickets, each once, whoever tells of it first and however often. Tickets of
 * other channels, of which the helpdesk tells as well, are left out. Answers what was new.
 */
export async function noteTicketEvents(
  { store, clock }: Pick<Runtime, 'store' | 'clock'>,
  tenant: Pick<TenantRuntime, 'id'>,
  events: readonly TicketEvent[],
  telling: Telling,
): Promise<readonly TicketEvent[]> {
  const items: OnceEntry[] = []
  const ours: TicketEvent[] = []
  const known = new Map<string, ConversationRow | undefined>()
  for (const event of events) {
    const { id } = event.ticket
    if (!known.has(id))
      known.set(id, newestOf(await store.inbox.conversationByTicket(tenant.id, event.ticket)))
    const conversation = known.get(id)
    // One that bears the relay's mark may be so new that its filing is not noted yet.
    const isOurs = conversation !== undefined || (telling === 'told' && event.isOurs !== false)
    if (!isOurs) continue
    ours.push(event)
    items.push(onceOf(event, entryOf(event, clock.now(), conversation), telling))
  }
  if (items.length === 0) return []
  const isNew = await store.journal.appendOnce(tenant.id, items, keptForMs)
  return ours.filter((_, i) => isNew[i])
}
