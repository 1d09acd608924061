import type { ChannelTraits } from '../core/channel.ts'
import type { Clock } from '../core/clock.ts'
import type {
  ConversationRow,
  ReplyRow,
  Store,
  StoredMessage,
  WindowState,
} from '../core/store/index.ts'
import type { LintContext } from '../persona/context.ts'
import type { CaseRecord, CaseRecords } from './casework/record.ts'
import type { CrisisState, CrisisSwitch } from './crisis.ts'
import type { PersonaInForce, Personas } from './personas.ts'

/** A connected account, as far as care needs it. */
export interface CareAccount {
  readonly channel: { readonly traits: ChannelTraits }
  /** The brand's own numbers, which may be written in public. */
  readonly servicePhones: readonly string[]
}

export type Mood = NonNullable<NonNullable<LintContext['customer']>['mood']>

/** Reads a mood out of what a customer wrote; undefined = it cannot tell. */
export type MoodReader = (texts: readonly string[]) => Mood | undefined

export interface CareDoors {
  readonly store: Pick<Store, 'inbox' | 'outbox' | 'documents'>
  readonly clock: Clock
  readonly personas: Personas
  readonly crisis: CrisisSwitch
  readonly cases: CaseRecords
  readonly moodOf: MoodReader | undefined
  /** What was learnt last of the customer's tier; waits for nobody. */
  readonly tierOf: (conversation: ConversationRow) => Promise<'vip' | 'standard' | undefined>
}

/** This agent's public code and all valid ones; without a code nothing is said about codes. */
export interface Roster {
  readonly code: string | undefined
  readonly codes: readonly string[]
  /** Absent: true. */
  readonly mayAnswerPublicly?: boolean
}

/** Which conversation, and who is going to answer it. */
export interface Answering {
  readonly conversation: ConversationRow
  readonly served: CareAccount
  /** Whether personal data is masked in tickets: then it is here too. */
  readonly masks: boolean
  readonly roster: Roster
  /** When the answer was written, epoch ms: what came later is not what it answers. */
  readonly until?: number
}

/** All the facts a lint context is made of. */
export interface Situation extends Answering {
  readonly now: number
  /** Oldest first. */
  readonly messages: readonly StoredMessage[]
  /** Replies the customer has or is about to have, oldest first. */
  readonly replies: readonly ReplyRow[]
  readonly window: WindowState | undefined
  readonly persona: PersonaInForce
  readonly crisis: CrisisState
  /** What agents have said about the ticket. */
  readonly record: CaseRecord
  readonly moodOf: MoodReader | undefined
  readonly tier: 'vip' | 'standard' | undefined
}

/** Zendesk tells whole seconds, cut off: what came within the same second was there to be read. */
const secondMs = 999

/** The latest moment a reply may have been written at. */
export function writtenBy(toldAt: number): number {
  return toldAt % 1000 === 0 ? toldAt + secondMs : toldAt
}

const messagesRead = 50
const repliesRead = 30

/** Reads the facts. Nothing depends on the draft. */
export async function readSituation(doors: CareDoors, answering: Answering): Promise<Situation> {
  const { conversation, served, until } = answering
  const { tenant, id, account, customer, visibility } = conversation
  const { inbox, outbox } = doors.store
  const [messages, replies, window, persona, crisis, tier, record] = await Promise.all([
    inbox.messages(tenant, id, messagesRead),
    outbox.repliesOf(tenant, {
      conversation: id,
      states: ['queued', 'sending', 'sent', 'unknown'],
      limit: repliesRead,
    }),
    served.channel.traits.hasWindow[visibility]
      ? outbox.window(tenant, account, customer)
      : undefined,
    doors.personas.inForce(tenant, account),
    doors.crisis.state(tenant),
    doors.tierOf(conversation),
    doors.cases.read(tenant, conversation.ticket?.id),
  ])
  const isInTime = (at: number): boolean => until === undefined || at <= writtenBy(until)
  return {
    ...answering,
    now: doors.clock.now(),
    messages: messages.filter(
      ({ message, receivedAt }) => message.kind === 'message' && isInTime(receivedAt),
    ),
    replies: replies.filter(({ writtenAt }) => isInTime(writtenAt)).reverse(),
    window,
    persona,
    crisis,
    record,
    moodOf: doors.moodOf,
    tier,
  }
}
