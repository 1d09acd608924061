import { isoTime } from './iso-time.ts'
import type { Ticket, User } from './records.ts'
import { badRequest } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { ticketPayload } from './ticket-payload.ts'
import { userPayload } from './user-payload.ts'

interface Term {
  name: string
  operator: ':' | '<' | '>' | '<=' | '>='
  value: string
  isNot: boolean
}

const ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed']
const TERM = /(-?)(?:([a-z_]+)(<=|>=|:|<|>))?("[^"]*"|\S+)/gi

/** The query language, as far as integrations use it. */
export function search(
  state: ZendeskState,
  query: string,
  order: { by?: string; isDescending: boolean },
): object[] {
  const terms = readTerms(query)
  const type = terms.find(({ name }) => name === 'type')?.value
  const rest = terms.filter(({ name }) => name !== 'type')
  if (type === 'user') return findUsers(state, rest)
  if (type !== undefined && type !== 'ticket') return []
  return sorted(findTickets(state, rest), order).map((ticket) => ({
    ...ticketPayload(state, ticket),
    result_type: 'ticket',
  }))
}

function readTerms(query: string): Term[] {
  return [...query.matchAll(TERM)].map(([, not, name, operator, value = '']) => ({
    name: name ?? 'text',
    operator: (operator ?? ':') as Term['operator'],
    value: value.replace(/^"|"$/g, ''),
    isNot: not === '-',
  }))
}

/** The index lags behind: what has just changed is not found yet. */
function findTickets(state: ZendeskState, terms: readonly Term[]): Ticket[] {
  const indexedUntil = state.world.now() - state.settings.searchLagMs
  const externalId = terms.find(({ name, isNot }) => name === 'external_id' && !isNot)
  const candidates = externalId
    ? state.tickets.byExternalId(externalId.value)
    : [...state.tickets.all()]
  return candidates.filter(
    (ticket) =>
      ticket.updatedAt <= indexedUntil &&
      terms.every((term) => matchesTicket(state, ticket, term) !== term.isNot),
  )
}

function matchesTicket(state: ZendeskState, ticket: Ticket, term: Term): boolean {
  const { name, value, operator } = term
  switch (name) {
    case 'external_id':
      return ticket.externalId?.toLowerCase() === value.toLowerCase()
    case 'tags':
      return ticket.tags.includes(value.toLowerCase())
    case 'status':
      return compare(ORDER.indexOf(ticket.status), ORDER.indexOf(value), operator)
    case 'priority':
      return ticket.priority === value
    case 'requester':
      return isUser(state.people.get(ticket.requesterId), value)
    case 'assignee':
      return value === 'none'
        ? ticket.assigneeId === null
        : isUser(state.people.get(ticket.assigneeId ?? 0), value)
    case 'created':
    case 'updated': {
      const at = isoTime(name === 'created' ? ticket.createdAt : ticket.updatedAt)
      const there = operator === ':' ? at.slice(0, value.length) : at
      return compare(there, value, operator)
    }
    case 'via':
      return ticket.via.channel === value
    case 'subject':
      return (ticket.subject ?? '').includes(value)
    case 'text':
      return (
        String(ticket.id) === value ||
        (ticket.subject ?? '').includes(value) ||
        ticket.comments.some(({ body }) => body.includes(value))
      )
    default:
      throw badRequest('invalid', `Invalid search: unknown keyword ${name}`)
  }
}

function compare<T extends string | number>(
  here: T,
  there: T,
  operator: Term['operator'],
): boolean {
  switch (operator) {
    case '<':
      return here < there
    case '>':
      return here > there
    case '<=':
      return here <= there
    case '>=':
      return here >= there
    case ':':
      return here === there
  }
}

function isUser(user: User | undefined, value: string): boolean {
  if (!user) return false
  return [String(user.id), user.email, user.name].includes(value)
}

function findUsers(state: ZendeskState, terms: readonly Term[]): object[] {
  return [...state.people.all()]
    .filter((user) =>
      terms.every(({ name, value, isNot }) => {
        const isIt =
          name === 'external_id'
            ? user.externalId?.toLowerCase() === value.toLowerCase()
            : name === 'role'
              ? user.role === value
              : name === 'email'
                ? user.email === value
                : user.name.includes(value)
        return isIt !== isNot
      }),
    )
    .map((user) => ({ ...userPayload(state, user), result_type: 'user' }))
}

function sorted(
  tickets: Ticket[],
  { by, isDescending }: { by?: string; isDescending: boolean },
): Ticket[] {
  const time = (ticket: Ticket): number =>
    by === 'created_at' ? ticket.createdAt : ticket.updatedAt
  return tickets.sort((one, other) =>
    isDescending ? time(other) - time(one) : time(one) - time(other),
  )
}
