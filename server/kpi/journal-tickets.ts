import type { JournalRecord } from '../core/journal.ts'
import type { KpiEvent, ServiceMode } from './event.ts'

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

const modes = ['staff', 'self', 'peer', 'bot'] as const

function modeIn(said: Details[string]): { readonly mode?: ServiceMode } {
  const mode = modes.find((one) => one === said)
  return mode ? { mode } : {}
}

/** A person's solve is the staff's; who stood behind a rule's, the helpdesk does not tell. */
function bySolver(happening: Happening, agent: string | undefined): Happening {
  const isTold = happening.type !== 'solved' || happening.mode !== undefined
  return isTold || agent === undefined ? happening : { ...happening, mode: 'staff' }
}

/** What the helpdesk tells of a ticket, by the event's name. */
const readers: Readonly<Record<string, (at: number, detail: Details) => readonly Happening[]>> = {
  solved: (at, { mode }) => [{ type: 'solved', at, ...modeIn(mode) }],
  reopened: (at) => [{ type: 'reopened', at }],
  group: ofGroup,
  assignee: (at, detail) => {
    const agent = nameIn(detail, 'to')
    return agent === undefined ? [] : [{ type: 'assigned', at, agent }]
  },
  rated: ofRating,
  surveyed: (at) => [{ type: 'surveyed', at }],
  abandoned: (at) => [{ type: 'abandoned', at }],
  dispatched: (at) => [{ type: 'dispatched', at }],
  returned: (at) => [{ type: 'returned', at }],
}

/** Which conversation a ticket is about: what happens to a ticket after its conversation has left it counts no more. */
export function createTicketReader(): {
  readonly learn: (record: JournalRecord) => void
  /** A customer asked again: the next solve is another one. */
  readonly ask: (conversation: string) => void
  readonly tell: (record: JournalRecord) => readonly (Happening & { conversation: string })[]
} {
  const tickets = new Map<string, string>()
  /** The conversations of a ticket, each with the moment at which it left; Infinity: it is there. */
  const stays = new Map<string, Map<string, number>>()
  const solved = new Set<string>()

  function move(conversation: string, ticket: string | undefined, at: number): void {
    const before = tickets.get(conversation)
    if (before === ticket) return
    if (before !== undefined) stays.get(before)?.set(conversation, at)
    tickets.delete(conversation)
    if (ticket === undefined) return
    tickets.set(conversation, ticket)
    const there = stays.get(ticket) ?? new Map<string, number>()
    stays.set(ticket, there.set(conversation, Infinity))
  }

  /** Zendesk closes what was solved days ago: only a ticket closed without a solve is solved by that. */
  function ofStatus(conversation: string, at: number, status: string): readonly Happening[] {
    const isOver = status === 'solved' || status === 'closed'
    if (isOver === solved.has(conversation)) return []
    return [{ type: isOver ? 'solved' : 'reopened', at }]
  }

  function happened(conversation: string, at: number, detail: Details): readonly Happening[] {
    const name = String(detail['name'])
    const told =
      name === 'status_changed'
        ? ofStatus(conversation, at, String(detail['status']))
        : (readers[name]?.(at, detail) ?? [])
    for (const { type } of told) {
      if (type === 'solved') solved.add(conversation)
      if (type === 'reopened') solved.delete(conversation)
    }
    return told
  }

  return {
    learn({ conversation, ticket, at }) {
      if (conversation !== undefined && ticket !== undefined) move(conversation, ticket, at)
    },
    ask: (conversation) => solved.delete(conversation),
    tell({ ticket = '', detail = {}, platformAt, at: notedAt, agent }) {
      const at = platformAt ?? notedAt
      const there = [...(stays.get(ticket) ?? [])].filter(([, leftAt]) => at <= leftAt)
      return there.flatMap(([conversation]) => {
        if (detail['name'] === 'merged') move(conversation, nameIn(detail, 'target') ?? ticket, at)
        if (detail['name'] === 'deleted') move(conversation, undefined, at)
        return happened(conversation, at, detail).map((one) => ({
          ...bySolver(one, agent),
          conversation,
        }))
      })
    },
  }
}
