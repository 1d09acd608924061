import type { AgentReply } from '../core/helpdesk.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import { carryOut } from './acts.ts'
import { readCommand } from './commands.ts'
import { createPool, type Pool } from './pool.ts'
import { takeReply } from './replies.ts'
import { asRelayError, filingDelay } from './retry.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

const leaseMs = 20_000

type Claim = Awaited<ReturnType<Runtime['store']['touched']['claim']>>[number]

/** The conversation an answer belongs to: after a merge a ticket may hold several; the newest asked. */
function newestOf(conversations: readonly ConversationRow[]): ConversationRow | undefined {
  return [...conversations].sort((a, b) => b.lastInboundAt - a.lastInboundAt)[0]
}

async function take(
  runtime: Runtime,
  tenant: TenantRuntime,
  conversation: ConversationRow,
  reply: AgentReply,
): Promise<void> {
  if (reply.isPublic) {
    await takeReply(runtime, tenant, reply, conversation)
    return
  }
  const command = readCommand(reply.text)
  if (command)
    await carryOut(runtime, tenant, {
      command,
      by: reply.author.id,
      noteId: reply.id,
      conversation,
    })
}

async function read(
  runtime: Runtime,
  tenant: TenantRuntime,
  claim: Claim,
): Promise<string | undefined> {
  const conversation = newestOf(
    await runtime.store.inbox.conversationByTicket(tenant.id, claim.ticket),
  )
  if (!conversation || !tenant.reader) return claim.lastComment
  const { replies, last } = await tenant.reader.repliesAfter(claim.ticket, claim.lastComment)
  for (const reply of replies) await take(runtime, tenant, conversation, reply)
  return last ?? claim.lastComment
}

/** Reads the tickets a webhook named and takes agents' replies and commands from them. */
export function createTouchedReader(runtime: Runtime): Pool {
  async function work(claim: Claim): Promise<void> {
    const tenant = runtime.tenants.get(claim.tenant)
    if (!tenant) return
    try {
      const lastComment = await read(runtime, tenant, claim)
      await runtime.store.touched.finish(claim, { lastComment })
    } catch (cause) {
      const error = asRelayError(cause, 'helpdesk.unavailable')
      runtime.log.warn('replies.read_failed', {
        ticket: claim.ticket.id,
        code: error.code,
        message: error.message,
      })
      const runAt = runtime.clock.now() + Math.min(filingDelay(claim.tries, error, 0.5), 120_000)
      await runtime.store.touched.finish(claim, { runAt })
    }
  }

  return createPool({
    name: 'touched',
    width: 8,
    clock: runtime.clock,
    log: runtime.log,
    wake: runtime.wake,
    idleMs: 1000,
    claim: (limit) => runtime.store.touched.claim({ owner: runtime.owner, limit, forMs: leaseMs }),
    work,
    nextDueAt: () => runtime.store.touched.nextDueAt(),
  })
}
