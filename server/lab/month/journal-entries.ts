import type { JournalEntry } from '../../core/journal.ts'
import type { MonthEvent } from './month-events.ts'

interface Where {
  readonly account: string
  readonly channel: string
  readonly customer: string
  readonly ticket: string
}

export interface JournalNames {
  readonly conversations: Map<string, Where>
  /** By customer. */
  readonly accounts: Map<string, string>
  readonly conversationOfItem: Map<string, string>
  readonly agentIds: Readonly<Record<string, string>>
}

type Detail = NonNullable<JournalEntry['detail']>
type EventOf<T extends MonthEvent['type']> = Extract<MonthEvent, { readonly type: T }>
type Told = Extract<MonthEvent, { readonly conversation: string }>
/** Where a conversation stands in the journal so far. */
interface Standing {
  isFiled: boolean
  /** What it was last said to be about, since the last solve. */
  matter?: string | undefined
  /** The reply that was last on its way. */
  reply?: string
}

/** Turns one event after the other into what the relay writes down of it. */
export function journalEntries(names: JournalNames): (event: MonthEvent) => JournalEntry[] {
  const standings = new Map<string, Standing>()
  const standingOf = (conversation: string): Standing => {
    const standing = standings.get(conversation) ?? { isFiled: false }
    standings.set(conversation, standing)
    return standing
  }
  return (event) => {
    if ('sameAs' in event) return linkEntries(names, event)
    if (event.type === 'deleted') return deletedEntries(names, event)
    const where = names.conversations.get(event.conversation)
    return where
      ? toldEntries({ names, where, standing: standingOf(event.conversation) }, event)
      : []
  }
}

interface Scope {
  readonly names: JournalNames
  readonly where: Where
  readonly standing: Standing
}

function toldEntries(scope: Scope, event: Told): JournalEntry[] {
  const { where, standing } = scope
  switch (event.type) {
    case 'received':
      return event.kind === 'echo' ? [] : receivedEntries(scope, event)
    case 'acked': {
      const { account, channel, customer } = where
      return [{ type: 'acknowledged', at: Date.parse(event.at), account, channel, customer }]
    }
    case 'replied':
      return event.by === 'human' && event.public ? replyEntries(scope, event) : []
    case 'failed':
      return [{ ...about(scope, event, 'send_failed'), ...onItsWay(standing), detail: FOR_GOOD }]
    case 'classified':
      return [matterEntry(scope, event)]
    case 'listened':
      return [{ ...about(scope, event, 'disposition'), detail: { value: 'R1' } }]
    case 'reached_out':
      return [{ ...about(scope, event, 'disposition'), detail: { value: 'R3' } }]
    case 'solved':
      standing.matter = undefined
      return [ticketEntry(scope, event, event.mode === undefined ? {} : { mode: event.mode })]
    case 'transferred':
      return [ticketEntry(scope, event, { from: event.fromGroup, to: event.toGroup }, 'group')]
    case 'assigned':
      return [ticketEntry(scope, event, { to: agentOf(scope, event) ?? '' }, 'assignee')]
    case 'rated':
      return [ticketEntry(scope, event, { score: event.score })]
    default:
      return [ticketEntry(scope, event, {})]
  }
}

const FOR_GOOD: Detail = { final: true, code: 'channel.unavailable' }
const onItsWay = ({ reply }: Standing): Pick<JournalEntry, 'reply'> =>
  reply === undefined ? {} : { reply }

function agentOf({ names }: Scope, { agent }: Told): string | undefined {
  return agent === undefined ? undefined : (names.agentIds[agent] ?? agent)
}

function about(scope: Scope, event: Told, type: JournalEntry['type']): JournalEntry {
  const { account, channel, customer } = scope.where
  const agent = agentOf(scope, event)
  return {
    type,
    at: Date.parse(event.at),
    account,
    channel,
    conversation: event.conversation,
    customer,
    ...(agent !== undefined && { agent }),
  }
}

/** What the helpdesk tells of the ticket. */
function ticketEntry(
  scope: Scope,
  event: Told,
  detail: Detail,
  name: string = event.type,
): JournalEntry {
  const { customer: _, ...entry } = about(scope, event, 'ticket_event')
  const { ticket } = scope.where
  return { ...entry, platformAt: entry.at, ticket, detail: { ...detail, name } }
}

const UNHEARD: Pick<EventOf<'classified'>, 'polarity' | 'anger'> = {}

