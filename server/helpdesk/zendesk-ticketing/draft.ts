import { isRelayError } from '../../core/error.ts'
import type { Attachment, Filing } from '../../core/filing.ts'
import type { Adapter } from './adapter.ts'
import { uploadAll } from './uploads.ts'

/**
 * What a filing's body holds besides the filing itself. Kept, so that a retry under the same
 * idempotency key is equal to the byte: upload tokens and the user's id would differ otherwise.
 */
export interface Draft {
  readonly userId: string
  readonly uploads: readonly string[]
  /** Names of files that could not be attached. */
  readonly refused: readonly string[]
  readonly withoutFields: boolean
  readonly withoutSource: boolean
  /** Priority and owner as set are not taken: the agent or the group is gone. */
  readonly withoutStanding?: boolean
  /** The words are longer than Zendesk takes: the whole lies in a file beside their beginning. */
  readonly asFile: boolean
}

/** Zendesk documents 64 kB for a comment and does not say whether it counts characters or bytes. */
const textBytes = 65_535

type Leaving = Pick<Draft, 'withoutFields' | 'withoutSource' | 'withoutStanding' | 'asFile'>

const whole: Leaving = { withoutFields: false, withoutSource: false, asFile: false }

function textFile({ id, body }: Filing): Attachment {
  const bytes = new TextEncoder().encode(body.text)
  return { name: `${id.slice(0, 8)}.txt`, contentType: 'text/plain', bytes }
}

export async function draftOf(
  adapter: Adapter,
  filing: Filing,
  leaving: Leaving = whole,
): Promise<Draft> {
  const userId = await adapter.users.ofCustomer(filing.customer)
  const files = leaving.asFile ? [textFile(filing), ...filing.attachments] : filing.attachments
  const uploaded = await uploadAll(adapter.api, files)
  const { withoutFields, withoutSource, withoutStanding = false, asFile } = leaving
  return { userId, ...uploaded, withoutFields, withoutSource, withoutStanding, asFile }
}

function isLong({ body }: Filing): boolean {
  return Buffer.byteLength(body.text) > textBytes
}

/**
 * The same words in a shape that may pass where Zendesk refused the first: the user was deleted, a
 * configured field, agent or group is gone, the followed ticket is no longer closed, the text is too
 * long. undefined when there is nothing to give up: then the refusal stands.
 */
export async function relaxed(
  adapter: Adapter,
  filing: Filing,
  { draft, error }: { readonly draft: Draft; readonly error: unknown },
): Promise<Draft | undefined> {
  const isClosed = isRelayError(error, 'helpdesk.closed')
  if (!isClosed && !isRelayError(error, 'helpdesk.invalid')) return undefined
  const named = String(error.details['fields'] ?? '')
  const isVague =
    !/requester|author|submitter|comment|custom_field|followup|assignee|group|priority/.test(named)
  await adapter.users.forget(filing.customer.externalId)
  const leaving: Leaving = {
    withoutFields: draft.withoutFields || isVague || named.includes('custom_field'),
    withoutSource: draft.withoutSource || isClosed || isVague || named.includes('followup'),
    withoutStanding:
      draft.withoutStanding === true || isVague || /assignee|group|priority/.test(named),
    asFile: draft.asFile || isLong(filing),
  }
  const next = await draftOf(adapter, filing, leaving)
  const isSame =
    next.userId === draft.userId &&
    next.asFile === draft.asFile &&
    next.withoutFields === draft.withoutFields &&
    next.withoutStanding === draft.withoutStanding &&
    next.withoutSource === draft.withoutSource
  return isSame ? undefined : next
}
