import type { JournalEntry } from '../../core/journal.ts'
import { journalEntries, type JournalNames } from './journal-entries.ts'
import type { Month } from './month.ts'
import type { MonthEvent } from './month-events.ts'

export interface MonthJournalOptions {
  /** Zendesk's id of each agent by name; without it an agent goes by name. */
  readonly agentIds?: Readonly<Record<string, string>>
  /** The first of the tickets, one to each conversation; far above what the desk hands out. */
  readonly firstTicket?: number
}

const FIRST_TICKET = 5_000_001

/**
 * The month as the relay would have written it down, in the order of its journal: a past for a store that
 * has none. What a journal has no word for is left out: the bot's answers, notes, our own words coming
 * back; and spam stands there as what asks for nothing.
 */
export function monthJournal(
  { events }: Pick<Month, 'events'>,
  { agentIds = {}, firstTicket = FIRST_TICKET }: MonthJournalOptions = {},
): readonly JournalEntry[] {
  const once = eachOnce(events)
  const entriesOf = journalEntries(namesIn(once, agentIds, firstTicket))
  const entries = once.flatMap((event) => entriesOf(event))
  // Stable: what was told at the same moment stays in the order in which it was told.
  return entries.sort((a, b) => a.at - b.at)
}

function eachOnce(events: readonly MonthEvent[]): readonly MonthEvent[] {
  return [...new Map(events.map((event) => [JSON.stringify(event), event])).values()]
}

/** Who and what stands behind the names that events refer to one another by. */
function namesIn(
  events: readonly MonthEvent[],
  agentIds: Readonly<Record<string, string>>,
  firstTicket: number,
): JournalNames {
  const names: Omit<JournalNames, 'agentIds'> = {
    conversations: new Map(),
    accounts: new Map(),
    conversationOfItem: new Map(),
  }
  for (const event of events) {
    if (event.type !== 'received' || event.kind === 'echo') continue
    const { account = '', channel, customer, conversation, platformId } = event
    names.conversationOfItem.set(platformId, conversation)
    names.accounts.set(customer, account)
    if (names.conversations.has(conversation)) continue
    const ticket = String(firstTicket + names.conversations.size)
    names.conversations.set(conversation, { account, channel, customer, ticket })
  }
  return { ...names, agentIds }
}
