import type { PublicContext } from '../core/message.ts'
import type { ConversationRow, ReplyRow, WindowState } from '../core/store/index.ts'
import type { LintContext } from '../persona/context.ts'
import { caseworkOf, type Casework } from './casework/casework.ts'
import { suggestionFor } from './casework/suggestion.ts'
import { isCrisisFor } from './crisis.ts'
import { lintContextOf, repliesLeft } from './lint-context.ts'
import { said } from './said.ts'
import {
  readSituation,
  type CareAccount,
  type CareDoors,
  type Roster,
  type Situation,
} from './situation.ts'
import { wordsOf } from './words.ts'

/** A contact of the customer with this account. */
export interface Contact {
  readonly conversation: ConversationRow
  readonly at: number
  /** The beginning of what they wrote last; '' when there were no words. */
  readonly text: string
}

/** The public thread an item stands under. */
export interface ThreadSeen {
  readonly id: string
  readonly posts: readonly PublicContext[]
  /** The writer's own followers, where the platform says so. */
  readonly followers: number | undefined
}

/** What the sidebar shows beside one ticket. Times are epoch ms. */
export interface TicketGuidance {
  readonly conversation: ConversationRow
  readonly now: number
  readonly context: LintContext
  readonly personaVersion: number
  readonly crisis: { readonly on: boolean; readonly version: number }
  readonly window: (WindowState & { readonly repliesLeft: number | undefined }) | undefined
  /** Newest first, of all conversations of the ticket. */
  readonly replies: readonly ReplyRow[]
  readonly contacts: readonly Contact[]
  /** Since the last answer, oldest first; `message` is its id in the store. */
  readonly said: readonly { readonly message: string; readonly text: string; readonly at: number }[]
  readonly thread: ThreadSeen | undefined
  readonly casework: Casework
}

/** A ticket of ours in sight of one agent. */
export interface Asking {
  /** All conversations of the ticket; the one written in last is answered. */
  readonly conversations: readonly [ConversationRow, ...ConversationRow[]]
  readonly served: CareAccount
  readonly masks: boolean
  readonly roster: Roster
}

const repliesShown = 20
const contactsShown = 5
const contactLength = 120

async function contactsOf(
  { store }: CareDoors,
  { customer, account, tenant }: ConversationRow,
  masks: boolean,
): Promise<readonly Contact[]> {
  const { inbox } = store
  const found = await inbox.conversationsOf(tenant, { account, customer, limit: contactsShown })
  return Promise.all(
    found.map(async (conversation) => {
      const [last] = (await inbox.messages(tenant, conversation.id, 5))
        .filter(({ message }) => message.kind === 'message')
        .slice(-1)
      const text = last ? wordsOf(last.message, masks).slice(0, contactLength) : ''
      return { conversation, at: last?.message.sentAt ?? conversation.lastInboundAt, text }
    }),
  )
}

function threadOf({ conversation, messages }: Situation): ThreadSeen | undefined {
  if (conversation.visibility !== 'public') return undefined
  const last = messages.findLast(({ message }) => (message.context ?? []).length > 0)
  const writer = messages.at(-1)?.message.customer
  return {
    id: conversation.thread,
    posts: last?.message.context ?? [],
    followers: writer?.followers,
  }
}

async function repliesIn({ store }: CareDoors, conversations: readonly ConversationRow[]) {
  const found = await Promise.all(
    conversations.map(({ tenant, id }) =>
      store.outbox.repliesOf(tenant, { conversation: id, limit: repliesShown }),
    ),
  )
  return found
    .flat()
    .sort((a, b) => b.writtenAt - a.writtenAt)
    .slice(0, repliesShown)
}

/** Everything beside one ticket, from the store alone: nobody is called. */
export async function readTicketGuidance(
  doors: CareDoors,
  { conversations, ...asking }: Asking,
): Promise<TicketGuidance> {
  const [conversation] = conversations
  const [situation, replies, contacts] = await Promise.all([
    readSituation(doors, { ...asking, conversation }),
    repliesIn(doors, conversations),
    contactsOf(doors, conversation, asking.masks),
  ])
  const { window, crisis, persona, now } = situation
  return {
    conversation,
    now,
    context: lintContextOf(situation),
    personaVersion: persona.version,
    crisis: { on: isCrisisFor(crisis, conversation.account), version: crisis.version },
    window: window && { ...window, repliesLeft: repliesLeft(situation) },
    replies,
    contacts,
    said: said(situation).inbound,
    thread: threadOf(situation),
    casework: caseworkOf(
      situation.record,
      suggestionFor(situation),
      persona.document?.policy?.solveNeeds,
    ),
  }
}

/** What changed beside one ticket, as versions. Cheap enough for every few seconds. */
export async function readTicketPulse(
  { store, crisis, personas, cases, tierOf }: CareDoors,
  tenant: string,
  conversations: readonly ConversationRow[],
) {
  const [conversation] = conversations
  const [switched, persona, deliveries, tier, record] = await Promise.all([
    crisis.state(tenant),
    conversation ? personas.inForce(tenant, conversation.account) : undefined,
    store.outbox.stamp(
      tenant,
      conversations.map(({ id }) => id),
    ),
    conversation ? tierOf(conversation) : undefined,
    cases.read(tenant, conversation?.ticket?.id),
  ])
  return {
    crisisVersion: switched.version,
    personaVersion: persona?.version ?? 0,
    deliveries,
    casework: record.version,
    // Asked for beside the card, the tier is often learnt after the first look.
    messages: [...conversations.map(({ lastInboundAt }) => lastInboundAt), tier ?? ''].join('-'),
  }
}
