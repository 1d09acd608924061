import type { CustomerRef, InboundMessage, Verified } from '../core/message.ts'

/** How far a word of this author carries; `ordinary` is shown as nothing. */
export type InfluenceLevel = 'ordinary' | 'notable' | 'strong' | 'major'

/** What is known of an author's reach; undefined = the platform does not say, never 0. */
export interface Reach {
  readonly followers: number | undefined
  readonly verified: Verified | undefined
  /** Most reposts of one post of theirs that was seen. */
  readonly reposts: number | undefined
}

export interface Influence extends Reach {
  readonly level: InfluenceLevel
  /** Which of the facts reach the level's row. */
  readonly because: readonly (keyof Reach)[]
}

interface Threshold {
  readonly level: InfluenceLevel
  /** Each alone is enough. */
  readonly followers: number
  readonly reposts: number
  readonly verified: readonly Verified[]
}

/**
 * The highest row of which one fact is met counts (mission row S2-03). What an author of standing says
 * is quoted whatever the number of followers: media and authorities are never ordinary. Anybody with a
 * verified name has been looked at by the platform, so that they are notable.
 */
export const influenceTable: readonly Threshold[] = [
  { level: 'major', followers: 1_000_000, reposts: 1000, verified: [] },
  { level: 'strong', followers: 100_000, reposts: 100, verified: ['media', 'government'] },
  {
    level: 'notable',
    followers: 10_000,
    reposts: 20,
    verified: ['person', 'company', 'campus', 'site', 'app', 'organisation', 'talent'],
  },
]

function metBy(reach: Reach, row: Threshold): readonly (keyof Reach)[] {
  const { followers, verified, reposts } = reach
  return [
    ...(followers !== undefined && followers >= row.followers ? (['followers'] as const) : []),
    ...(verified !== undefined && row.verified.includes(verified) ? (['verified'] as const) : []),
    ...(reposts !== undefined && reposts >= row.reposts ? (['reposts'] as const) : []),
  ]
}

/** By the table alone. */
export function influenceOf(reach: Reach): Influence {
  for (const row of influenceTable) {
    const because = metBy(reach, row)
    if (because.length > 0) return { ...reach, level: row.level, because }
  }
  return { ...reach, level: 'ordinary', because: [] }
}

/** What messages of one author, oldest first, say of their reach: the newest profile, the best post. */
export function reachIn(messages: readonly InboundMessage[]): Reach {
  const reposts = messages.flatMap(({ customer, context = [] }) =>
    context
      .filter(({ authorId }) => authorId === customer.id)
      .flatMap(({ reposts: n }) => (n === undefined ? [] : [n])),
  )
  const newest = (key: 'followers' | 'verified'): CustomerRef | undefined =>
    messages.findLast(({ customer }) => customer[key] !== undefined)?.customer
  return {
    followers: newest('followers')?.followers,
    verified: newest('verified')?.verified,
    reposts: reposts.length === 0 ? undefined : Math.max(...reposts),
  }
}
