import type { HeldReply, ReplyAct } from '../../api/replies.ts'
import { RelayError } from '../../core/error.ts'
import type { GateFinding, ReplyRow } from '../../core/store/index.ts'
import type { Command, CommandName } from '../../pipeline/commands.ts'
import { decide } from '../../pipeline/decide.ts'
import { actorOf, notThere, partOf, type Call, type Handler } from './call.ts'
import { deliveryOf } from './deliveries.ts'

const shown = 100

/** Carries what the gate found to the one place that words refusals. */
export class GateRefusal extends RelayError {
  readonly findings: readonly GateFinding[]

  constructor(findings: readonly GateFinding[]) {
    super('reply.gate', 'The gate holds the new text as well.')
    this.findings = findings
  }
}

async function heldReplyOf({ runtime, session }: Call, reply: ReplyRow): Promise<HeldReply> {
  const { id } = session.tenant.tenant
  const conversation = await runtime.store.inbox.conversation(id, reply.conversation)
  return {
    ...deliveryOf(reply),
    ticket: (reply.ticket ?? conversation?.ticket)?.id ?? null,
    account: reply.account,
    channel: conversation?.channel ?? null,
    visibility: conversation?.visibility ?? null,
    customerName: conversation?.customerName ?? null,
  }
}

export const listHeldReplies: Handler<'listHeldReplies'> = async (call) => {
  const { runtime, session } = call
  const held = await runtime.store.outbox.repliesOf(session.tenant.tenant.id, {
    states: ['held'],
    order: 'oldest',
    limit: shown + 1,
  })
  const replies = await Promise.all(held.slice(0, shown).map((reply) => heldReplyOf(call, reply)))
  return { replies, hasMore: held.length > shown }
}

const names: Readonly<Record<ReplyAct['act'], CommandName>> = {
  release: 'release',
  reject: 'reject',
  rewrite: 'rewrite',
  'has-it': 'customer_has_it',
  'send-again': 'send_again',
}

function commandOf({ act, text }: ReplyAct): Command {
  if (act !== 'rewrite') return { name: names[act] }
  if (text === undefined || text.trim() === '')
    throw new RelayError('api.invalid', 'A rewrite needs a text.')
  return { name: 'rewrite', text: text.trim() }
}

const refusals = {
  empty: ['reply.empty', 'There is nothing to send.'],
  lead: ['session.forbidden', 'Only a lead or an admin may release this reply.'],
  another: ['reply.second_reader', 'Its own author may not release this reply.'],
} as const

export const actOnReply: Handler<'actOnReply'> = async (call) => {
  const { runtime, session, body } = call
  const { tenant } = session.tenant
  const by = actorOf(call)
  const command = commandOf(body)
  const reply = await runtime.store.outbox.reply(tenant.id, partOf(call, 'replyId'))
  if (!reply) throw notThere()
  const outcome = await decide(runtime, tenant, {
    reply,
    command,
    by,
    isLead: session.user !== undefined && session.user.role !== 'agent',
    via: 'app',
    reason: body.reason?.trim(),
    ...(body.seenAt !== undefined && { seenAt: Date.parse(body.seenAt) }),
  })
  if (!outcome.isDone) {
    if (outcome.why === 'gate') throw new GateRefusal(outcome.findings)
    const [code, message] = refusals[outcome.why]
    throw new RelayError(code, message)
  }
  runtime.wake.call('outbox')
  runtime.wake.call('notices')
  return { reply: deliveryOf(outcome.reply) }
}
