import { RelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { Adapter } from './adapter.ts'
import { bulkPart, createMany } from './bulk.ts'
import { createTicket } from './create.ts'
import { updateTicket } from './update.ts'

const width = 6

async function fileOne(adapter: Adapter, filing: Filing): Promise<FilingResult> {
  try {
    const { target } = filing
    if (target.type === 'ticket') return await updateTicket(adapter, filing, target.ticket.id)
    return await createTicket(adapter, filing, target.followUpOf?.id)
  } catch (cause) {
    const error =
      cause instanceof RelayError
        ? cause
        : new RelayError('helpdesk.unavailable', 'Filing failed.', { cause, outcome: 'unknown' })
    return { id: filing.id, outcome: 'failed', error }
  }
}

/** Filings of different conversations side by side; one conversation never has two at once. */
export async function fileAll(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const results = new Map<string, FilingResult>()
  const many = bulkPart(filings)
  if (many.length > 0)
    for (const result of await createMany(adapter, many)) results.set(result.id, result)
  const rest = filings.filter(({ id }) => !results.has(id))
  const queue = [...rest]
  async function worker(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift())
      results.set(next.id, await fileOne(adapter, next))
  }
  await Promise.all(Array.from({ length: Math.min(width, rest.length) }, worker))
  return filings.map(
    (filing) => results.get(filing.id) ?? { id: filing.id, outcome: 'failed', error: lost() },
  )
}

function lost(): RelayError {
  return new RelayError('helpdesk.unconfirmed', 'A filing has no result.', { outcome: 'unknown' })
}
