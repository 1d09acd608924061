import { momentOf } from './event-order.ts'
import { isAnswer, isAnswerable, isSeen, type Told } from './episodes-of.ts'
import type { EpisodeFact } from './facts.ts'

type Aftermath = Pick<
  EpisodeFact,
  | 'repliesJudged'
  | 'repliesFound'
  | 'reachedOutAt'
  | 'outreachAnsweredAt'
  | 'unfollowedAt'
  | 'unfollowedAfter'
>

function judgedIn(told: readonly Told[]): Aftermath {
  const counts = told.flatMap((event) => (isAnswer(event) ? (event.findings ?? []) : []))
  if (counts.length === 0) return {}
  return { repliesJudged: counts.length, repliesFound: counts.filter((n) => n > 0).length }
}

function outreachIn(told: readonly Told[]): Aftermath {
  const place = told.findIndex(({ type }) => type === 'reached_out')
  const reachedOutAt = told[place]?.at
  if (reachedOutAt === undefined) return {}
  const answer = told.slice(place + 1).find(isAnswerable)
  return { reachedOutAt, ...(answer && { outreachAnsweredAt: answer.at }) }
}

/** The first time the customer left, and the last visible message before that. */
function leavingIn(told: readonly Told[]): Aftermath {
  const place = told.findIndex(
    (event) => event.type === 'abandoned' && event.reason === 'unfollowed',
  )
  const unfollowedAt = told[place]?.at
  if (unfollowedAt === undefined) return {}
  const before = told.slice(0, place).findLast(isSeen)
  return { unfollowedAt, ...(before && { unfollowedAfter: momentOf(before) }) }
}

/** What came of our words: findings on them, an answer to an unasked one, a customer who left. Absent where nothing tells. */
export function aftermathIn(told: readonly Told[]): Aftermath {
  return { ...judgedIn(told), ...outreachIn(told), ...leavingIn(told) }
}
