import { isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { BudgetSpec } from '../../core/store/shared.ts'
import type { Adapter } from './adapter.ts'
import { createTicket, filedFrom } from './create.ts'
import { commentOf, markOf } from './filing-body.ts'
import { hasMark } from './read-back.ts'
import { needsReopening, readTicket, type ReadTicket } from './ticket.ts'
import { uploadAll } from './uploads.ts'

type Filed = Extract<FilingResult, { outcome: 'filed' }>

const maxConflicts = 4

/** Zendesk's own rules: 100 updates a minute and account, 30 in ten minutes by one user on one ticket. */
export function updateBudgets(tenant: string, ticket: string): readonly BudgetSpec[] {
  return [
    {
      tenant,
      key: `zendesk-ticket:${ticket}`,
      capacity: 28,
      refill: { tokens: 28, everyMs: 600_000 },
    },
    { tenant, key: 'zendesk-updates', capacity: 90, refill: { tokens: 90, everyMs: 60_000 } },
  ]
}

export async function takeUpdate(adapter: Adapter, ticket: string): Promise<void> {
  await adapter.api.requireRoom()
  for (const spec of updateBudgets(adapter.options.tenant, ticket)) await adapter.api.take(spec)
}

/**
 * Status and stamp go together: if an agent solves the ticket between our reading and writing, the
 * stamp no longer matches and the update is made anew on what is there then.
 */
function reopening(filing: Filing, ticket: ReadTicket, isLastTry: boolean) {
  if (!filing.body.reopens) return {}
  const guard =
    isLastTry || ticket.updatedAt === ''
      ? {}
      : { safe_update: true, updated_stamp: ticket.updatedAt }
  const mustOpen = needsReopening(ticket) || (isLastTry && ticket.status !== 'new')
  return { ...guard, ...(mustOpen && { status: 'open' }) }
}

interface Update {
  readonly filing: Filing
  readonly userId: string
  readonly uploads: readonly string[]
}

async function put(
  adapter: Adapter,
  update: Update,
  ticket: ReadTicket,
  isLastTry: boolean,
): Promise<Filed> {
  const { filing } = update
  const body = await adapter.api.call(`/api/v2/tickets/${ticket.id}`, {
    method: 'PUT',
    json: {
      ticket: {
        comment: commentOf(update),
        ...reopening(filing, ticket, isLastTry),
        metadata: markOf(filing.id),
      },
    },
  })
  return filedFrom(filing, body)
}

/** A closer leaves the status alone, so nothing has to be read first. */
async function current(adapter: Adapter, filing: Filing, id: string): Promise<ReadTicket> {
  if (filing.body.reopens) return readTicket(adapter.api, id)
  return { id, status: 'open', tags: [], updatedAt: '' }
}

async function append(adapter: Adapter, filing: Filing, id: string): Promise<Filed> {
  const userId = await adapter.users.ofCustomer(filing.customer)
  const uploads = await uploadAll(adapter.api, filing.attachments)
  for (let tries = 1; ; tries++) {
    const ticket = await current(adapter, filing, id)
    if (ticket.status === 'closed') return createTicket(adapter, filing, id)
    try {
      return await put(adapter, { filing, userId, uploads }, ticket, tries === maxConflicts)
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.conflict') || tries === maxConflicts) throw error
    }
  }
}

/** Adds the customer's words to their ticket; closed → follow-up, gone → new ticket. */
export async function updateTicket(adapter: Adapter, filing: Filing, id: string): Promise<Filed> {
  // Before looking: a filing that waits for its turn must not use up the allowance by asking.
  await takeUpdate(adapter, id)
  if (filing.isRetry && (await wasFiled(adapter, filing, id)))
    return { id: filing.id, outcome: 'filed', ticket: { id } }
  try {
    return await append(adapter, filing, id)
  } catch (error) {
    if (isRelayError(error, 'helpdesk.closed')) return createTicket(adapter, filing, id)
    if (isRelayError(error, 'helpdesk.not_found')) return createTicket(adapter, filing)
    throw error
  }
}

async function wasFiled(adapter: Adapter, filing: Filing, id: string): Promise<boolean> {
  try {
    return await hasMark(adapter.api, id, filing.id)
  } catch (error) {
    if (isRelayError(error, 'helpdesk.not_found')) return false
    throw error
  }
}
