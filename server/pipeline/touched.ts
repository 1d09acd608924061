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

/** A ticket nobody knows yet is looked at again, soon and then less often: its filing may have been made and not saved. */
const strangerTries = 10
const firstStrangerMs = 250
const longestStrangerMs = 5000

/** The newest asker first: after a merge a ticket holds several conversations, and that one is answered. */
function newestFirst(conversations: readonly ConversationRow[]): readonly ConversationRow[] {
  return [...conversations].sort((a, b) => b.lastInboundAt - a.lastInboundAt)
}

async function take(
  runtime: Runtime,
  tenant: TenantRuntime,
  conversations: readonly [ConversationRow, ...ConversationRow[]],
  reply: AgentReply,
): Promise<void> {
  if (reply.isPublic) {
    await takeReply(runtime, tenant, reply, conversations[0])
    return
  }
  const command = readCommand(reply.text)
  if (!command) return
  const order = { command, by: reply.author.id, noteId: reply.id, conversations }
  await carryOut(runtime, tenant, order)
}

type Finish = Parameters<Runtime['store']['touched']['finish']>[1]

async function read(runtime: Runtime, tenant: TenantRuntime, claim: Claim): Promise<Finish> {
  const [newest, ...others] = newestFirst(
    await runtime.store.inbox.conversationByTicket(tenant.id, claim.ticket),
  )
  if (!newest && claim.tries < strangerTries) {
    const waitMs = Math.min(firstStrangerMs * 2 ** claim.tries, longestStrangerMs)
    return { runAt: runtime.clock.now() + waitMs }
  }
  if (!newest || !tenant.reader) return { lastComment: claim.lastComment }
  const { replies, last } = await tenant.reader.repliesAfter(claim.ticket, claim.lastComment)
  for (const reply of replies) await take(runtime, tenant, [newest, ...others], reply)
  return { lastComment: last ?? claim.lastComment }
}

/** Reads the tickets a webhook named and takes agents' replies and commands from them. */
export function createTouchedReader(runtime: Runtime): Pool {
  async function work(claim: Claim): Promise<void> {
    const tenant = runtime.tenants.get(claim.tenant)
    if (!tenant) return
    try {
      await runtime.store.touched.finish(claim, await read(runtime, tenant, claim))
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
