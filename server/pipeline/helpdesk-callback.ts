import { RelayError } from '../core/error.ts'
import type { ReplyArrival } from '../core/helpdesk.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import { takeReply } from './replies.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'
import { followTicket } from './ticket-follow.ts'
import { noteTicketEvents } from './ticket-journal.ts'

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
    for (const event of arrival.ticketEvents) await followTicket(runtime, tenant, event)
  }
  return arrival.answer
}
