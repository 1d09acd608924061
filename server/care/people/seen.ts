import type { InboundMessage } from '../../core/message.ts'
import type { ConversationRow, Identity, ReplyRow, Store } from '../../core/store/index.ts'
import { wordsOf } from '../words.ts'

/** Something a customer wrote. */
export interface Said {
  readonly id: string
  readonly at: number
  readonly text: string
  readonly channel: string
  readonly visibility: 'public' | 'private'
  readonly ticket: string | undefined
}

/** Something the brand answered, or is about to. */
export interface Answered {
  readonly reply: ReplyRow
  readonly channel: string
  readonly visibility: 'public' | 'private'
}

/** What was said and answered in all conversations of a person that are read. */
export interface Seen {
  /** The one written in last first. */
  readonly conversations: readonly ConversationRow[]
  /** Oldest first. */
  readonly said: readonly Said[]
  /** What they said, as the platform told it. */
  readonly items: readonly InboundMessage[]
  /** Oldest first. */
  readonly answered: readonly Answered[]
}

export type SeenDoors = Pick<Store, 'inbox' | 'outbox'>

const conversationsPerIdentity = 8
const conversationsRead = 12
const messagesRead = 40
const repliesRead = 20

async function saidIn(
  { inbox }: SeenDoors,
  { tenant, id, channel, visibility, ticket }: ConversationRow,
  masks: boolean,
): Promise<readonly (readonly [Said, InboundMessage])[]> {
  const messages = await inbox.messages(tenant, id, messagesRead)
  return messages
    .filter(({ message }) => message.kind === 'message')
    .map(({ id: message, message: item }) => {
      const text = wordsOf(item, masks)
      const said = { id: message, at: item.sentAt, text, channel, visibility, ticket: ticket?.id }
      return [said, item]
    })
}

async function answeredIn(
  { outbox }: SeenDoors,
  { tenant, id, channel, visibility }: ConversationRow,
): Promise<readonly Answered[]> {
  const states = ['queued', 'sending', 'sent', 'unknown'] as const
  const replies = await outbox.repliesOf(tenant, { conversation: id, states, limit: repliesRead })
  return replies.map((reply) => ({ reply, channel, visibility }))
}

/** Reads the newest conversations of all identities, within limits that keep the card quick. */
export async function readSeen(
  doors: SeenDoors,
  tenant: string,
  { identities, masks }: { readonly identities: readonly Identity[]; readonly masks: boolean },
): Promise<Seen> {
  const found = await Promise.all(
    identities.map(({ account, customer }) =>
      doors.inbox.conversationsOf(tenant, { account, customer, limit: conversationsPerIdentity }),
    ),
  )
  const conversations = found.flat().sort((a, b) => b.lastInboundAt - a.lastInboundAt)
  const read = conversations.slice(0, conversationsRead)
  const [said, answered] = await Promise.all([
    Promise.all(read.map((one) => saidIn(doors, one, masks))),
    Promise.all(read.map((one) => answeredIn(doors, one))),
  ])
  const told = said.flat().sort(([a], [b]) => a.at - b.at)
  return {
    conversations,
    said: told.map(([one]) => one),
    items: told.map(([, item]) => item),
    answered: answered.flat().sort((a, b) => a.reply.writtenAt - b.reply.writtenAt),
  }
}
