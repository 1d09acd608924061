import type { EpisodeFact } from './facts.ts'
import type { Contribution, View } from './metric.ts'

/** A moment, if it had come by then. */
export function knownBy({ asOf }: View, at: number | undefined): number | undefined {
  return at !== undefined && at <= asOf ? at : undefined
}

/** A span by the clock on the wall and by working time, as parts `calendar` and `business` below a prefix. ms. */
export function bothClocks(
  prefix: string,
  [from, until]: readonly [from: number, until: number],
  { business }: View,
): readonly Contribution[] {
  return [
    { part: `${prefix}calendar`, value: Math.max(0, until - from) },
    { part: `${prefix}business`, value: business.between(from, until) },
  ]
}

export const dayMs = 86_400_000

/** Solved by a bot, by peers or by the customer: nobody of us owed an answer. */
export function isSolvedUnanswered(episode: EpisodeFact, view: View): boolean {
  return (
    knownBy(view, episode.solvedAt) !== undefined &&
    knownBy(view, episode.firstReplyAt) === undefined
  )
}

/** Neither answered nor solved nor given up. */
export function isWaiting(episode: EpisodeFact, view: View): boolean {
  const { firstReplyAt, solvedAt, abandonedAt } = episode
  return [firstReplyAt, solvedAt, abandonedAt].every((at) => knownBy(view, at) === undefined)
}

/** Whether it had come back by the end of a window after its solve, that end included. */
export function isWithin(solvedAt: number, days: number, at: number | undefined): boolean {
  return at !== undefined && at > solvedAt && at <= solvedAt + days * dayMs
}
