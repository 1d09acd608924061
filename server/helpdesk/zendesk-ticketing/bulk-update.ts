import { isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { Adapter } from './adapter.ts'
import { bulkFrom, draftEach, runJob, type Drafted } from './bulk.ts'
import { commentOf, markOf } from './filing-body.ts'
import { idNumber, listIn } from './json-fields.ts'
import { ticketOf, type ReadTicket } from './ticket.ts'
import { takeUpdate } from './update.ts'

const maxItems = 100

function ticketIdOf({ target }: Filing): string {
  return target.type === 'ticket' ? target.ticket.id : ''
}

/** First additions to tickets that stand, none of them twice: a job keeps no order for sure. */
export function additionsIn(filings: readonly Filing[]): readonly Filing[] {
  const first = filings.filter(
    (filing, i) =>
      filing.target.type === 'ticket' &&
      !filing.isRetry &&
      filing.attachments.length === 0 &&
      filings.findIndex((one) => ticketIdOf(one) === ticketIdOf(filing)) === i,
  )
  return first.length >= bulkFrom ? first.slice(0, maxItems) : []
}

async function standing(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<ReadonlyMap<string, ReadTicket>> {
  const query = { ids: filings.map(ticketIdOf).join(',') }
  const body = await adapter.api.call('/api/v2/tickets/show_many', { method: 'GET', query })
  const tickets = listIn(body, 'tickets').map(ticketOf)
  return new Map(
    tickets.filter(({ status }) => status !== 'closed').map((ticket) => [ticket.id, ticket]),
  )
}

/** A job cannot be told to mind a stamp, so whatever is not new is set open. */
function changeOf(adapter: Adapter, parts: Drafted, ticket: ReadTicket) {
  const { filing } = parts
  const mustOpen = filing.body.reopens && ticket.status !== 'new'
  return {
    id: idNumber(ticket.id),
    comment: commentOf(parts, adapter.options.locale),
    ...(mustOpen && { status: 'open' }),
    metadata: markOf(filing.id),
  }
}

/** Whether the ticket's own allowance has room; what it lacks waits by itself. */
async function hasRoom(adapter: Adapter, filing: Filing): Promise<boolean> {
  try {
    await takeUpdate(adapter, ticketIdOf(filing), true)
    return true
  } catch (error) {
    if (isRelayError(error, 'helpdesk.rate_limited')) return false
    throw error
  }
}

/** Adds to up to a hundred tickets in one job. What it leaves without a result is tried singly. */
export async function updateMany(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const tickets = await standing(adapter, filings)
  const room = await Promise.all(
    filings.map(async (one) => tickets.has(ticketIdOf(one)) && (await hasRoom(adapter, one))),
  )
  const { drafted, failed } = await draftEach(
    adapter,
    filings.filter((_, i) => room[i]),
  )
  const changes = drafted.flatMap((parts) => {
    const ticket = tickets.get(ticketIdOf(parts.filing))
    return ticket ? [changeOf(adapter, parts, ticket)] : []
  })
  if (changes.length === 0) return failed
  const results = await runJob(
    adapter,
    drafted.map(({ filing }) => filing),
    () =>
      adapter.api.call('/api/v2/tickets/update_many', {
        method: 'PUT',
        json: { tickets: changes },
      }),
  )
  return [...failed, ...results]
}
