import type { ConversationRow } from '../../core/store/index.ts'
import type { Call } from './call.ts'

/** The conversations of a ticket, the one written in last first. */
export async function conversationsOf(
  { runtime, session }: Pick<Call, 'runtime' | 'session'>,
  ticket: string,
): Promise<readonly ConversationRow[]> {
  const tenant = session.tenant.tenant.id
  const found = await runtime.store.inbox.conversationByTicket(tenant, { id: ticket })
  return [...found].sort((a, b) => b.lastInboundAt - a.lastInboundAt)
}
