import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing } from '../../core/filing.ts'
import type { BudgetSpec } from '../../core/store/shared.ts'
import type { Adapter } from './adapter.ts'
import { bulkLeftMs, stillRunning } from './bulk-job.ts'
import { createTicket, filedFrom, type Filed } from './create.ts'
import { draftOf, relaxed, type Draft } from './draft.ts'
import { commentOf, markOf } from './filing-body.ts'
import { mergedInto } from './merged.ts'
import { hasMark } from './read-back.ts'
import { needsReopening, readTicket, type ReadTicket } from './ticket.ts'

const maxConflicts = 4
/** A merged ticket may have been merged on. */
const maxHops = 4
/** Of a ticket's updates, kept for notes: nobody may believe a customer was answered who was not. */
const noteReserve = 3

/**
 * Zendesk's own rules: 100 updates a minute and account, 30 in ten minutes by one user on one ticket.
 * What stands ready and what is refilled in the same time together stay below each of them.
 */
export function updateBudgets(
  tenant: string,
  ticket: string,
): { readonly perTicket: BudgetSpec; readonly perMinute: BudgetSpec } {
  return {
    perTicket: {
      tenant,
      key: `zendesk-ticket:${ticket}`,
      capacity: 20,
      refill: { tokens: 9, everyMs: 600_000 },
    },
    perMinute: {
      tenant,
      key: 'zendesk-updates',
      capacity: 30,
      refill: { tokens: 65, everyMs: 60_000 },
    },
  }
}

/** Throws `helpdesk.rate_limited` with the time to wait. A bulk job counts for its tickets only. */
export async function takeUpdate(adapter: Adapter, ticket: string, isBulk = false): Promise<void> {
  const { perTicket, perMinute } = updateBudgets(adapter.options.tenant, ticket)
  await adapter.api.requireRoom()
  await adapter.api.take(perTicket, 1, noteReserve)
  if (!isBulk) await adapter.api.take(perMinute, 1, noteReserve)
}

/** Counts a note's update. It is tried even when our own count is spent: Zendesk may still take it. */
export async function spendUpdate(adapter: Adapter, ticket: string): Promise<void> {
  const { perTicket, perMinute } = updateBudgets(adapter.options.tenant, ticket)
  const { budgets } = adapter.options.doors
  await budgets.take(perTicket, 1)
  await budgets.take(perMinute, 1)
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
  readonly draft: Draft
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
        comment: commentOf(update, adapter.options.locale),
        ...reopening(filing, ticket, isLastTry),
        metadata: markOf(filing.id),
      },
    },
  })
  return filedFrom(filing, body)
}

/** A closer leaves the status alone, so nothing has to be read first. */
async function current(adapter: Adapter, filing: Filing, id: string): Promise<ReadTicket> {
  if (!filing.body.reopens) return { id, status: 'open', tags: [], updatedAt: '' }
  const ticket = await readTicket(adapter.api, id)
  if (ticket.status === 'closed') throw new RelayError('helpdesk.closed', 'The ticket is closed.')
  return ticket
}

async function write(adapter: Adapter, update: Update, id: string): Promise<Filed> {
  for (let tries = 1; ; tries++) {
    const ticket = await current(adapter, update.filing, id)
    try {
      return await put(adapter, update, ticket, tries === maxConflicts)
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.conflict') || tries === maxConflicts) throw error
    }
  }
}

async function append(adapter: Adapter, filing: Filing, id: string): Promise<Filed> {
  const draft = await draftOf(adapter, filing)
  try {
    return await write(adapter, { filing, draft }, id)
  } catch (error) {
    if (!isRelayError(error, 'helpdesk.invalid')) throw error
    const next = await relaxed(adapter, filing, { draft, error })
    const isOther = next && (next.userId !== draft.userId || next.asFile)
    if (!isOther) throw error
    return write(adapter, { filing, draft: next }, id)
  }
}

async function wasFiled(adapter: Adapter, filing: Filing, id: string): Promise<boolean> {
  try {
    if (await hasMark(adapter.api, id, filing.id)) return true
  } catch (error) {
    if (isRelayError(error, 'helpdesk.not_found')) return false
    throw error
  }
  const leftMs = await bulkLeftMs(adapter, filing)
  if (leftMs !== undefined && leftMs > 0) throw stillRunning(leftMs)
  return false
}

/** A merged ticket goes on in its target, any other closed one in a follow-up. */
async function goOn(adapter: Adapter, filing: Filing, id: string, hops: number): Promise<Filed> {
  const target =
    hops < maxHops ? await mergedInto(adapter.api, await readTicket(adapter.api, id)) : undefined
  if (target !== undefined) return updateTicket(adapter, filing, target, hops + 1)
  return createTicket(adapter, filing, id)
}

/** Adds the customer's words to their ticket; closed → follow-up, merged → target, gone → new ticket. */
export async function updateTicket(
  adapter: Adapter,
  filing: Filing,
  id: string,
  hops = 0,
): Promise<Filed> {
  if (filing.isRetry && (await wasFiled(adapter, filing, id)))
    return { id: filing.id, outcome: 'filed', ticket: { id } }
  await takeUpdate(adapter, id)
  try {
    return await append(adapter, filing, id)
  } catch (error) {
    if (isRelayError(error, 'helpdesk.closed')) return goOn(adapter, filing, id, hops)
    if (isRelayError(error, 'helpdesk.not_found')) return createTicket(adapter, filing)
    throw error
  }
}
