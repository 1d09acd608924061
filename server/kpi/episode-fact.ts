import { abandonedAt } from './abandoned-at.ts'
import { aftermathIn } from './episode-aftermath.ts'
import {
  isAnswer,
  isAnswerable,
  isSeen,
  turnsOf,
  type EpisodeEvents,
  type Told,
} from './episodes-of.ts'
import type { EpisodeFact, Placed, TurnFact } from './facts.ts'
import { withoutAbsent } from './without-absent.ts'

/** What an episode is told with besides its own events. */
export interface Surroundings {
  readonly placed: Placed
  readonly personOf: (customer: string) => string
  /** Epoch ms. */
  readonly withdrawnAt: (platformId: string) => number | undefined
  /** Publish times of items by that person about that issue after that moment. */
  readonly repeatsAt: (
    person: string,
    issue: string | undefined,
    after: number,
  ) => readonly number[]
}

const scores = { negative: -1, neutral: 0, positive: 1 }

type OfType<T extends Told['type']> = Told & { readonly type: T }

/** All of one type, in order. */
function all<T extends Told['type']>(told: readonly Told[], type: T): readonly OfType<T>[] {
  return told.filter((event): event is OfType<T> => event.type === type)
}

const firstAt = (told: readonly Told[], type: Told['type']): number | undefined =>
  told.find((event) => event.type === type)?.at

/** The last classification’s issue; without one, that of the first answerable item that has one. */
export function issueOf(told: readonly Told[]): string | undefined {
  return (
    all(told, 'classified').findLast(({ issue }) => issue !== undefined)?.issue ??
    told.filter(isAnswerable).find(({ issue }) => issue !== undefined)?.issue
  )
}

function repliesIn(told: readonly Told[], firstReplyAt: number | undefined) {
  const seen = told.filter(isSeen)
  // Groups are left and joined; a transfer that names the same twice is none.
  const changes = all(told, 'transferred').filter(
    ({ fromGroup, toGroup }) => fromGroup === undefined || fromGroup !== toGroup,
  )
  return {
    humanReplies: seen.filter(isAnswer).length,
    botReplies: seen.filter(({ by }) => by === 'bot').length,
    failedReplies: all(told, 'failed').filter(({ what }) => what === 'reply').length,
    groupChanges: changes.length,
    transfers: changes.filter(({ at }) => firstReplyAt !== undefined && at > firstReplyAt).length,
  }
}

function opinionsIn(told: readonly Told[]) {
  const classified = all(told, 'classified')
  const angers = classified.flatMap(({ anger }) => anger ?? [])
  return {
    polarities: classified.flatMap(({ polarity }) => (polarity ? [scores[polarity]] : [])),
    // The worst of it: a calm ending does not undo that somebody was furious.
    anger: angers.length > 0 ? Math.max(...angers) : undefined,
  }
}

/** What may never have been. */
function milestonesIn(told: readonly Told[]) {
  const first = told.find(isAnswer)
  const solves = all(told, 'solved')
  const rated = all(told, 'rated').at(-1)
  return {
    firstReplyAt: first?.deliveredAt,
    firstReplyAgent: first?.agent,
    ackedAt: firstAt(told, 'acked'),
    assignedAt: firstAt(told, 'assigned'),
    listenedAt: firstAt(told, 'listened'),
    dispatchedAt: firstAt(told, 'dispatched'),
    returnedAt: firstAt(told, 'returned'),
    solvedAt: solves[0]?.at,
    lastSolvedAt: solves.at(-1)?.at,
    mode: solves.findLast(({ mode }) => mode !== undefined)?.mode,
    surveyedAt: firstAt(told, 'surveyed'),
    rating: rated?.score,
    ratedAt: rated?.at,
  }
}

/** One episode, told with all that belongs to it up to the next. */
export function episodeFact(
  episode: EpisodeEvents & { readonly id: string; readonly reopenedAt: number | undefined },
  { placed, personOf, withdrawnAt, repeatsAt }: Surroundings,
): EpisodeFact {
  const { id, first, told, reopenedAt } = episode
  const person = personOf(first.customer)
  const issue = issueOf(told)
  const milestones = milestonesIn(told)
  const { firstReplyAt, solvedAt } = milestones
  const { polarities, anger } = opinionsIn(told)
  return {
    fact: 'episode' as const,
    ...placed,
    id,
    at: first.at,
    enteredAt: first.enteredAt,
    person,
    isMention: first.mention,
    ...repliesIn(told, firstReplyAt),
    polarities,
    repeatsAt: solvedAt === undefined ? [] : repeatsAt(person, issue, solvedAt),
    ...aftermathIn(told),
    ...withoutAbsent({
      ...milestones,
      issue,
      anger,
      reopenedAt,
      abandonedAt: abandonedAt(told, withdrawnAt, solvedAt),
    }),
  }
}

export function turnFacts(
  episode: EpisodeEvents & { readonly id: string },
  { placed, withdrawnAt }: Surroundings,
): readonly TurnFact[] {
  const solvedAt = firstAt(episode.told, 'solved') ?? Infinity
  return turnsOf(episode).map(({ first, told, repliedAt }) => ({
    fact: 'turn' as const,
    ...placed,
    episode: episode.id,
    at: first.at,
    enteredAt: first.enteredAt,
    ...withoutAbsent({
      repliedAt,
      abandonedAt: abandonedAt(told, withdrawnAt, Math.min(repliedAt ?? Infinity, solvedAt)),
    }),
  }))
}
