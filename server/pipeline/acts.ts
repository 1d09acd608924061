import { isRelayError } from '../core/error.ts'
import type { ConversationRow } from '../core/store/inbox.ts'
import type { ReplyRow } from '../core/store/outbox.ts'
import type { Command } from './commands.ts'
import { appliesTo, decide } from './decide.ts'
import { refusedNotice } from './notice-text.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

export interface Order {
  readonly command: Command
  /** Who decided: the agent's id in the helpdesk. */
  readonly by: string
  /** Id of the note that carried the command. */
  readonly noteId: string
  /** The conversations of the ticket; the newest first. */
  readonly conversations: readonly ConversationRow[]
}

/** The reply a command means and when it had last changed: the command is about that state of it. */
interface Choice {
  readonly reply: string | null
  readonly updatedAt: number
}

const done = 'done'

async function choose(
  { store }: Runtime,
  tenant: TenantRuntime,
  { command, conversations }: Order,
): Promise<Choice> {
  const found = await Promise.all(
    conversations.map(({ id }) =>
      store.outbox.repliesOf(tenant.id, {
        conversation: id,
        states: appliesTo[command.name],
        limit: 20,
      }),
    ),
  )
  const [newest] = found.flat().sort((a, b) => b.writtenAt - a.writtenAt)
  return { reply: newest?.id ?? null, updatedAt: newest?.updatedAt ?? 0 }
}

/**
 * Chosen once and remembered before anything is done: a note that is read again after a crash means
 * the same reply in the same state, never the next one. undefined = carried out already.
 */
async function choiceOf(
  runtime: Runtime,
  tenant: TenantRuntime,
  order: Order,
): Promise<Choice | undefined> {
  const { kept } = runtime.store
  const key = keyOf(order)
  const known = await kept.get(tenant.id, key)
  if (known === done) return undefined
  if (known !== undefined) return JSON.parse(known) as Choice
  const choice = await choose(runtime, tenant, order)
  await kept.set(tenant.id, key, JSON.stringify(choice))
  return choice
}

function keyOf({ noteId }: Order): string {
  return `command:${noteId}`
}

async function refuse(
  runtime: Runtime,
  tenant: TenantRuntime,
  order: Order,
  refusal: Parameters<typeof refusedNotice>[1],
): Promise<void> {
  const [conversation] = order.conversations
  if (!conversation) return
  const { noteId } = order
  const about = {
    id: noteId,
    ticket: conversation.ticket,
    conversation: conversation.id,
    commandId: noteId,
  }
  await runtime.store.outbox.addNotice(tenant.id, refusedNotice(about, refusal, tenant.locale))
}

async function act(
  runtime: Runtime,
  tenant: TenantRuntime,
  order: Order,
  reply: ReplyRow,
): Promise<void> {
  const { command, by } = order
  const outcome = await decide(runtime, tenant, { reply, command, by: { id: by }, via: 'note' })
  if (!outcome.isDone) await refuse(runtime, tenant, order, outcome)
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
  const choice = await choiceOf(runtime, tenant, order)
  if (!choice) return
  if (choice.reply === null) {
    await refuse(runtime, tenant, order, { why: 'nothing' })
  } else {
    const reply = await store.outbox.reply(tenant.id, choice.reply)
    try {
      if (reply?.updatedAt === choice.updatedAt) await act(runtime, tenant, order, reply)
    } catch (error) {
      // Somebody else decided in the same moment: one decision counts.
      if (!isRelayError(error, 'reply.state')) throw error
    }
  }
  await store.kept.set(tenant.id, keyOf(order), done)
  wake.call('outbox')
  wake.call('notices')
}
