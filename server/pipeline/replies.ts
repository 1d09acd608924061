import type { AgentReply } from '../core/helpdesk.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import type { NewReply, ReplyRow } from '../core/store/outbox.ts'
import type { ReplyContent } from '../core/reply.ts'
import type { Finding } from '../persona/rule.ts'
import { gate } from './gate.ts'
import { heldNotice } from './notice-text.ts'
import { attachmentKinds, mediaParts, textParts } from './reply-parts.ts'
import { codeOf } from './roster.ts'
import { accountOf, type AccountRuntime, type Runtime, type TenantRuntime } from './runtime.ts'

interface Draft {
  readonly reply: AgentReply
  readonly conversation: ConversationRow
  readonly code: string
  readonly texts: readonly ReplyContent[]
}

function findingsOf(
  runtime: Runtime,
  tenant: TenantRuntime,
  served: AccountRuntime,
  draft: Draft,
): Promise<readonly Finding[]> {
  return gate(runtime, {
    served,
    conversation: draft.conversation,
    text: draft.reply.text,
    code: draft.code,
    attachmentKinds: attachmentKinds(draft.reply.attachments),
    sends: draft.texts.length + draft.reply.attachments.length,
    knownCodes: Object.values(tenant.agentCodes),
  })
}

function rowOf(
  tenant: TenantRuntime,
  draft: Draft,
  parts: readonly ReplyContent[],
  findings: readonly Finding[],
): NewReply {
  const { reply, conversation, code } = draft
  const ticket = reply.ticket ?? conversation.ticket
  const spoken = findings.map(({ rule, message }) => ({
    rule,
    message: tenant.locale === 'en' ? message.en : message.zh,
  }))
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
    ...(held && {
      holdReason: spoken.map(({ rule }) => rule).join(','),
      findings: spoken,
      notice: heldNotice({ id, ticket, conversation: conversation.id }, spoken, tenant.locale),
    }),
  }
}

/**
 * Takes an agent's public reply into the outbox, past the gate. Idempotent on the comment's id.
 * undefined = not for the customer (empty, or the account is gone).
 */
export async function takeReply(
  runtime: Runtime,
  tenant: TenantRuntime,
  reply: AgentReply,
  conversation: ConversationRow,
): Promise<{ readonly isNew: boolean; readonly reply: ReplyRow } | undefined> {
  const served = accountOf(runtime, tenant.id, conversation.account)
  if (!served) return undefined
  const known = await runtime.store.outbox.reply(tenant.id, `c${reply.id}`)
  if (known) return { isNew: false, reply: known }
  const code = await codeOf(runtime, tenant, reply.author)
  const texts = textParts(served, { text: reply.text, code, visibility: conversation.visibility })
  const draft: Draft = { reply, conversation, code, texts }
  const findings = await findingsOf(runtime, tenant, served, draft)
  const parts = [...texts, ...(await mediaParts(tenant, reply.attachments))]
  if (parts.length === 0) return undefined
  const taken = await runtime.store.outbox.enqueue(rowOf(tenant, draft, parts, findings))
  runtime.wake.call(taken.reply.state === 'held' ? 'notices' : 'outbox')
  return taken
}
