import { RelayError } from '../core/error.ts'
import type { ReplyArrival, TicketEvent } from '../core/helpdesk.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import { disposeAll } from './disposition.ts'
import { takeReply } from './replies.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'
import { noteTicketEvents } from './ticket-journal.ts'

/** A solved or closed ticket ends what nobody answered; a merge moves its conversations. */
async function follow(runtime: Runtime, tenant: TenantRuntime, event: TicketEvent): Promise<void> {
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

async function takeDirect(
  runtime: Runtime,
  tenant: TenantRuntime,
  arrival: ReplyArrival,
): Promise<void> {
  for (const reply of arrival.replies) {
    const id = reply.threadId ?? ''
    const conversation = await runtime.store.inbox.conversation(tenant.id, id)
    if (
      !conversation ||
      (arrival.account !== undefined && arrival.account !== conversation.account)
    ) {
      throw new RelayError(
        'helpdesk.not_found',
        'The reply names a conversation that does not exist.',
      )
    }
    await takeReply(runtime, tenant, reply, conversation)
  }
}

/** One helpdesk callback: verify, make durable, answer. Throws `helpdesk.forged` for an unknown tenant too. */
export async function receiveFromHelpdesk(
  runtime: Runtime,
  tenantId: string,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const tenant = runtime.tenants.get(tenantId)
  if (!tenant) throw new RelayError('helpdesk.forged', 'The request did not verify.')
  const arrival = await tenant.helpdesk.readReply(request)
  await takeDirect(runtime, tenant, arrival)
  if (arrival.touched.length > 0) {
    await runtime.store.touched.touch(tenant.id, arrival.touched)
    runtime.wake.call('touched')
  }
  for (const learnt of arrival.ticketsLearnt) {
    await runtime.store.inbox.learnTicket(tenant.id, learnt.filing, learnt.ticket, learnt.commentId)
  }
  if (arrival.ticketEvents.length > 0) {
    await noteTicketEvents(runtime, tenant, arrival.ticketEvents, 'told')
    for (const event of arrival.ticketEvents) await follow(runtime, tenant, event)
  }
  return arrival.answer
}
