import { RelayError, isRelayError } from '../../core/error.ts'
import type { TicketRef } from '../../core/filing.ts'
import type { LinkedIncident, NewProblem } from '../../core/helpdesk.ts'
import type { Adapter } from './adapter.ts'
import { finished, outcomeAt } from './bulk-job.ts'
import { markOf } from './filing-body.ts'
import { idNumber, listIn, objectIn, textIn } from './json-fields.ts'
import { takeUpdate } from './update.ts'

/** Zendesk takes a hundred tickets in one job. */
const mostInJob = 100

function externalIdOf({ id }: NewProblem): string {
  return `weiqiao:problem:${id}`
}

async function madeBefore(adapter: Adapter, problem: NewProblem): Promise<TicketRef | undefined> {
  const wanted = externalIdOf(problem)
  const found = await adapter.api.call('/api/v2/tickets', {
    method: 'GET',
    query: { external_id: wanted },
  })
  const mine = listIn(found, 'tickets').find((one) => textIn(one, 'external_id') === wanted)
  return mine && { id: textIn(mine, 'id') }
}

async function create(adapter: Adapter, problem: NewProblem): Promise<TicketRef> {
  const body = await adapter.api.call('/api/v2/tickets', {
    method: 'POST',
    json: {
      ticket: {
        subject: problem.subject,
        type: 'problem',
        comment: { body: problem.text, public: false },
        external_id: externalIdOf(problem),
        tags: [...problem.tags],
        metadata: markOf(problem.id),
      },
    },
    headers: { 'idempotency-key': externalIdOf(problem) },
  })
  const id = textIn(objectIn(body, 'ticket'), 'id')
  if (id !== '') return { id }
  throw new RelayError('helpdesk.unconfirmed', 'Zendesk answered without a ticket.', {
    outcome: 'unknown',
  })
}

/** Makes the ticket once: what an earlier attempt made is found again by its external id. */
export async function makeProblem(adapter: Adapter, problem: NewProblem): Promise<TicketRef> {
  const earlier = await madeBefore(adapter, problem)
  if (earlier) return earlier
  try {
    return await create(adapter, problem)
  } catch (error) {
    // Another body under the same key: somebody made it a moment ago.
    const made = isRelayError(error, 'helpdesk.invalid') && (await madeBefore(adapter, problem))
    if (made) return made
    throw error
  }
}

async function hasRoom(adapter: Adapter, { id }: TicketRef): Promise<boolean> {
  try {
    await takeUpdate(adapter, id, true)
    return true
  } catch (error) {
    if (isRelayError(error, 'helpdesk.rate_limited')) return false
    throw error
  }
}

async function linkJob(
  adapter: Adapter,
  problem: TicketRef,
  incidents: readonly TicketRef[],
): Promise<readonly LinkedIncident[]> {
  const tickets = incidents.map(({ id }) => ({
    id: idNumber(id),
    type: 'incident',
    problem_id: idNumber(problem.id),
  }))
  const json = { tickets }
  const started = await adapter.api.call('/api/v2/tickets/update_many', { method: 'PUT', json })
  const rows = listIn(await finished(adapter, started), 'results')
  const outcomes = { done: 'linked', refused: 'refused', open: 'later' } as const
  return incidents.map((ticket, at) => ({
    ticket,
    outcome: outcomes[outcomeAt(rows, at).outcome],
  }))
}

async function linkSome(
  adapter: Adapter,
  problem: TicketRef,
  incidents: readonly TicketRef[],
): Promise<readonly LinkedIncident[]> {
  const room: TicketRef[] = []
  for (const ticket of incidents) if (await hasRoom(adapter, ticket)) room.push(ticket)
  const linked = room.length === 0 ? [] : await linkJob(adapter, problem, room)
  const byId = new Map(linked.map(({ ticket, outcome }) => [ticket.id, outcome]))
  return incidents.map((ticket) => ({ ticket, outcome: byId.get(ticket.id) ?? 'later' }))
}

/** Ties tickets to their problem, a hundred in one job; the same again changes nothing. */
export async function linkIncidents(
  adapter: Adapter,
  problem: TicketRef,
  incidents: readonly TicketRef[],
): Promise<readonly LinkedIncident[]> {
  const results: LinkedIncident[] = []
  for (let from = 0; from < incidents.length; from += mostInJob)
    results.push(...(await linkSome(adapter, problem, incidents.slice(from, from + mostInJob))))
  return results
}
