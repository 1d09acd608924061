import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { Adapter } from './adapter.ts'
import { createMany, creationsIn } from './bulk.ts'
import { additionsIn, updateMany } from './bulk-update.ts'
import { createTicket } from './create.ts'
import { eachOf } from './each-of.ts'
import { updateTicket } from './update.ts'

function failed(id: string, cause: unknown): FilingResult {
  const error = isRelayError(cause)
    ? cause
    : new RelayError('helpdesk.unavailable', 'Filing failed.', { cause, outcome: 'unknown' })
  return { id, outcome: 'failed', error }
}

async function fileOne(adapter: Adapter, filing: Filing): Promise<FilingResult> {
  try {
    const { target } = filing
    if (target.type === 'ticket') return await updateTicket(adapter, filing, target.ticket.id)
    return await createTicket(adapter, filing, target.followUpOf?.id)
  } catch (cause) {
    return failed(filing.id, cause)
  }
}

/** What a bulk call could not even begin is left to single calls. */
async function inBulk(
  work: (adapter: Adapter, filings: readonly Filing[]) => Promise<readonly FilingResult[]>,
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  if (filings.length === 0) return []
  try {
    return await work(adapter, filings)
  } catch (error) {
    if (isRelayError(error)) return []
    throw error
  }
}

/** Filings of different conversations side by side; one conversation never has two at once. */
export async function fileAll(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const inOne = [
    ...(await inBulk(createMany, adapter, creationsIn(filings))),
    ...(await inBulk(updateMany, adapter, additionsIn(filings))),
  ]
  const results = new Map(inOne.map((result) => [result.id, result]))
  const rest = filings.filter(({ id }) => !results.has(id))
  await eachOf(rest, async (filing) => {
    results.set(filing.id, await fileOne(adapter, filing))
  })
  return filings.map(({ id }) => results.get(id) ?? failed(id, undefined))
}