/** What it is about, and how it was said where somebody has listened for that. */
function matterEntry(scope: Scope, event: EventOf<'classified' | 'received'>): JournalEntry {
  const { category = '', issue } = event
  const { polarity, anger } = event.type === 'classified' ? event : UNHEARD
  scope.standing.matter = `${category}/${issue ?? ''}`
  return {
    ...about(scope, event, 'case_typed'),
    at: Date.parse(event.type === 'received' ? event.enteredAt : event.at),
    ticket: scope.where.ticket,
    detail: {
      type: category,
      ...(issue !== undefined && { issue }),
      ...(polarity && { polarity }),
      ...(anger !== undefined && { anger }),
    },
  }
}

function receivedEntries(scope: Scope, event: EventOf<'received'>): JournalEntry[] {
  const { standing, where } = scope
  const { kind, platformId, mention, id = '', province, city, tier, category, issue } = event
  const isAgain = id.endsWith('-b')
  const at = Date.parse(event.enteredAt)
  const isPublic = where.channel === 'weibo' && event.conversation.endsWith('p')
  const entry: JournalEntry = {
    ...about(scope, event, isAgain ? 'duplicate' : 'received'),
    at,
    platformAt: Date.parse(event.at),
    message: `m-${platformId}`,
    detail: {
      kind: 'message',
      platformKind: isPublic ? 'status' : 'text',
      visibility: isPublic ? 'public' : 'private',
      answerable: kind === 'demand',
      platformId,
      ...(mention && { mention }),
      ...(province !== undefined && { province }),
      ...(city !== undefined && { city }),
      ...(tier !== undefined && { tier }),
    },
  }
  if (isAgain) return [entry]
  const filed = standing.isFiled ? [] : filedEntries(scope, event)
  const isNew = kind === 'demand' && standing.matter !== `${category ?? ''}/${issue ?? ''}`
  return [entry, ...filed, ...(isNew ? [matterEntry(scope, event)] : [])]
}

/** The first item makes the ticket, which lies in a group from the start. */
function filedEntries(scope: Scope, event: EventOf<'received'>): JournalEntry[] {
  scope.standing.isFiled = true
  const at = Date.parse(event.enteredAt)
  const filed: JournalEntry = { ...about(scope, event, 'filed'), at, ticket: scope.where.ticket }
  if (event.group === undefined) return [filed]
  const group = ticketEntry(scope, event, { to: event.group }, 'group')
  return [filed, { ...group, at, platformAt: at }]
}

function replyEntries(scope: Scope, event: EventOf<'replied'>): JournalEntry[] {
  const reply = event.id ?? `${event.conversation}-r${event.at}`
  scope.standing.reply = reply
  const written = Date.parse(event.at)
  const read = { ...about(scope, event, 'reply_read'), reply, platformAt: written }
  const sending = { ...about(scope, event, 'sending'), reply }
  if (event.deliveredAt === undefined) return [read, sending]
  const at = Date.parse(event.deliveredAt)
  return [read, sending, { ...about(scope, event, 'sent'), at, platformAt: at, reply }]
}

function deletedEntries(names: JournalNames, event: EventOf<'deleted'>): JournalEntry[] {
  const { platformId } = event
  const conversation = names.conversationOfItem.get(platformId)
  const where = conversation === undefined ? undefined : names.conversations.get(conversation)
  if (conversation === undefined || !where) return []
  const { account, channel, customer } = where
  const at = Date.parse(event.at)
  const told = {
    type: 'event',
    at,
    platformAt: at,
    account,
    channel,
    conversation,
    customer,
  } as const
  const detail = { kind: 'withdrawal', platformKind: 'withdrawn', event: 'withdrawn', platformId }
  return [{ ...told, detail: { ...detail, visibility: 'public', answerable: false } }]
}

function linkEntries(names: JournalNames, event: EventOf<'linked' | 'unlinked'>): JournalEntry[] {
  const { customer, sameAs } = event
  const at = Date.parse(event.at)
  const isLink = event.type === 'linked'
  const act = `act-${customer}-${isLink ? 'link' : 'unlink'}`
  const sides = (isLink ? [sameAs, customer] : [customer]).map((side) => ({
    account: names.accounts.get(side),
    customer: side,
  }))
  // Who has not been heard from yet stands nowhere to be linked.
  if (sides.some(({ account }) => account === undefined)) return []
  return sides.map(({ account = '', customer: side }) => ({
    type: isLink ? ('person_linked' as const) : ('person_unlinked' as const),
    at,
    account,
    customer: side,
    detail: isLink ? { act, how: 'agent', person: `person-${customer}` } : { act },
  }))
}
