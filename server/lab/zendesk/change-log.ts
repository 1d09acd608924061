import type { Ticket } from './records.ts'

/** The order in which tickets last changed; older entries of a ticket count no more. */
export interface ChangeLog {
  note(ticket: Ticket): void
  /** Newest change first. */
  newestFirst(): Generator<Ticket>
  /** In the order of their last change, from a place in the log on. */
  since(position: number): Generator<Ticket>
  /** The place in the log of the first change at or after a time. */
  positionAt(at: number): number
}

interface Mark {
  id: number
  at: number
}

export function createChangeLog(
  now: () => number,
  find: (id: number) => Ticket | undefined,
): ChangeLog {
  const marks: Mark[] = []
  const current = (position: number): Ticket | undefined => {
    const ticket = find(marks[position]?.id ?? 0)
    return ticket?.position === position ? ticket : undefined
  }
  return {
    note(ticket) {
      ticket.generatedAt = now()
      ticket.position = marks.length
      marks.push({ id: ticket.id, at: ticket.generatedAt })
    },
    *newestFirst() {
      for (let position = marks.length - 1; position >= 0; position -= 1) {
        const ticket = current(position)
        if (ticket) yield ticket
      }
    },
    *since(position) {
      for (let next = Math.max(0, position); next < marks.length; next += 1) {
        const ticket = current(next)
        if (ticket) yield ticket
      }
    },
    positionAt: (at) => firstAtOrAfter(marks, at),
  }
}

function firstAtOrAfter(marks: readonly Mark[], at: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
