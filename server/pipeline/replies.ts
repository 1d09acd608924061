import type { TicketRef } from '../core/filing.ts'
import type { AgentReply } from '../core/helpdesk.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import type { GateFinding, NewReply, ReplyRow } from '../core/store/outbox.ts'
import type { ReplyContent } from '../core/reply.ts'
import { gate } from './gate.ts'
import { afterOverrides, authorOf } from './intents.ts'
import { heldNotice } from './notice-text.ts'
import { notConnected } from './redraft.ts'
import { attachmentKinds, plainParts, textParts } from './reply-parts.ts'
import { filesOf } from './reply-files.ts'
import { codeOf } from './roster.ts'
import { accountOf, type Runtime, type TenantRuntime } from './runtime.ts'

interface Draft {
  readonly reply: AgentReply
  readonly conversation: ConversationRow
  readonly code: string
  readonly texts: readonly ReplyContent[]
}

function block(rule: string, message: GateFinding['message']): GateFinding {
  return { rule, severity: 'block', message }
}

async function findingsOf(
  runtime: Runtime,
  tenant: TenantRuntime,
  draft: Draft,
): Promise<readonly GateFinding[]> {
  const served = accountOf(runtime, tenant.id, draft.conversation.account)
  if (!served) return [block('account', notConnected)]
  return gate(runtime, {
    tenant,
    served,
    conversation: draft.conversation,
    text: draft.reply.text,
    author: draft.reply.author.id,
    code: draft.code,
    attachmentKinds: attachmentKinds(draft.reply.attachments),
    sends: draft.texts.length + draft.reply.attachments.length,
    writtenAt: draft.reply.at,
  })
}

function ticketOf({
  reply,
  conversation,
}: Pick<Draft, 'reply' | 'conversation'>): TicketRef | undefined {
  return reply.ticket ?? conversation.ticket
}

function rowOf(
  tenant: TenantRuntime,
  draft: Draft,
  parts: readonly ReplyContent[],
  { findings, overridden }: Awaited<ReturnType<typeof afterOverrides>>,
): NewReply {
  const { reply, conversation, code } = draft
  const ticket = ticketOf(draft)
  const held = findings.length > 0
  const id = `c${reply.id}`
  return {
    id,
    tenant: tenant.id,
    account: conversation.account,
    conversation: conversation.id,
    ticket,
    commentId: reply.id,
    author: { ...reply.author, code },
    writtenAt: reply.at,
    parts,
    text: reply.text,
    state: held ? 'held' : 'queued',
    ...(overridden && { overridden }),
    ...(held && {
      holdReason: findings.map(({ rule }) => rule).join(','),
      findings,
      notice: heldNotice({ id, ticket, conversation: conversation.id }, findings, tenant.locale),
    }),
  }
}

/**
 * Takes an agent's public reply into the outbox, past the gate. Idempotent on the comment's id.
 * undefined = nothing in it for the customer.
 */
export async function takeReply(
  runtime: Runtime,
  tenant: TenantRuntime,
  read: AgentReply,
  conversation: ConversationRow,
): Promise<{ readonly isNew: boolean; readonly reply: ReplyRow } | undefined> {
  const known = await runtime.store.outbox.reply(tenant.id, `c${read.id}`)
  if (known) return { isNew: false, reply: known }
  if (read.text.trim() === '' && read.attachments.length === 0) return undefined
  const ticket = ticketOf({ reply: read, conversation })
  const reply = { ...read, author: await authorOf(runtime, tenant.id, ticket, read) }
  const served = accountOf(runtime, tenant.id, conversation.account)
  const code = await codeOf(runtime, tenant, reply.author)
  const { text } = reply
  const texts = served
    ? textParts(served, { text, code, visibility: conversation.visibility })
    : plainParts(text, code)
  const draft: Draft = { reply, conversation, code, texts }
  const files = await filesOf(runtime, tenant, reply)
  const lost = files.lost && [block('attachment', files.lost)]
  const found = [...(lost ?? []), ...(await findingsOf(runtime, tenant, draft))]
  const written = { ticket, text, author: reply.author.id }
  const judged = await afterOverrides(runtime, tenant.id, written, found)
  const parts = [...texts, ...files.parts]
  const taken = await runtime.store.outbox.enqueue(rowOf(tenant, draft, parts, judged))
  runtime.wake.call(taken.reply.state === 'held' ? 'notices' : 'outbox')
  return taken
}
