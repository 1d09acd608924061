import type { ConversationRow } from '../core/store/inbox.ts'
import type { GateFinding } from '../core/store/outbox.ts'
import { findingsAgainst } from '../persona/clearance.ts'
import type { LintContext } from '../persona/context.ts'
import { blocking } from '../persona/guide.ts'
import { standingOf } from './roster.ts'
import type { AccountRuntime, Runtime, TenantRuntime } from './runtime.ts'

interface GateInput {
  readonly tenant: TenantRuntime
  readonly served: AccountRuntime
  readonly conversation: ConversationRow
  readonly text: string
  /** The agent's id in the helpdesk. */
  readonly author: string
  readonly code: string
  readonly attachmentKinds: readonly ('image' | 'voice' | 'video' | 'file')[]
  /** Sends this reply will take. */
  readonly sends: number
  /** When the agent wrote it, epoch ms. */
  readonly writtenAt: number
}

/** What only the finished reply knows: its files, and how many sends it really takes. */
function withDraft(context: LintContext, { attachmentKinds, sends }: GateInput): LintContext {
  const { channel } = context
  const isShort = channel?.repliesLeft !== undefined && channel.repliesLeft < sends
  return {
    ...context,
    ...(channel && isShort && { channel: { ...channel, repliesLeft: 0 } }),
    ...(attachmentKinds.length > 0 && { attachments: attachmentKinds.map((kind) => ({ kind })) }),
  }
}

/**
 * Longer texts are judged by their beginning: no channel carries so much in one window, so its limits
 * hold them anyway, and a page pasted by accident must not keep every other reply waiting.
 */
const judgedLength = 8000

/** What keeps this reply from being sent without a person's act. Empty = it may go. */
export async function gate(runtime: Runtime, input: GateInput): Promise<readonly GateFinding[]> {
  const { tenant, served, conversation, author, code, writtenAt } = input
  const context = await runtime.lintContext({
    conversation,
    served,
    masks: tenant.masks,
    roster: standingOf(tenant, { id: author, code }),
    until: writtenAt,
  })
  const found = blocking(
    findingsAgainst(input.text.slice(0, judgedLength), withDraft(context, input)),
  )
  return found.map(({ rule, severity, message }) => ({
    rule,
    severity: severity === 'block' ? 'block' : 'error',
    message,
  }))
}
