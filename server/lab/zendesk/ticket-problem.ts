import type { Ticket } from './records.ts'
import { recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import type { TicketInput } from './ticket-input.ts'

/** `problem_id` names a ticket of type problem, and only an incident may have one. */
export function checkProblem(
  state: Pick<ZendeskState, 'tickets'>,
  ticket: Pick<Ticket, 'id' | 'type'>,
  { type = ticket.type, problemId }: TicketInput,
): void {
  if (typeof problemId !== 'number') return
  const problem = state.tickets.get(problemId)
  if (type === 'incident' && problem?.type === 'problem' && problem.id !== ticket.id) return
  throw recordInvalid('problem_id', {
    description: 'Problem: must be a ticket of type problem, on a ticket of type incident',
    error: 'InvalidValue',
  })
}
