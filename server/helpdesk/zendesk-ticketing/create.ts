import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { bulkLeftMs, stillRunning } from './bulk-job.ts'
import { draftOf, relaxed, type Draft } from './draft.ts'
import { createBody, externalIdOf } from './filing-body.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'
import { hasMark } from './read-back.ts'

export type Filed = Extract<FilingResult, { outcome: 'filed' }>

interface Frozen {
  readonly at: number
  readonly key: string
  readonly draft: Draft
}

interface Creation {
  readonly filing: Filing
  readonly followUpOf: string | undefined
  /** Under which the frozen draft is kept. */
  readonly name: string
}

/** Zendesk remembers an idempotency key for two hours; a little less for clocks. */
const keyLifeMs = 110 * 60_000
/** Upload tokens end after an hour. */
const uploadLifeMs = 55 * 60_000

async function keptDraft(
  adapter: Adapter,
  { filing, name }: Creation,
): Promise<Frozen | undefined> {
  if (!filing.isRetry) return undefined
  const text = await adapter.options.doors.kept.get(adapter.options.tenant, name)
  return text === undefined ? undefined : (JSON.parse(text) as Frozen)
}

async function freeze(adapter: Adapter, { name }: Creation, frozen: Frozen): Promise<Frozen> {
  await adapter.options.doors.kept.set(adapter.options.tenant, name, JSON.stringify(frozen))
  return frozen
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
  const wanted = externalIdOf(filing)
  const found = await adapter.api.call('/api/v2/tickets', {
    method: 'GET',
    query: { external_id: wanted },
  })
  const mine = listIn(found, 'tickets').filter((one) => textIn(one, 'external_id') === wanted)
  // The newest is the likeliest, and follow-ups share their conversation's id.
  for (const ticket of mine.reverse()) {
    const id = textIn(ticket, 'id')
    if (await hasMark(adapter.api, id, filing.id))
      return { id: filing.id, outcome: 'filed', ticket: { id } }
  }
  return undefined
}

async function post(
  adapter: Adapter,
  { filing, followUpOf }: Creation,
  { key, draft }: Frozen,
): Promise<Filed> {
  const body = await adapter.api.call('/api/v2/tickets', {
    method: 'POST',
    json: createBody({ filing, draft }, adapter.options, followUpOf),
    headers: { 'idempotency-key': key },
  })
  return filedFrom(filing, body)
}

function isOtherBody(error: unknown): boolean {
  return (
    isRelayError(error, 'helpdesk.invalid') && error.details['error'] === 'IdempotentRequestError'
  )
}

/** What an earlier attempt left behind, and whether it may have succeeded where no key protects. */
async function earlierAttempt(
  adapter: Adapter,
  creation: Creation,
  known: Frozen | undefined,
): Promise<Filed | undefined> {
  const { filing } = creation
  if (!filing.isRetry) return undefined
  if (known) {
    const isProtected = adapter.options.doors.clock.now() - known.at <= keyLifeMs
    return isProtected ? undefined : createdBefore(adapter, filing)
  }
  const leftMs = await bulkLeftMs(adapter, filing)
  if (leftMs === undefined) return undefined
  const earlier = await createdBefore(adapter, filing)
  if (!earlier && leftMs > 0) throw stillRunning(leftMs)
  return earlier
}

async function frozenFor(
  adapter: Adapter,
  creation: Creation,
  known: Frozen | undefined,
): Promise<Frozen> {
  const { filing } = creation
  const now = adapter.options.doors.clock.now()
  if (known && (known.draft.uploads.length === 0 || now - known.at < uploadLifeMs)) return known
  return freeze(adapter, creation, {
    at: known?.at ?? now,
    key: known?.key ?? creation.name.slice(creation.name.indexOf(':') + 1),
    draft: await draftOf(adapter, filing, known?.draft),
  })
}

async function create(adapter: Adapter, creation: Creation): Promise<Filed> {
  const { filing } = creation
  const known = await keptDraft(adapter, creation)
  const earlier = await earlierAttempt(adapter, creation, known)
  if (earlier) return earlier
  const frozen = await frozenFor(adapter, creation, known)
  try {
    return await post(adapter, creation, frozen)
  } catch (error) {
    if (isOtherBody(error)) {
      const made = await createdBefore(adapter, filing)
      if (made) return made
    }
    const draft = await relaxed(adapter, filing, { draft: frozen.draft, error })
    if (!draft) throw error
    // Another body needs a key of its own; nothing was made under the first.
    const key = `${frozen.key}:relaxed`
    return post(adapter, creation, await freeze(adapter, creation, { ...frozen, key, draft }))
  }
}

/** Files a conversation's first words, or a follow-up of a closed ticket. Exactly once per filing. */
export async function createTicket(
  adapter: Adapter,
  filing: Filing,
  followUpOf?: string,
): Promise<Filed> {
  const key = followUpOf === undefined ? filing.id : `${filing.id}:followup`
  const filed = await create(adapter, { filing, followUpOf, name: `zendesk-draft:${key}` })
  return followUpOf === undefined ? filed : { ...filed, followUpOf: { id: followUpOf } }
}
