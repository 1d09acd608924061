import { createHash } from 'node:crypto'
import type { InboundMessage, RawItem } from '../core/message.ts'
import type { Acceptance } from '../core/store/inbox.ts'
import { contactWordIn } from '../understanding/contact-word.ts'
import { isCloser } from '../understanding/closer.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

/** A valid signature older than this is quarantined: an admin decides. */
const staleAfterMs = 24 * 60 * 60 * 1000

/** What a genuine item becomes when even the parser gave up: kept, filed as a placeholder. */
function unreadable(item: RawItem, receivedAt: number): InboundMessage {
  return {
    key: `raw:${createHash('sha256').update(item.body).digest('hex')}`,
    kind: 'event',
    platformKind: 'unreadable',
    customer: { id: 'unknown' },
    thread: '',
    visibility: 'private',
    parts: [],
    event: { name: 'other', detail: {} },
    sentAt: item.signedAt ?? receivedAt,
  }
}

function parse(
  runtime: Runtime,
  served: AccountRuntime,
  item: RawItem,
  receivedAt: number,
): readonly InboundMessage[] {
  try {
    return served.channel.parse(item)
  } catch {
    // A message that passed the signature is never refused: WeChat would show the customer a fault.
    runtime.log.error('inbox.unreadable', { account: served.account.id, source: item.source })
    return [unreadable(item, receivedAt)]
  }
}

/** Media, places and links always want somebody to look; so does any text that is not a closer. */
export function isAnswerable(message: InboundMessage): boolean {
  if (message.kind !== 'message') return false
  const texts = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (texts.length < message.parts.length) return true
  return !texts.every(isCloser)
}

function stateOf(message: InboundMessage, item: RawItem, receivedAt: number): Acceptance['state'] {
  const isStale = item.signedAt !== undefined && receivedAt - item.signedAt > staleAfterMs
  if (isStale) return 'quarantined'
  return message.kind === 'message' ? 'pending' : 'recorded'
}

/** With the customer's own word about being written to first, where there is one. The last one counts. */
function heard(message: InboundMessage): InboundMessage {
  if (message.kind !== 'message') return message
  const words = message.parts.flatMap((part) =>
    part.type === 'text' ? (contactWordIn(part.text) ?? []) : [],
  )
  const contact = words.at(-1)
  return contact === undefined ? message : { ...message, contact }
}

/** Turns one verified item into rows to accept. Never throws. */
export function acceptancesOf(
  runtime: Runtime,
  served: AccountRuntime,
  arrived: { readonly item: RawItem; readonly receivedAt: number },
): readonly Acceptance[] {
  const { item, receivedAt } = arrived
  return parse(runtime, served, item, receivedAt).map((message) => ({
    tenant: served.account.tenant,
    account: served.account.id,
    channel: served.account.channel,
    message: heard(message),
    raw: item,
    receivedAt,
    state: stateOf(message, item, receivedAt),
    isAnswerable: isAnswerable(message),
    dueAt: receivedAt,
  }))
}
