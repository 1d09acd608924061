import type { MonthGroup } from './cast.ts'
import { isoOf } from './china-time.ts'
import { eventOf, type Beside } from './event-of.ts'
import type { MonthEvent } from './month-events.ts'
import type {
  AsidePlan,
  ConversationPlan,
  EpisodePlan,
  ItemPlan,
  PersonPlan,
  ReplyPlan,
} from './month-plan.ts'

/** A line and the moment at which the relay knows it, epoch ms. */
export interface Line {
  readonly knownAt: number
  readonly event: MonthEvent
}

/** Exports repeat themselves: about so often a line stands there twice. */
const REPEATED = 199

/** Every line a person leaves behind, in no order. */
export function* linesOf(person: PersonPlan): Generator<Line> {
  for (const line of onceEach(person)) {
    yield line
    if (line.knownAt % REPEATED === 0) yield line
  }
}

function* onceEach({ conversations, link }: PersonPlan): Generator<Line> {
  for (const conversation of conversations) {
    for (const item of conversation.strays) yield* itemLines(conversation, item, {})
    for (const episode of conversation.episodes) yield* episodeLines(conversation, episode)
  }
  if (!link) return
  const { customer, sameAs, at, undoneAt } = link
  yield { knownAt: at, event: { type: 'linked', at: isoOf(at), customer, sameAs } }
  if (undoneAt === undefined) return
  yield { knownAt: undoneAt, event: { type: 'unlinked', at: isoOf(undoneAt), customer, sameAs } }
}

function* itemLines(where: ConversationPlan, item: ItemPlan, beside: Beside): Generator<Line> {
  const { platformId, againAt, deletedAt } = item
  yield entryLine(where, item, { feed: 'a', enteredAt: item.enteredAt, beside })
  if (againAt !== undefined) {
    yield entryLine(where, item, { feed: 'b', enteredAt: againAt, beside })
  }
  if (deletedAt === undefined) return
  const event = eventOf('deleted', where, deletedAt, { beside: {}, own: { platformId } })
  yield { knownAt: deletedAt, event }
}

function entryLine(
  where: ConversationPlan,
  { platformId, at, kind, isMention, issue, text }: ItemPlan,
  { feed, enteredAt, beside }: { feed: string; enteredAt: number; beside: Beside },
): Line {
  const own = {
    id: `${platformId}-${feed}`,
    enteredAt: isoOf(enteredAt),
    platformId,
    customer: kind === 'echo' ? `m-${where.account}-brand` : where.customer,
    channel: where.channel,
    mention: isMention,
    kind,
    issue,
    text,
  }
  return { knownAt: enteredAt, event: eventOf('received', where, at, { beside, own }) }
}

function* episodeLines(where: ConversationPlan, episode: EpisodePlan): Generator<Line> {
  const { turns, closers, otherReplies, moves, asides } = episode
  for (const { items, reply } of turns) {
    for (const item of items) yield* itemLines(where, item, besideAt(episode, item.at))
    if (reply) yield* replyLines(where, episode, reply)
  }
  for (const item of closers) yield* itemLines(where, item, besideAt(episode, item.at))
  for (const reply of otherReplies) yield* replyLines(where, episode, reply)
  for (const { at, from, to } of moves) {
    const own = { fromGroup: from, toGroup: to }
    const beside = besideAt(episode, at)
    yield { knownAt: at, event: eventOf('transferred', where, at, { beside, own }) }
  }
  for (const aside of asides) yield asideLine(where, episode, aside)
  yield* endLines(where, episode)
}

function* replyLines(
  where: ConversationPlan,
  episode: EpisodePlan,
  { at, deliveredAt, failedAt, by, isPublic, agent }: ReplyPlan,
): Generator<Line> {
  const beside = besideAt(episode, at, agent)
  const own = {
    id: `${where.id}-r${at}`,
    deliveredAt: deliveredAt === undefined ? undefined : isoOf(deliveredAt),
    by,
    public: isPublic,
  }
  yield { knownAt: deliveredAt ?? at, event: eventOf('replied', where, at, { beside, own }) }
  if (failedAt === undefined) return
  const failed = eventOf('failed', where, failedAt, { beside, own: { what: 'reply' } })
  yield { knownAt: failedAt, event: failed }
}

function asideLine(where: ConversationPlan, episode: EpisodePlan, aside: AsidePlan): Line {
  const { type, at, agent, polarity, anger } = aside
  const beside = besideAt(episode, at, agent)
  const { issue } = episode
  switch (type) {
    case 'acked':
      return { knownAt: at, event: eventOf(type, where, at, { beside, own: { by: 'bot' } }) }
    case 'classified': {
      const own = { issue, polarity, anger }
      return { knownAt: at, event: eventOf(type, where, at, { beside, own }) }
    }
    default:
      return { knownAt: at, event: eventOf(type, where, at, { beside, own: {} }) }
  }
}

function* endLines(where: ConversationPlan, episode: EpisodePlan): Generator<Line> {
  const { solves, mode, surveyedAt, ratings, abandonedAt, turns } = episode
  const agent = turns.at(-1)?.reply?.agent
  for (const at of solves) {
    const beside = besideAt(episode, at, agent)
    yield { knownAt: at, event: eventOf('solved', where, at, { beside, own: { mode } }) }
  }
  if (surveyedAt !== undefined) {
    const beside = besideAt(episode, surveyedAt)
    const event = eventOf('surveyed', where, surveyedAt, { beside, own: {} })
    yield { knownAt: surveyedAt, event }
  }
  for (const { at, score } of ratings) {
    const beside = besideAt(episode, at, agent)
    yield { knownAt: at, event: eventOf('rated', where, at, { beside, own: { score } }) }
  }
  if (abandonedAt === undefined) return
  const beside = besideAt(episode, abandonedAt)
  const event = eventOf('abandoned', where, abandonedAt, { beside, own: {} })
  yield { knownAt: abandonedAt, event }
}

function besideAt(episode: EpisodePlan, at: number, agent?: string): Beside {
  return { category: episode.category, group: groupAt(episode, at), agent }
}

function groupAt({ group, moves }: EpisodePlan, at: number): MonthGroup {
  return moves.findLast((move) => move.at <= at)?.to ?? group
}
