import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { createBody, externalIdOf } from './filing-body.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'
import { hasMark } from './read-back.ts'
import { uploadAll } from './uploads.ts'

type Filed = Extract<FilingResult, { outcome: 'filed' }>

interface Frozen {
  readonly at: number
  readonly json: unknown
}

/** Zendesk remembers an idempotency key for two hours; a little less for clocks. */
const keyLifeMs = 110 * 60_000
/** Upload tokens end after an hour. */
const uploadLifeMs = 55 * 60_000

/**
 * The body as first sent, kept so that a retry is equal to the byte: upload tokens and the user's id
 * would differ otherwise, and Zendesk refuses a key with another body.
 */
async function frozenBody(
  adapter: Adapter,
  filing: Filing,
  key: string,
  followUpOf: string | undefined,
): Promise<Frozen> {
  const { kept, clock } = adapter.options.doors
  const name = `zendesk-body:${key}`
  const text = filing.isRetry ? await kept.get(adapter.options.tenant, name) : undefined
  const known = text === undefined ? undefined : (JSON.parse(text) as Frozen)
  const isUsable =
    known && (filing.attachments.length === 0 || clock.now() - known.at < uploadLifeMs)
  if (isUsable) return known
  const userId = await adapter.users.ofCustomer(filing.customer)
  const uploads = await uploadAll(adapter.api, filing.attachments)
  const fresh = {
    at: known?.at ?? clock.now(),
    json: createBody({ filing, userId, uploads }, adapter.options, followUpOf),
  }
  await kept.set(adapter.options.tenant, name, JSON.stringify(fresh))
  return fresh
}

function commentIdIn(body: JsonObject): string | undefined {
  const events = listIn(objectIn(body, 'audit'), 'events')
  const comment = events.find((event) => textIn(event, 'type') === 'Comment')
  return textIn(comment, 'id') || undefined
}

export function filedFrom(filing: Filing, body: JsonObject): Filed {
  const ticket = objectIn(body, 'ticket')
  const commentId = commentIdIn(body)
  const userId = textIn(ticket, 'requester_id')
  const id = textIn(ticket, 'id')
  if (id === '')
    throw new RelayError('helpdesk.unconfirmed', 'Zendesk answered without a ticket.', {
      outcome: 'unknown',
    })
  return {
    id: filing.id,
    outcome: 'filed',
    ticket: { id },
    ...(commentId !== undefined && { commentId }),
    ...(userId !== '' && { userId }),
  }
}

/** A ticket that an earlier attempt made after all. */
async function createdBefore(adapter: Adapter, filing: Filing): Promise<Filed | undefined> {
  const found = await adapter.api.call('/api/v2/tickets', {
    method: 'GET',
    query: { external_id: externalIdOf(filing) },
  })
  for (const ticket of listIn(found, 'tickets')) {
    const id = textIn(ticket, 'id')
    if (await hasMark(adapter.api, id, filing.id))
      return { id: filing.id, outcome: 'filed', ticket: { id } }
  }
  return undefined
}

async function post(adapter: Adapter, key: string, frozen: Frozen): Promise<JsonObject> {
  return adapter.api.call('/api/v2/tickets', {
    method: 'POST',
    json: frozen.json,
    headers: { 'idempotency-key': key },
  })
}

function isOtherBody(error: unknown): boolean {
  return (
    isRelayError(error, 'helpdesk.invalid') && error.details['error'] === 'IdempotentRequestError'
  )
}

/** The customer's user was deleted in Zendesk: make it anew, once. */
function isUserGone(error: unknown): boolean {
  return (
    isRelayError(error, 'helpdesk.invalid') &&
    /requester|author|submitter/.test(String(error.details['fields'] ?? ''))
  )
}

/** Files a conversation's first words, or a follow-up of a closed ticket. Exactly once per filing. */
export async function createTicket(
  adapter: Adapter,
  filing: Filing,
  followUpOf?: string,
): Promise<Filed> {
  const key = followUpOf === undefined ? filing.id : `${filing.id}:followup`
  const followed = followUpOf === undefined ? {} : { followUpOf: { id: followUpOf } }
  const frozen = await frozenBody(adapter, filing, key, followUpOf)
  if (filing.isRetry && adapter.options.doors.clock.now() - frozen.at > keyLifeMs) {
    const earlier = await createdBefore(adapter, filing)
    if (earlier) return { ...earlier, ...followed }
  }
  try {
    return { ...filedFrom(filing, await post(adapter, key, frozen)), ...followed }
  } catch (error) {
    if (isOtherBody(error)) {
      const earlier = await createdBefore(adapter, filing)
      if (earlier) return { ...earlier, ...followed }
    }
    if (!isUserGone(error)) throw error
  }
  await adapter.users.forget(filing.customer.externalId)
  await adapter.options.doors.kept.set(
    adapter.options.tenant,
    `zendesk-body:${key}`,
    JSON.stringify({ at: 0, json: null }),
  )
  const renewed = await frozenBody(adapter, { ...filing, isRetry: false }, key, followUpOf)
  return { ...filedFrom(filing, await post(adapter, key, renewed)), ...followed }
}
