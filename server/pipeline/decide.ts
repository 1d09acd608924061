import type { ReplyState } from '../core/reply.ts'
import type { Actor } from '../core/store/documents.ts'
import type { GateFinding, ReplyRow } from '../core/store/outbox.ts'
import type { Approver } from '../persona/approvers.ts'
import { stillWanted } from './approvals.ts'
import type { Command, CommandName } from './commands.ts'
import { disposeAnswered } from './disposition.ts'
import { actNotice } from './notice-text.ts'
import { redraft } from './redraft.ts'
import { tagsToClear } from './tags.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

/** The states of a reply in which a command means something. */
export const appliesTo: Readonly<Record<CommandName, readonly ReplyState[]>> = {
  release: ['held'],
  reject: ['held'],
  rewrite: ['held', 'failed'],
  customer_has_it: ['unknown'],
  send_again: ['unknown', 'failed'],
}

/** What a person decided about one reply. */
export interface Decision {
  readonly reply: ReplyRow
  readonly command: Command
  readonly by: Actor
  /** An internal note on the ticket, or the sidebar. */
  readonly via: 'note' | 'app'
  readonly reason?: string | undefined
  /** Whether they lead, where a session says so. */
  readonly isLead?: boolean
  /** The reply's `updatedAt` as the person saw it. */
  readonly seenAt?: number
}

export type DecisionOutcome =
  | { readonly isDone: true; readonly reply: ReplyRow }
  /** `lead`: only a lead may let it go. `another`: anybody but its author may. */
  | { readonly isDone: false; readonly why: 'empty' | Approver }
  | { readonly isDone: false; readonly why: 'gate'; readonly findings: readonly GateFinding[] }

/**
 * Carries a decision out: the act, its journal entry and its note are one transaction. Throws
 * `reply.state` where the reply is in no state for it or has changed meanwhile.
 */
export async function decide(
  runtime: Runtime,
  tenant: TenantRuntime,
  decision: Decision,
): Promise<DecisionOutcome> {
  const { reply, command, by, via, reason, seenAt } = decision
  const { name, text = '' } = command
  if (name === 'release') {
    if (reply.partsTotal === 0) return { isDone: false, why: 'empty' }
    const rules = reply.findings.map(({ rule }) => rule)
    const [wanted] = await stillWanted(tenant, decision, rules)
    if (wanted) return { isDone: false, why: wanted }
  }
  const redrafted =
    name === 'rewrite' ? await redraft(runtime, tenant, { ...decision, text }) : undefined
  if (redrafted && redrafted.findings.length > 0)
    return { isDone: false, why: 'gate', findings: redrafted.findings }
  const removeTags = await tagsToClear(runtime, reply)
  const who = via === 'app' ? (by.name ?? by.id) : undefined
  const told = actNotice(reply, { act: name, removeTags, who, reason }, tenant.locale)
  const common = { by: by.id, via, ...(seenAt !== undefined && { seenAt }) }
  const act =
    name === 'rewrite'
      ? { do: name, text, parts: redrafted?.parts ?? [], ...common }
      : { do: name, ...common }
  const after = await runtime.store.outbox.act(tenant.id, reply.id, act, told)
  await disposeAnswered(runtime, after)
  return { isDone: true, reply: after }
}
