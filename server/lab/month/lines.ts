import { isoOf } from './china-time.ts'
import type { MonthEvent, MonthEventBase } from './month-events.ts'
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

/** Every line a person leaves behind, in no order; a few of them twice, as exports do. */
export function* linesOf(person: PersonPlan): Generator<Line> {
  for (const line of onceEach(person)) {
    yield line
    if (line.knownAt % 199 === 0) yield line
  }
}

function* onceEach({ conversations, link }: PersonPlan): Generator<Line> {
  for (const conversation of conversations) {
    for (const item of conversation.strays) yield* itemLines(conversation, item, {})
    for (const episode of conversation.episodes) yield* episodeLines(conversation, episode)
  }
  if (!link) return
  const { customer, sameAs } = link
  const pair = (type: 'linked' | 'unlinked', at: number): Line => ({
    knownAt: at,
    event: { type, at: isoOf(at), customer, sameAs },
  })
  yield pair('linked', link.at)
  if (link.undoneAt !== undefined) yield pair('unlinked', link.undoneAt)
}

/** The dimensions of a line beside those of its conversation. */
type Beside = Pick<MonthEventBase, 'group' | 'category' | 'agent'>

function* itemLines(where: ConversationPlan, item: ItemPlan, beside: Beside): Generator<Line> {
  const { platformId, kind } = item
  const entry = (enteredAt: number, feed: string): Line => ({
    knownAt: enteredAt,
    event: {
      type: 'received',
      id: `${platformId}-${feed}`,
      ...told(where, item.at),
      enteredAt: isoOf(enteredAt),
      platformId,
      customer: kind === 'echo' ? `m-${where.account}-brand` : where.customer,
      channel: where.channel,
      mention: item.isMention,
      kind,
      ...(item.issue !== undefined && { issue: item.issue }),
      ...(item.text !== undefined && { text: item.text }),
      ...beside,
    },
  })
  yield entry(item.enteredAt, 'a')
  if (item.againAt !== undefined) yield entry(item.againAt, 'b')
  if (item.deletedAt === undefined) return
  const { conversation: _, ...gone } = told(where, item.deletedAt)
  yield { knownAt: item.deletedAt, event: { type: 'deleted', ...gone, platformId } }
}

/** When, where and of whom. */
function told(
  { id, account, place, tier }: ConversationPlan,
  at: number,
): MonthEventBase & { readonly conversation: string; readonly at: string } {
  return {
    at: isoOf(at),
    conversation: id,
    account,
    ...place,
    ...(tier !== undefined && { tier }),
  }
}

function* episodeLines(where: ConversationPlan, episode: EpisodePlan): Generator<Line> {
  const { turns, closers, otherReplies, category } = episode
  const at = (moment: number, agent?: string): Beside => ({
    category,
    group: groupAt(episode, moment),
    ...(agent !== undefined && { agent }),
  })
  for (const item of [...turns.flatMap(({ items }) => items), ...closers]) {
    yield* itemLines(where, item, at(item.at))
  }
  const replies = [...otherReplies, ...turns.flatMap(({ reply }) => reply ?? [])]
  for (const reply of replies) yield* replyLines(where, reply, at(reply.at, reply.agent))
  for (const move of episode.moves) {
    yield line(where, move.at, (base) => ({
      type: 'transferred',
      ...base,
      ...at(move.at),
      fromGroup: move.from,
      toGroup: move.to,
    }))
  }
  for (const aside of episode.asides) yield asideLine(where, episode, aside)
  yield* endLines(where, episode, at)
}

function line(
  where: ConversationPlan,
  at: number,
  say: (base: ReturnType<typeof told>) => MonthEvent,
): Line {
  return { knownAt: at, event: say(told(where, at)) }
}

function* replyLines(where: ConversationPlan, reply: ReplyPlan, beside: Beside): Generator<Line> {
  const { at, deliveredAt, failedAt, by, isPublic } = reply
  yield {
    knownAt: deliveredAt ?? at,
    event: {
      type: 'replied',
      id: `${where.id}-r${at}`,
      ...told(where, at),
      ...beside,
      ...(deliveredAt !== undefined && { deliveredAt: isoOf(deliveredAt) }),
      by,
      public: isPublic,
    },
  }
  if (failedAt === undefined) return
  yield line(where, failedAt, (base) => ({ type: 'failed', ...base, ...beside, what: 'reply' }))
}

function asideLine(where: ConversationPlan, episode: EpisodePlan, aside: AsidePlan): Line {
  const { type, at, agent, polarity, anger } = aside
  const group = aside.group ?? groupAt(episode, at)
  const beside = { group, category: episode.category, ...(agent !== undefined && { agent }) }
  return line(where, at, (base) => {
    switch (type) {
      case 'acked':
        return { type, ...base, ...beside, by: 'bot' }
      case 'classified':
        return {
          type,
          ...base,
          ...beside,
          ...(episode.issue !== undefined && { issue: episode.issue }),
          ...(polarity && { polarity }),
          ...(anger !== undefined && { anger }),
        }
      default:
        return { type, ...base, ...beside }
    }
  })
}

function* endLines(
  where: ConversationPlan,
  episode: EpisodePlan,
  at: (moment: number, agent?: string) => Beside,
): Generator<Line> {
  const { solves, mode, surveyedAt, ratings, abandonedAt, turns } = episode
  const agent = turns.at(-1)?.reply?.agent
  for (const solved of solves) {
    yield line(where, solved, (base) => ({
      type: 'solved',
      ...base,
      ...at(solved, agent),
      ...(mode && { mode }),
    }))
  }
  if (surveyedAt !== undefined) {
    yield line(where, surveyedAt, (base) => ({ type: 'surveyed', ...base, ...at(surveyedAt) }))
  }
  for (const { at: rated, score } of ratings) {
    yield line(where, rated, (base) => ({ type: 'rated', ...base, ...at(rated, agent), score }))
  }
  if (abandonedAt !== undefined) {
    yield line(where, abandonedAt, (base) => ({ type: 'abandoned', ...base, ...at(abandonedAt) }))
  }
}

function groupAt({ group, moves }: EpisodePlan, at: number): string {
  return moves.findLast((move) => move.at <= at)?.to ?? group
}
