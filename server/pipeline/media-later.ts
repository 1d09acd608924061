import type { InboundMessage } from '../core/message.ts'
import type { FrozenFiling, Lane, StoredMessage } from '../core/store/inbox.ts'
import type { Runtime } from './runtime.ts'

/** When to look again for media that could not be fetched with their text. */
const laterMs = [15_000, 60_000, 300_000, 1_800_000] as const
const marker = '#media'

export function isMediaOnly(stored: StoredMessage): boolean {
  return stored.message.key.endsWith(marker)
}

function mediaOnly(stored: StoredMessage): InboundMessage {
  const { message } = stored
  const { grant: _grant, context: _context, ...rest } = message
  return {
    ...rest,
    key: `${message.key}${marker}`,
    platformKind: 'media_later',
    parts: message.parts.filter((part) => part.type === 'media'),
  }
}

/**
 * The text is in the ticket already: what is missing is accepted as a message of its own, due later.
 * Its key derives from the first one's, so a crash in between makes no double.
 */
export async function fileLater(
  runtime: Runtime,
  lane: Lane,
  missing: readonly StoredMessage[],
): Promise<void> {
  const again = missing.filter((stored) => !isMediaOnly(stored))
  if (again.length === 0) return
  const now = runtime.clock.now()
  await runtime.store.inbox.accept(
    again.map((stored) => ({
      tenant: stored.tenant,
      account: stored.account,
      channel: lane.conversation.channel,
      message: mediaOnly(stored),
      raw: { source: 'media', body: '' },
      receivedAt: now,
      state: 'pending' as const,
      isAnswerable: false,
      dueAt: now + laterMs[0],
    })),
  )
}

/**
 * Media fetched in vain once more are pushed back quietly; after the last try they are filed as a line
 * that says so. Answers the messages to leave out of this filing.
 */
export async function deferMissing(
  runtime: Runtime,
  lane: Lane,
  missing: readonly StoredMessage[],
): Promise<readonly StoredMessage[]> {
  const waiting = missing.filter(
    (stored) => isMediaOnly(stored) && stored.tries + 1 < laterMs.length,
  )
  for (const stored of waiting) {
    const delay = laterMs[stored.tries + 1] ?? laterMs[0]
    await runtime.store.inbox.defer(lane, [stored.id], runtime.clock.now() + delay)
  }
  return waiting
}

function isPlaceholder(stored: StoredMessage): boolean {
  return stored.message.platformKind === 'placeholder'
}

/** Keeps the conversation honest after a filing was given up: agents see that something is missing. */
export async function placeholder(
  runtime: Runtime,
  lane: Lane,
  frozen: FrozenFiling,
): Promise<void> {
  const members = lane.messages.filter(({ id }) => frozen.members.includes(id))
  // A placeholder that fails on its own would make one of its own, without end.
  if (members.length > 0 && members.every(isPlaceholder)) return
  const now = runtime.clock.now()
  const { conversation } = lane
  await runtime.store.inbox.accept([
    {
      tenant: conversation.tenant,
      account: conversation.account,
      channel: conversation.channel,
      message: {
        key: `buried:${frozen.id}`,
        kind: 'message',
        platformKind: 'placeholder',
        customer: { id: conversation.customer },
        thread: conversation.thread,
        visibility: conversation.visibility,
        parts: [{ type: 'notice', notice: 'unreadable' }],
        sentAt: now,
      },
      raw: { source: 'relay', body: '' },
      receivedAt: now,
      state: 'pending',
      isAnswerable: true,
      dueAt: now,
    },
  ])
}
