import { RelayError, isRelayError } from '../../core/error.ts'
import type { HelpdeskReader } from '../../core/helpdesk.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import type { Adapter } from './adapter.ts'
import { createPeople, createRepliesAfter } from './comments.ts'
import { listIn, textIn } from './json-fields.ts'
import { prepare } from './prepare.ts'
import { probe } from './probe.ts'
import { readTicket } from './ticket.ts'

const fileLimit = 20 * 1024 * 1024
const fileHosts = ['*.zendesk.com', '*.zdusercontent.com'] as const
/** Zendesk refuses a start time in the last minute. */
const netBackMs = 5 * 60_000

/** The token goes to Zendesk's own address only; where it redirects to, the address itself is the key. */
async function download({ api, options }: Adapter, url: string): Promise<IncomingAnswer> {
  const isOwn = URL.canParse(url) && new URL(url).origin === new URL(options.baseUrl).origin
  if (isOwn) {
    try {
      return await api.fetch(url, { method: 'GET', maxBytes: fileLimit, isUrgent: true })
    } catch (error) {
      // Private attachments redirect to a signed address on another host.
      if (
        !isRelayError(error, 'helpdesk.unavailable') ||
        !/^3\d\d$/.test(String(error.details['status']))
      )
        throw error
    }
  }
  const allowedHosts = [...fileHosts, new URL(options.baseUrl).hostname]
  return options.doors.http.call({
    method: 'GET',
    url,
    maxBytes: fileLimit,
    untrusted: { allowedHosts },
  })
}

async function touchedSince({ api, options }: Adapter, cursor: string | undefined) {
  const query =
    cursor === undefined || cursor === ''
      ? { start_time: Math.floor((options.doors.clock.now() - netBackMs) / 1000) }
      : { cursor }
  try {
    const body = await api.call('/api/v2/incremental/tickets/cursor', { method: 'GET', query })
    const ids = listIn(body, 'tickets').map((ticket) => textIn(ticket, 'id'))
    return {
      tickets: [...new Set(ids)].map((id) => ({ id })),
      cursor: textIn(body, 'after_cursor') || (cursor ?? ''),
    }
  } catch (error) {
    // Not every role may export; the webhooks do the work, this is the net under them.
    const isDenied =
      isRelayError(error, 'helpdesk.forbidden') || isRelayError(error, 'helpdesk.not_found')
    if (!isDenied) throw error
    return { tickets: [], cursor: cursor ?? '' }
  }
}

export function ticketingReader(adapter: Adapter): HelpdeskReader {
  return {
    repliesAfter: createRepliesAfter(adapter, createPeople(adapter)),
    async state(ticket) {
      const { status, tags } = await readTicket(adapter.api, ticket.id, true)
      return { ticket, status, tags }
    },
    touchedSince: (cursor) => touchedSince(adapter, cursor),
    async attachment(ref) {
      const answer = await download(adapter, ref.url ?? '')
      if (answer.status !== 200) {
        throw new RelayError('helpdesk.unavailable', `A file answered HTTP ${answer.status}.`, {
          details: { status: answer.status },
        })
      }
      const contentType =
        (answer.headers['content-type'] ?? 'application/octet-stream').split(';')[0] ?? ''
      const path = new URL(ref.url ?? '').pathname
      return {
        name: decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)) || 'file',
        contentType,
        bytes: answer.body,
      }
    },
    prepare: () => prepare(adapter),
    probe: () => probe(adapter),
  }
}
