import type { ReplyRow } from '../core/store/outbox.ts'
import type { Runtime } from './runtime.ts'

/**
 * What was asked before the agent wrote counts as replied (R2) once the whole reply is with the
 * customer. Repeating it changes nothing.
 */
export async function disposeAnswered({ store }: Runtime, reply: ReplyRow): Promise<void> {
  if (reply.state !== 'sent') return
  await store.inbox.dispose(reply.tenant, reply.conversation, {
    until: reply.writtenAt,
    value: 'R2',
    reply: reply.id,
  })
}

/** The ticket is over: what an answer was sent for is replied, everything else was browsed (R1). */
export async function disposeAll(
  runtime: Runtime,
  { tenant, id }: { readonly tenant: string; readonly id: string },
  until: number,
): Promise<void> {
  const { store } = runtime
  // A crash between a send and its disposition is made good here.
  const [newest] = await store.outbox.repliesOf(tenant, {
    conversation: id,
    states: ['sent'],
    limit: 1,
  })
  if (newest) await disposeAnswered(runtime, newest)
  await store.inbox.dispose(tenant, id, { until, value: 'R1' })
}
