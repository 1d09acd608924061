import type { JournalRecord } from '../core/journal.ts'
import type { KpiEvent } from './event.ts'

/** An event still without its id and its conversation. */
type Bare<E> = E extends { readonly conversation: string } ? Omit<E, 'conversation' | 'id'> : never
export type Happening = Bare<KpiEvent>

type Details = Readonly<Record<string, string | number | boolean | undefined>>

function nameIn(detail: Details, key: string): string | undefined {
  const value = detail[key]
  return value === undefined || value === '' ? undefined : String(value)
}

function ofGroup(at: number, detail: Details): readonly Happening[] {
  const [from, to] = [nameIn(detail, 'from'), nameIn(detail, 'to')]
  if (from === to) return []
  // The first group is where a ticket starts, no change of it.
  if (from === undefined) return [{ type: 'classified', at, group: to ?? '' }]
  return [{ type: 'transferred', at, fromGroup: from, ...(to !== undefined && { toGroup: to }) }]
}

function ofRating(at: number, detail: Details): readonly Happening[] {
  const score = Number(detail['score'])
  return Number.isInteger(score) && score >= 1 && score <= 5 ? [{ type: 'rated', at, score }] : []
}

/** What the helpdesk tells of a ticket, by the event's name. */
const readers: Readonly<Record<string, (at: number, detail: Details) => readonly Happening[]>> = {
  solved: (at) => [{ type: 'solved', at }],
  reopened: (at) => [{ type: 'reopened', at }],
  group: ofGroup,
  assignee: (at, detail) => {
    const agent = nameIn(detail, 'to')
    return agent === undefined ? [] : [{ type: 'assigned', at, agent }]
  },
  rated: ofRating,
  surveyed: (at) => [{ type: 'surveyed', at }],
  abandoned: (at) => [{ type: 'abandoned', at }],
}

/** Which conversation a ticket is about now: what is told of a ticket it has left counts no more. */
export function createTicketReader(): {
  readonly learn: (record: JournalRecord) => void
  /** A customer asked again: the next solve is another one. */
  readonly ask: (conversation: string) => void
  readonly tell: (record: JournalRecord) => readonly (Happening & { conversation: string })[]
} {
  const tickets = new Map<string, string>()
  const conversations = new Map<string, Set<string>>()
  const solved = new Set<string>()

  function move(conversation: string, ticket: string | undefined): void {
    const before = tickets.get(conversation)
    if (before !== undefined) conversations.get(before)?.delete(conversation)
    tickets.delete(conversation)
    if (ticket === undefined) return
    tickets.set(conversation, ticket)
    const there = conversations.get(ticket) ?? new Set()
    conversations.set(ticket, there.add(conversation))
  }

  /** Zendesk closes what was solved days ago: only a ticket closed without a solve is solved by that. */
  function ofStatus(conversation: string, at: number, status: string): readonly Happening[] {
    if (status === 'solved' || (status === 'closed' && !solved.has(conversation)))
      return [{ type: 'solved', at }]
    return status === 'open' && solved.has(conversation) ? [{ type: 'reopened', at }] : []
  }

  function follow(conversation: string, { detail = {}, ticket }: JournalRecord): void {
    const target = nameIn(detail, 'target')
    if (detail['name'] === 'merged' && target !== undefined && target !== ticket)
      move(conversation, target)
    if (detail['name'] === 'deleted') move(conversation, undefined)
  }

  return {
    learn({ conversation, ticket }) {
      if (conversation === undefined || ticket === undefined) return
      if (tickets.get(conversation) !== ticket) move(conversation, ticket)
    },
    ask: (conversation) => solved.delete(conversation),
    tell(record) {
      const { ticket = '', detail = {}, platformAt, at: notedAt } = record
      const at = platformAt ?? notedAt
      const name = String(detail['name'])
      return [...(conversations.get(ticket) ?? [])].flatMap((conversation) => {
        follow(conversation, record)
        const happened =
          name === 'status_changed'
            ? ofStatus(conversation, at, String(detail['status']))
            : (readers[name]?.(at, detail) ?? [])
        for (const { type } of happened) {
          if (type === 'solved') solved.add(conversation)
          if (type === 'reopened') solved.delete(conversation)
        }
        return happened.map((one) => ({ ...one, conversation }))
      })
    },
  }
}
