import { RelayError } from '../../core/error.ts'
import type { ReplyArrival } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import { readJson, type JsonObject } from '../../wire/json.ts'
import { constantTimeEqual, zendeskSignature } from '../../wire/sign.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, textIn } from './json-fields.ts'
import type { ZendeskTicketingOptions } from './options.ts'
import { eventsIn, tellsOfWords } from './ticket-events.ts'

const maxAgeMs = 24 * 3_600_000

function forged(): RelayError {
  return new RelayError('helpdesk.forged', 'The request did not verify.')
}

export function secretName(webhookId: string): string {
  return `zendesk-webhook:${webhookId}`
}

/** The configured secret, or the one of the webhook that claims to have sent this. */
async function secretsFor(
  { tenant, webhookSecret, doors }: ZendeskTicketingOptions,
  request: HttpRequest,
): Promise<readonly string[]> {
  const id = request.headers['x-zendesk-webhook-id'] ?? ''
  const own = /^[A-Za-z0-9_-]{1,64}$/.test(id)
    ? await doors.secrets.get(tenant, secretName(id))
    : undefined
  return [own, webhookSecret].filter((secret) => secret !== undefined)
}

async function verify(options: ZendeskTicketingOptions, request: HttpRequest): Promise<void> {
  const signature = request.headers['x-zendesk-webhook-signature'] ?? ''
  const timestamp = request.headers['x-zendesk-webhook-signature-timestamp'] ?? ''
  const at = Date.parse(timestamp)
  if (signature === '' || Number.isNaN(at)) throw forged()
  const secrets = await secretsFor(options, request)
  const isGenuine = secrets.some((secret) =>
    constantTimeEqual(signature, zendeskSignature(secret, timestamp, request.body)),
  )
  // A small difference may be our own clock; replay is harmless, the invocation is known.
  if (!isGenuine || Math.abs(request.receivedAt - at) > maxAgeMs) throw forged()
}

function bodyOf(request: HttpRequest): JsonObject {
  try {
    const value = readJson(new TextDecoder().decode(request.body))
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as JsonObject)
      : {}
  } catch {
    return {}
  }
}

/** Templates differ: our own sends `ticket_id`, events a `detail`, others a `ticket`. */
function ticketIdIn(body: JsonObject): string | undefined {
  const candidates = [
    textIn(body, 'ticket_id'),
    textIn(objectIn(body, 'ticket'), 'id'),
    textIn(objectIn(body, 'detail'), 'id'),
    /^zen:ticket:(\d+)$/.exec(textIn(body, 'subject'))?.[1] ?? '',
    textIn(body, 'id'),
  ]
  return candidates.find((id) => /^\d{1,19}$/.test(id))
}

/** Verifies a webhook over its raw body and says which ticket to look at. */
export async function readWebhook(adapter: Adapter, request: HttpRequest): Promise<ReplyArrival> {
  await verify(adapter.options, request)
  const body = bodyOf(request)
  const ticket = ticketIdIn(body)
  const { receivedAt } = request
  const invocation =
    request.headers['x-zendesk-webhook-invocation-id'] ?? `${ticket ?? ''}:${receivedAt}`
  const touches = ticket !== undefined && tellsOfWords(body)
  return {
    answer: { status: 200, contentType: 'text/plain', body: '' },
    replies: [],
    touched: touches ? [{ ticket: { id: ticket }, key: invocation.slice(0, 200) }] : [],
    ticketsLearnt: [],
    ticketEvents: ticket === undefined ? [] : await eventsIn(adapter, body, { ticket, receivedAt }),
  }
}
