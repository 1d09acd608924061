import { sql } from 'kysely'
import type { AnsweredQuestion, OutboxStore } from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import { storedColumns, storedMessage } from './conversations.ts'
import { replyRow } from './reply-rows.ts'

/** Of one question; who writes more has said the same before. */
const messagesKept = 10
/** Of all conversations together: a flood in one must not fill the memory. */
const messagesRead = 3000

type Stored = ReturnType<typeof storedMessage>
type Bare = Pick<AnsweredQuestion, 'reply' | 'customer' | 'customerName'>

/** Zendesk tells whole seconds: what came within the same second was there to be read. */
const secondMs = 999

function byConversation<T>(items: readonly T[], of: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(of(item))
    if (group) group.push(item)
    else groups.set(of(item), [item])
  }
  return groups
}

/** Which messages stand between a reply and the one before it. */
function withQuestions(
  found: readonly Bare[],
  messages: readonly Stored[],
): readonly AnsweredQuestion[] {
  const mail = byConversation(messages, ({ conversation }) => conversation)
  const written = byConversation(found, ({ reply }) => reply.conversation)
  return found.map((one) => {
    const { conversation, writtenAt } = one.reply
    const before = (written.get(conversation) ?? [])
      .map(({ reply }) => reply.writtenAt)
      .filter((at) => at < writtenAt)
    const after = Math.max(-Infinity, ...before) + secondMs
    const between = (mail.get(conversation) ?? []).filter(
      ({ receivedAt, message }) =>
        message.kind === 'message' && receivedAt > after && receivedAt <= writtenAt + secondMs,
    )
    return { ...one, messages: between.slice(-messagesKept).map(({ message }) => message) }
  })
}

export function readAnswered({ db }: StoreContext): OutboxStore['answered'] {
  return async (tenant, { account, since, limit }) => {
    const rows = await db
      .selectFrom('replies')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      // The index of this state alone applies only where the state stands in the text.
      .where('state', '=', sql.lit('sent'))
      .where('written_at', '>', since)
      .orderBy('written_at', 'desc')
      .limit(limit)
      .execute()
    const ids = [...new Set(rows.map(({ conversation }) => conversation))]
    if (ids.length === 0) return []
    const people = await db
      .selectFrom('conversations')
      .select(['id', 'customer', 'customer_name'])
      .where('tenant', '=', tenant)
      .where('id', 'in', ids)
      .execute()
    const mail = await db
      .selectFrom('inbox')
      .select(storedColumns)
      .where('tenant', '=', tenant)
      .where('conversation', 'in', ids)
      .orderBy('id', 'desc')
      .limit(messagesRead)
      .execute()
    const known = new Map(people.map((row) => [row.id, row]))
    const found = rows.map(replyRow).flatMap((reply): Bare[] => {
      const person = known.get(reply.conversation)
      if (!person) return []
      return [{ reply, customer: person.customer, customerName: person.customer_name ?? undefined }]
    })
    return withQuestions(found, mail.map(storedMessage).reverse())
  }
}
