import { isRelayError } from '../core/error.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import type { ReplyRow } from '../core/store/outbox.ts'
import type { ReplyContent, ReplyState } from '../core/reply.ts'
import type { Command, CommandName } from './commands.ts'
import { actNotice, refusedNotice } from './notice-text.ts'
import { textParts } from './reply-parts.ts'
import { codeOf } from './roster.ts'
import { accountOf, type Runtime, type TenantRuntime } from './runtime.ts'

const appliesTo: Readonly<Record<CommandName, readonly ReplyState[]>> = {
  release: ['held'],
  reject: ['held'],
  rewrite: ['held', 'failed'],
  customer_has_it: ['unknown'],
  send_again: ['unknown', 'failed'],
}

interface Order {
  readonly command: Command
  /** Who decided: the agent's id in the helpdesk. */
  readonly by: string
  /** Id of the note that carried the command. */
  readonly noteId: string
  readonly conversation: ConversationRow
}

async function rewritten(
  runtime: Runtime,
  tenant: TenantRuntime,
  order: Order,
  reply: ReplyRow,
): Promise<readonly ReplyContent[]> {
  const served = accountOf(runtime, tenant.id, order.conversation.account)
  if (!served || order.command.text === undefined) return []
  const code = reply.author.code ?? (await codeOf(runtime, tenant, reply.author))
  return textParts(served, {
    text: order.command.text,
    code,
    visibility: order.conversation.visibility,
  })
}

async function act(
  runtime: Runtime,
  tenant: TenantRuntime,
  order: Order,
  reply: ReplyRow,
): Promise<void> {
  const { command, by } = order
  const notice = actNotice(reply, command.name, tenant.locale)
  const parts = command.name === 'rewrite' ? await rewritten(runtime, tenant, order, reply) : []
  await runtime.store.outbox.act(
    tenant.id,
    reply.id,
    command.name === 'rewrite'
      ? { do: 'rewrite', by, text: command.text ?? '', parts }
      : { do: command.name, by },
    notice,
  )
}

/**
 * Carries out a person's decision on the newest reply it applies to. Once per note, whatever is read
 * twice; the act and its trace are one transaction in the store.
 */
export async function carryOut(
  runtime: Runtime,
  tenant: TenantRuntime,
  order: Order,
): Promise<void> {
  const { store, wake } = runtime
  const { conversation, command, noteId } = order
  const isFirst = await store.kept.once(tenant.id, `command:${noteId}`, 90 * 24 * 3_600_000)
  if (!isFirst) return
  const states = appliesTo[command.name]
  const replies = await store.outbox.repliesOf(tenant.id, {
    conversation: conversation.id,
    states,
    limit: 20,
  })
  const newest = [...replies].sort((a, b) => b.writtenAt - a.writtenAt)[0]
  try {
    if (newest) await act(runtime, tenant, order, newest)
  } catch (error) {
    if (!isRelayError(error, 'reply.state')) throw error
  }
  if (!newest) {
    const about = {
      id: noteId,
      ticket: conversation.ticket,
      conversation: conversation.id,
      commandId: noteId,
    }
    await store.outbox.addNotice(tenant.id, refusedNotice(about, tenant.locale))
  }
  wake.call('outbox')
  wake.call('notices')
}
