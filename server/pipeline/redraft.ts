import type { ReplyContent } from '../core/reply.ts'
import type { GateFinding, ReplyRow } from '../core/store/outbox.ts'
import { approverFor } from '../persona/approvers.ts'
import { stillWanted, type Deciding } from './approvals.ts'
import { gate } from './gate.ts'
import { textParts } from './reply-parts.ts'
import { codeOf } from './roster.ts'
import { accountOf, type Runtime, type TenantRuntime } from './runtime.ts'

/** A person's new text for a reply: it passes the same gate as the first one did. */
export async function redraft(
  runtime: Runtime,
  tenant: TenantRuntime,
  { text, ...deciding }: Deciding & { readonly reply: ReplyRow; readonly text: string },
): Promise<{ readonly parts: readonly ReplyContent[]; readonly findings: readonly GateFinding[] }> {
  const { reply, by } = deciding
  const served = accountOf(runtime, tenant.id, reply.account)
  const conversation = await runtime.store.inbox.conversation(tenant.id, reply.conversation)
  if (!served || !conversation)
    return {
      parts: [],
      findings: [{ rule: 'account', severity: 'block', message: notConnected }],
    }
  const code = reply.author.code ?? (await codeOf(runtime, tenant, reply.author))
  const parts = textParts(served, { text, code, visibility: conversation.visibility })
  const found = await gate(runtime, {
    tenant,
    served,
    conversation,
    text,
    author: by.id,
    code,
    attachmentKinds: [],
    sends: parts.length,
    writtenAt: runtime.clock.now(),
  })
  const rules = found.map(({ rule }) => rule)
  const wanted = await stillWanted(tenant, deciding, rules, true)
  const isSettled = (rule: string): boolean => {
    const approver = approverFor(rule)
    return approver !== undefined && !wanted.has(approver)
  }
  return { parts, findings: found.filter(({ rule }) => !isSettled(rule)) }
}

export const notConnected = {
  zh: '此账号当前没有接入微桥，无法发送。',
  en: 'This account is not connected to Weiqiao at present; nothing can be sent.',
} as const
