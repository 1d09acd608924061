import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { createBody } from './filing-body.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'

/** From this many first messages at once, one bulk call takes the place of as many single ones. */
export const bulkFrom = 20
const pollMs = 500
const maxPolls = 60

function isEligible(filing: Filing): boolean {
  return filing.target.type === 'new' && !filing.isRetry && filing.attachments.length === 0
}

/** Bulk creation knows no idempotency key: only first tries go this way, retries are looked up one by one. */
export function bulkPart(filings: readonly Filing[]): readonly Filing[] {
  const eligible = filings.filter(isEligible)
  return eligible.length >= bulkFrom ? eligible : []
}

async function finished(adapter: Adapter, started: JsonObject): Promise<JsonObject | undefined> {
  let job = objectIn(started, 'job_status')
  for (let polls = 0; polls < maxPolls; polls++) {
    const status = textIn(job, 'status')
    if (status === 'completed') return job
    if (status === 'failed' || status === 'killed') return undefined
    await adapter.options.doors.clock.sleep(pollMs)
    job = objectIn(
      await adapter.api.call(`/api/v2/job_statuses/${textIn(job, 'id')}`, { method: 'GET' }),
      'job_status',
    )
  }
  return undefined
}

function unconfirmed(filing: Filing, cause?: unknown): FilingResult {
  const error = new RelayError('helpdesk.unconfirmed', 'A bulk call left the outcome open.', {
    cause,
    outcome: 'unknown',
    retry: { afterMs: 1000 },
  })
  return { id: filing.id, outcome: 'failed', error }
}

function resultOf(filing: Filing, rows: readonly JsonObject[], index: number): FilingResult {
  const row = rows.find((one) => Number(textIn(one, 'index')) === index) ?? rows[index]
  const id = textIn(row, 'id')
  return id === '' ? unconfirmed(filing) : { id: filing.id, outcome: 'filed', ticket: { id } }
}

/** Creates up to a hundred tickets in one job. What the job leaves open is tried singly, after a look. */
export async function createMany(
  adapter: Adapter,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  try {
    const users = await Promise.all(
      filings.map(({ customer }) => adapter.users.ofCustomer(customer)),
    )
    const tickets = filings.map(
      (filing, i) =>
        createBody({ filing, userId: users[i] ?? '', uploads: [] }, adapter.options).ticket,
    )
    const job = await finished(
      adapter,
      await adapter.api.call('/api/v2/tickets/create_many', { method: 'POST', json: { tickets } }),
    )
    const rows = listIn(job, 'results')
    return filings.map((filing, i) => (job ? resultOf(filing, rows, i) : unconfirmed(filing)))
  } catch (error) {
    if (isRelayError(error) && error.outcome === 'not_done')
      return filings.map(({ id }) => ({ id, outcome: 'failed', error }))
    return filings.map((filing) => unconfirmed(filing, error))
  }
}
