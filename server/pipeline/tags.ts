import type { ReplyRow } from '../core/store/outbox.ts'
import { tags } from './notice-text.ts'
import type { Runtime } from './runtime.ts'

const tagOf: Readonly<Record<string, string>> = {
  held: tags.held,
  failed: tags.failed,
  unknown: tags.unconfirmed,
}

/** Tags that no other reply of the conversation still needs once this one is settled. */
export async function tagsToClear(
  { store }: Runtime,
  reply: Pick<ReplyRow, 'tenant' | 'id' | 'conversation'>,
): Promise<readonly string[]> {
  const open = await store.outbox.repliesOf(reply.tenant, {
    conversation: reply.conversation,
    states: ['held', 'failed', 'unknown'],
  })
  const needed = new Set(open.filter(({ id }) => id !== reply.id).map(({ state }) => tagOf[state]))
  return Object.values(tags).filter((tag) => !needed.has(tag))
}
