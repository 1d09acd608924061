import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { finished, noteBulk, outcomeAt, unconfirmed } from './bulk-job.ts'
import { draftOf, type Draft } from './draft.ts'
import { eachOf } from './each-of.ts'
import { createBody } from './filing-body.ts'
import { listIn, textIn } from './json-fields.ts'

/** From this many at once, one bulk call takes the place of as many single ones. */
export const bulkFrom = 20
/** Zendesk takes no more in one job. */
const maxItems = 100

function isEligible(filing: Filing): boolean {
  const { target } = filing
  const isFresh = target.type === 'new' && target.followUpOf === undefined
  return isFresh && !filing.isRetry && filing.attachments.length === 0
}

/** Bulk creation knows no idempotency key: only first tries go this way, retries are looked up one by one. */
export function creationsIn(filings: readonly Filing[]): readonly Filing[] {
  const eligible = filings.filter(isEligible).slice(0, maxItems)
  return eligible.length >= bulkFrom ? eligible : []
}

export interface Drafted {
  readonly filing: Filing
  readonly draft: Draft
}

/** A customer whom Zendesk refuses must not hold up ninety-nine others. */
export async function draftEach(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<{ readonly drafted: readonly Drafted[]; readonly failed: readonly FilingResult[] }> {
  const drafted: Drafted[] = []
  const failed: FilingResult[] = []
  await eachOf(filings, async (filing) => {
    try {
      drafted.push({ filing, draft: await draftOf(adapter, filing) })
    } catch (error) {
      if (!isRelayError(error)) throw error
      // Making a user twice is harmless, and of the words nothing was sent.
      const { code, message, retry, details } = error
      const cause = new RelayError(code, message, { retry, details, cause: error })
      failed.push({ id: filing.id, outcome: 'failed', error: cause })
    }
  })
  return { drafted, failed }
}

/** The end of a job as one result per item; items it refused are left out, to be tried singly. */
export async function runJob(
  adapter: Adapter,
  filings: readonly Filing[],
  start: () => Promise<JsonObject>,
): Promise<readonly FilingResult[]> {
  await noteBulk(adapter, filings)
  try {
    const job = await finished(adapter, await start())
    if (!job) return filings.map((filing) => unconfirmed(filing))
    const rows = listIn(job, 'results')
    return filings.flatMap((filing, i): readonly FilingResult[] => {
      const { row, outcome } = outcomeAt(rows, i)
      if (outcome === 'refused') return []
      if (outcome === 'open') return [unconfirmed(filing)]
      return [{ id: filing.id, outcome: 'filed', ticket: { id: textIn(row, 'id') } }]
    })
  } catch (error) {
    if (isRelayError(error, 'helpdesk.rate_limited') || isRelayError(error, 'helpdesk.auth'))
      return filings.map(({ id }) => ({ id, outcome: 'failed', error }))
    // Where bulk calls are not to be had, single ones do the same.
    if (isRelayError(error) && error.outcome === 'not_done') return []
    return filings.map((filing) => unconfirmed(filing, error))
  }
}

/** Creates up to a hundred tickets in one job. What it refuses has no result and is tried singly. */
export async function createMany(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const { drafted, failed } = await draftEach(adapter, filings)
  const json = {
    tickets: drafted.map((parts) => createBody(parts, adapter.options).ticket),
  }
  const results = await runJob(
    adapter,
    drafted.map(({ filing }) => filing),
    () => adapter.api.call('/api/v2/tickets/create_many', { method: 'POST', json }),
  )
  return [...failed, ...results]
}
