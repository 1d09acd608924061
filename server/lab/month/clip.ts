import type { ConversationPlan, EpisodePlan, ItemPlan, PersonPlan, TurnPlan } from './month-plan.ts'

/**
 * What of a plan is known at a moment: an item once it has entered, a reply once it is delivered.
 * Everybody who reads the plan sees only this, so that truths and events end at the same moment.
 */
export function clipPerson({ conversations, link }: PersonPlan, asOf: number): PersonPlan {
  const undoneAt = link?.undoneAt
  return {
    conversations: conversations.map((conversation) => clipConversation(conversation, asOf)),
    ...(link &&
      link.at <= asOf && {
        link: {
          at: link.at,
          customer: link.customer,
          sameAs: link.sameAs,
          ...(undoneAt !== undefined && undoneAt <= asOf && { undoneAt }),
        },
      }),
  }
}

function clipConversation(conversation: ConversationPlan, asOf: number): ConversationPlan {
  return {
    ...conversation,
    episodes: conversation.episodes
      .map((episode) => clipEpisode(episode, asOf))
      .filter(({ turns }) => turns.length > 0),
    strays: clipItems(conversation.strays, asOf),
  }
}

function clipEpisode(episode: EpisodePlan, asOf: number): EpisodePlan {
  const { mode, surveyedAt, abandonedAt, ...rest } = episode
  const past = <T extends { readonly at: number }>(all: readonly T[]): T[] =>
    all.filter(({ at }) => at <= asOf)
  const solves = episode.solves.filter((at) => at <= asOf)
  return {
    ...rest,
    turns: episode.turns
      .map((turn) => clipTurn(turn, asOf))
      .filter(({ items }) => items.length > 0),
    closers: clipItems(episode.closers, asOf),
    otherReplies: episode.otherReplies.filter(
      ({ at, deliveredAt = at, failedAt = at }) => Math.max(deliveredAt, failedAt) <= asOf,
    ),
    moves: past(episode.moves),
    solves,
    ratings: past(episode.ratings),
    asides: past(episode.asides),
    ...(mode !== undefined && solves.length > 0 && { mode }),
    ...(surveyedAt !== undefined && surveyedAt <= asOf && { surveyedAt }),
    ...(abandonedAt !== undefined && abandonedAt <= asOf && { abandonedAt }),
  }
}

function clipTurn({ items, reply }: TurnPlan, asOf: number): TurnPlan {
  const isTold = reply?.deliveredAt !== undefined && reply.deliveredAt <= asOf
  return { items: clipItems(items, asOf), ...(isTold && { reply }) }
}

function clipItems(items: readonly ItemPlan[], asOf: number): ItemPlan[] {
  return items
    .filter(({ enteredAt }) => enteredAt <= asOf)
    .map(({ againAt, deletedAt, ...item }) => ({
      ...item,
      ...(againAt !== undefined && againAt <= asOf && { againAt }),
      ...(deletedAt !== undefined && deletedAt <= asOf && { deletedAt }),
    }))
}
