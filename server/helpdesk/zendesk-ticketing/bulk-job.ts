import { RelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, textIn } from './json-fields.ts'

const firstPollMs = 500
const longestPollMs = 4000
const maxPolls = 12
/** A job whose end nobody saw is taken for over after this. */
const patienceMs = 2 * 60_000

function keyOf(filing: Filing): string {
  return `zendesk-job:${filing.id}`
}

/** Before a bulk call: it knows no idempotency key, so a later look must know that it was tried. */
export async function noteBulk(adapter: Adapter, filings: readonly Filing[]): Promise<void> {
  const { kept, clock } = adapter.options.doors
  const at = String(clock.now())
  await Promise.all(filings.map((one) => kept.set(adapter.options.tenant, keyOf(one), at)))
}

/** How long a bulk call with this filing may still be at work, ms; undefined when there was none. */
export async function bulkLeftMs(adapter: Adapter, filing: Filing): Promise<number | undefined> {
  const { kept, clock } = adapter.options.doors
  const at = await kept.get(adapter.options.tenant, keyOf(filing))
  return at === undefined ? undefined : Math.max(0, Number(at) + patienceMs - clock.now())
}

/** The filing may yet appear by itself: repeating it now could double it. */
export function stillRunning(leftMs: number): RelayError {
  return new RelayError('helpdesk.unconfirmed', 'A bulk call may still be at work.', {
    outcome: 'unknown',
    retry: { afterMs: Math.min(leftMs, 15_000) },
  })
}

/** Waits for a job's end. undefined when it does not come, or the job was given up. */
export async function finished(
  adapter: Adapter,
  started: JsonObject,
): Promise<JsonObject | undefined> {
  let job = objectIn(started, 'job_status')
  let waitMs = firstPollMs
  for (let polls = 0; polls < maxPolls; polls++) {
    const status = textIn(job, 'status')
    if (status === 'completed') return job
    if (status === 'failed' || status === 'killed') return undefined
    await adapter.options.doors.clock.sleep(waitMs)
    waitMs = Math.min(waitMs * 2, longestPollMs)
    const id = textIn(job, 'id')
    job = objectIn(
      await adapter.api.call(`/api/v2/job_statuses/${id}`, { method: 'GET' }),
      'job_status',
    )
  }
  return undefined
}

export function unconfirmed(filing: Filing, cause?: unknown): FilingResult {
  const error = new RelayError('helpdesk.unconfirmed', 'A bulk call left the outcome open.', {
    cause,
    outcome: 'unknown',
    retry: { afterMs: 2000 },
  })
  return { id: filing.id, outcome: 'failed', error }
}

/** A job's own word for an item: done, refused, or nothing that can be understood. */
export function outcomeAt(
  rows: readonly JsonObject[],
  index: number,
): { readonly row: JsonObject | undefined; readonly outcome: 'done' | 'refused' | 'open' } {
  const isNumbered = rows.some((one) => textIn(one, 'index') !== '')
  const row = isNumbered ? rows.find((one) => textIn(one, 'index') === String(index)) : rows[index]
  if (!row) return { row, outcome: 'open' }
  const isRefused = textIn(row, 'success') === 'false' || textIn(row, 'error') !== ''
  if (isRefused) return { row, outcome: 'refused' }
  return { row, outcome: textIn(row, 'id') === '' ? 'open' : 'done' }
}
