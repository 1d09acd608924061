import { RelayError } from '../../core/error.ts'
import type { ReplyArrival, TicketEvent } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import { readJson, type JsonObject } from '../../wire/json.ts'
import { constantTimeEqual, zendeskSignature } from '../../wire/sign.ts'
import { objectIn, textIn } from './json-fields.ts'
import type { ZendeskTicketingOptions } from './options.ts'

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

const names: Readonly<Record<string, TicketEvent['name']>> = {
  'zen:event-type:ticket.status_changed': 'status_changed',
  'zen:event-type:ticket.merged': 'merged',
  'zen:event-type:ticket.soft_deleted': 'deleted',
  'zen:event-type:ticket.permanently_deleted': 'deleted',
  'zen:event-type:ticket.agent_assignment_changed': 'assigned',
  'zen:event-type:ticket.tags_changed': 'tags_changed',
}

function eventsIn(body: JsonObject, ticket: string, receivedAt: number): readonly TicketEvent[] {
  const type = textIn(body, 'type')
  if (!type.startsWith('zen:event-type:ticket.')) return []
  const name = names[type]
  if (!name) return []
  const event = objectIn(body, 'event')
  const at = Date.parse(textIn(body, 'time'))
  const target = textIn(event, 'target_ticket_id') || textIn(objectIn(event, 'target_ticket'), 'id')
  const status =
    name === 'status_changed'
      ? (textIn(event, 'current') || textIn(objectIn(body, 'detail'), 'status')).toLowerCase()
      : ''
  const detail = { ...(status && { status }), ...(target && { target }) }
  return [{ ticket: { id: ticket }, name, at: Number.isNaN(at) ? receivedAt : at, detail }]
}

/** Verifies a webhook over its raw body and says which ticket to look at. */
export async function readWebhook(
  options: ZendeskTicketingOptions,
  request: HttpRequest,
): Promise<ReplyArrival> {
  await verify(options, request)
  const body = bodyOf(request)
  const ticket = ticketIdIn(body)
  const invocation =
    request.headers['x-zendesk-webhook-invocation-id'] ?? `${ticket ?? ''}:${request.receivedAt}`
  return {
    answer: { status: 200, contentType: 'text/plain', body: '' },
    replies: [],
    touched:
      ticket === undefined ? [] : [{ ticket: { id: ticket }, key: invocation.slice(0, 200) }],
    ticketsLearnt: [],
    ticketEvents: ticket === undefined ? [] : eventsIn(body, ticket, request.receivedAt),
  }
}
