import type { TicketEvent } from '../core/helpdesk.ts'
import { disposeAll } from './disposition.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

/** A solved or closed ticket ends what nobody answered; a merge moves its conversations. Safe to repeat. */
export async function followTicket(
  runtime: Runtime,
  tenant: Pick<TenantRuntime, 'id'>,
  event: TicketEvent,
): Promise<void> {
  const conversations = await runtime.store.inbox.conversationByTicket(tenant.id, event.ticket)
  const { status, target } = event.detail
  const isOver = status === 'solved' || status === 'closed'
  for (const conversation of conversations) {
    if (isOver) await disposeAll(runtime, conversation, event.at)
    if (event.name === 'merged' && target !== undefined) {
      await runtime.store.inbox.retarget(tenant.id, conversation.id, { id: target })
    }
    if (event.name === 'deleted')
      await runtime.store.inbox.retarget(tenant.id, conversation.id, undefined)
  }
}
