import { isRelayError } from '../../core/error.ts'
import type { TicketRef } from '../../core/filing.ts'
import type { Adapter } from './adapter.ts'
import { listIn, textIn } from './json-fields.ts'

/** Zendesk refuses a start time in the last minute. */
const netBackMs = 5 * 60_000

interface Caught {
  readonly tickets: readonly TicketRef[]
  readonly cursor: string
}

/** Tickets changed since the cursor. The webhooks do the work: a net that cannot be cast is only logged. */
export async function touchedSince(
  { api, options }: Adapter,
  cursor: string | undefined,
): Promise<Caught> {
  const { clock, log } = options.doors
  const start = Math.floor((clock.now() - netBackMs) / 1000)
  const query = cursor === undefined || cursor === '' ? { start_time: start } : { cursor }
  try {
    const body = await api.call('/api/v2/incremental/tickets/cursor', { method: 'GET', query })
    const ids = listIn(body, 'tickets').map((ticket) => textIn(ticket, 'id'))
    return {
      tickets: [...new Set(ids)].map((id) => ({ id })),
      cursor: textIn(body, 'after_cursor') || (cursor ?? ''),
    }
  } catch (error) {
    if (!isRelayError(error)) throw error
    log.warn('helpdesk.net_failed', { tenant: options.tenant, code: error.code })
    // A cursor that Zendesk no longer knows would never work again.
    const isSpent = error.code === 'helpdesk.invalid'
    return { tickets: [], cursor: isSpent ? '' : (cursor ?? '') }
  }
}
