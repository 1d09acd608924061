import type { AgentReply } from '../core/helpdesk.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import type { NewReply, ReplyRow } from '../core/store/outbox.ts'
import type { ReplyContent } from '../core/reply.ts'
import type { Finding } from '../persona/rule.ts'
import { gate } from './gate.ts'
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

function finding(rule: string, message: Finding['message']): Finding {
  return { rule, severity: 'block', start: 0, end: 0, message }
}

async function findingsOf(
  runtime: Runtime,
  tenant: TenantRuntime,
  draft: Draft,
): Promise<readonly Finding[]> {
  const served = accountOf(runtime, tenant.id, draft.conversation.account)
  if (!served) return [finding('account', notConnected)]
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
 * undefined = nothing in it for the customer.
 */
export async function takeReply(
  runtime: Runtime,
  tenant: TenantRuntime,
  reply: AgentReply,
  conversation: ConversationRow,
): Promise<{ readonly isNew: boolean; readonly reply: ReplyRow } | undefined> {
  const known = await runtime.store.outbox.reply(tenant.id, `c${reply.id}`)
  if (known) return { isNew: false, reply: known }
  if (reply.text.trim() === '' && reply.attachments.length === 0) return undefined
  const served = accountOf(runtime, tenant.id, conversation.account)
  const code = await codeOf(runtime, tenant, reply.author)
  const { text } = reply
  const texts = served
    ? textParts(served, { text, code, visibility: conversation.visibility })
    : plainParts(text, code)
  const draft: Draft = { reply, conversation, code, texts }
  const files = await filesOf(runtime, tenant, reply)
  const lost = files.lost && [finding('attachment', files.lost)]
  const findings = [...(lost ?? []), ...(await findingsOf(runtime, tenant, draft))]
  const parts = [...texts, ...files.parts]
  const taken = await runtime.store.outbox.enqueue(rowOf(tenant, draft, parts, findings))
  runtime.wake.call(taken.reply.state === 'held' ? 'notices' : 'outbox')
  return taken
}
