import type { HelpdeskFigures } from '../core/helpdesk.ts'
import type { EpisodeFact } from './facts.ts'
import type { Reason } from './reconcile-reasons.ts'
import {
  countedReply,
  deliveredBy,
  isCountedByRule,
  isRounding,
  minuteMs,
  neverReached,
  type ReplyEnd,
  type WrittenReply,
} from './reconcile-replies.ts'

/** What we know of one ticket. */
export interface OwnTicket {
  readonly ticket: string
  /** Of the conversations that ran on it, as far as they did; oldest first. */
  readonly episodes: readonly EpisodeFact[]
  /** Everything written on it, whatever became of it; in order of writing. */
  readonly replies: readonly WrittenReply[]
  /** When Zendesk told of its being reopened, ascending; epoch ms. */
  readonly reopenings: readonly number[]
}

export type Measure = 'first_reply' | 'first_solve' | 'last_solve' | 'reopens' | 'replies'

export interface Part {
  readonly reason: Reason
  /** What it adds to Zendesk's figure over ours: ms, or a count. */
  readonly amount: number
}

/** One figure that is not the same on both sides: ms, or a count. Absent = that side has none. */
export interface Difference {
  readonly ticket: string
  readonly measure: Measure
  readonly ours?: number
  readonly zendesk?: number
  /** Zendesk’s less ours, an absent one taken as 0: the parts add up to it. */
  readonly difference: number
  readonly parts: readonly Part[]
}

/** A reply that Zendesk counts and the customer never got, as far as we know. */
export interface UnreachedReply {
  readonly ticket: string
  /** Epoch ms. */
  readonly writtenAt: number
  readonly agent?: string
  readonly end: 'failed' | 'unconfirmed'
  /** Zendesk’s first reply time ends with it. */
  readonly isFirst: boolean
}

export interface Reconciliation {
  readonly tickets: number
  readonly differences: readonly Difference[]
  readonly unreached: readonly UnreachedReply[]
  /** Tickets of which a difference has no stated reason. */
  readonly unexplained: readonly string[]
}

type Sides = Pick<Difference, 'ours' | 'zendesk'>

const reasonOf: Readonly<Record<ReplyEnd, Reason>> = {
  delivered: 'delivered_later',
  failed: 'undelivered_reply',
  unconfirmed: 'unconfirmed_reply',
  bot: 'bot_reply',
  internal: 'internal_reply',
}

function differenceOf({ ours, zendesk }: Sides): number {
  return (zendesk ?? 0) - (ours ?? 0)
}

/** What no reason accounts for stands as such; parts of nothing are left out. */
function explained(
  ticket: string,
  measure: Measure,
  sides: Sides,
  parts: readonly Part[],
): readonly Difference[] {
  const difference = differenceOf(sides)
  const left = parts.reduce((rest, { amount }) => rest - amount, difference)
  const all = [...parts, { reason: 'unexplained' as const, amount: left }]
  const shown = all.filter(({ amount }) => amount !== 0)
  return shown.length > 0 ? [{ ticket, measure, ...sides, difference, parts: shown }] : []
}

function sidesOf(ours: number | undefined, zendesk: number | undefined): Sides {
  return { ...(ours !== undefined && { ours }), ...(zendesk !== undefined && { zendesk }) }
}

const ms = (minutes: number | undefined): number | undefined =>
  minutes === undefined ? undefined : minutes * minuteMs

/** Less than a minute is rounding; more is left unexplained. */
function rounded(amount: number): readonly Part[] {
  return isRounding(amount) ? [{ reason: 'whole_minutes', amount }] : []
}

export interface Both {
  readonly own: OwnTicket
  readonly figures: HelpdeskFigures
}

/** Only one side has a figure: that is the whole difference. */
function oneSided({ own }: Both, sides: Sides, counted: WrittenReply | undefined): readonly Part[] {
  const amount = differenceOf(sides)
  if (sides.zendesk === undefined) {
    const isThere = own.replies.some(isCountedByRule)
    return isThere ? [] : [{ reason: 'not_in_zendesk', amount }]
  }
  if (!counted) return []
  const isLater = counted.end === 'delivered' && own.episodes.length > 1
  if (counted.end === 'delivered' && !isLater) return []
  return [{ reason: isLater ? 'later_episode' : reasonOf[counted.end], amount }]
}

function firstReply(both: Both): readonly Difference[] {
  const { own, figures } = both
  const [episode] = own.episodes
  const { createdAt } = figures
  const figure = ms(figures.firstReplyMinutes)
  const firstAt = episode?.firstReplyAt
  const ours = episode && firstAt !== undefined ? firstAt - episode.at : undefined
  const sides = sidesOf(ours, figure)
  const counted =
    figure === undefined ? undefined : countedReply(own.replies, { createdAt, figure })
  const parts: Part[] = []
  if (episode && firstAt !== undefined && figure !== undefined) {
    const mine = deliveredBy(own.replies, firstAt)
    const writtenAt = mine?.writtenAt ?? firstAt
    const end = counted ?? { writtenAt, end: 'delivered' as const }
    parts.push(
      { reason: 'starts_at_publish', amount: episode.at - createdAt },
      { reason: 'ends_at_delivery', amount: writtenAt - firstAt },
      { reason: reasonOf[end.end], amount: end.writtenAt - writtenAt },
      ...rounded(figure - (end.writtenAt - createdAt)),
    )
  } else {
    parts.push(...oneSided(both, sides, counted))
  }
  return explained(own.ticket, 'first_reply', sides, parts)
}

function solve(
  { own, figures }: Both,
  measure: 'first_solve' | 'last_solve',
): readonly Difference[] {
  const [first] = own.episodes
  const isFirst = measure === 'first_solve'
  const episode = isFirst
    ? first
    : own.episodes.findLast(({ lastSolvedAt }) => lastSolvedAt !== undefined)
  const at = isFirst ? episode?.solvedAt : episode?.lastSolvedAt
  const figure = ms(isFirst ? figures.firstSolveMinutes : figures.lastSolveMinutes)
  const sides = sidesOf(episode && at !== undefined ? at - episode.at : undefined, figure)
  if (!first || !episode || at === undefined || figure === undefined)
    return explained(own.ticket, measure, sides, [])
  return explained(own.ticket, measure, sides, [
    { reason: 'starts_at_publish', amount: first.at - figures.createdAt },
    { reason: 'earlier_episodes', amount: episode.at - first.at },
    ...rounded(figure - (at - figures.createdAt)),
  ])
}

/** Each of our reopenings goes with one that Zendesk told between that solve and the next. */
function matchedReopenings({ episodes, reopenings }: OwnTicket): number {
  const told = [...reopenings]
  let matched = 0
  episodes.forEach(({ lastSolvedAt = 0, reopenedAt }, i) => {
    const until = episodes[i + 1]?.solvedAt ?? Infinity
    const found = told.findIndex((at) => at >= lastSolvedAt && at < until)
    if (reopenedAt === undefined || found < 0) return
    told.splice(found, 1)
    matched += 1
  })
  return matched
}

function reopens({ own, figures }: Both): readonly Difference[] {
  const ours = own.episodes.filter(({ reopenedAt }) => reopenedAt !== undefined).length
  const told = own.reopenings.length
  const matched = matchedReopenings(own)
  return explained(own.ticket, 'reopens', { ours, zendesk: figures.reopens }, [
    { reason: 'reopened_by_status', amount: told - matched },
    { reason: 'not_reopened_in_zendesk', amount: matched - ours },
  ])
}

function countsOf({ own, figures }: Both): readonly Difference[] {
  const ours = own.episodes.reduce((sum, { humanReplies }) => sum + humanReplies, 0)
  let left = figures.replies - ours
  const parts = (['failed', 'unconfirmed', 'bot', 'internal'] as const).map((end) => {
    const there = own.replies.filter((reply) => reply.end === end).length
    const amount = Math.max(0, Math.min(left, there))
    left -= amount
    return { reason: reasonOf[end], amount }
  })
  return explained(own.ticket, 'replies', { ours, zendesk: figures.replies }, parts)
}

function unreachedOf({ own, figures }: Both): readonly UnreachedReply[] {
  const { replies } = own
  const got = replies.filter(({ end }) => end === 'delivered').length
  if (figures.replies <= got) return []
  const figure = ms(figures.firstReplyMinutes)
  const { createdAt } = figures
  const counted = figure === undefined ? undefined : countedReply(replies, { createdAt, figure })
  return replies.filter(neverReached).map((reply) => ({
    ticket: own.ticket,
    writtenAt: reply.writtenAt,
    ...(reply.agent !== undefined && { agent: reply.agent }),
    end: reply.end === 'failed' ? 'failed' : 'unconfirmed',
    isFirst: reply === counted,
  }))
}

/**
 * Our figures of each ticket against Zendesk's own: every difference with the reasons that add up to it,
 * and by name the tickets where Zendesk counts a reply that never reached the customer.
 */
export function reconcile(pairs: readonly Both[]): Reconciliation {
  const differences = pairs.flatMap((both) => [
    ...firstReply(both),
    ...solve(both, 'first_solve'),
    ...solve(both, 'last_solve'),
    ...reopens(both),
    ...countsOf(both),
  ])
  const unexplained = differences
    .filter(({ parts }) => parts.some(({ reason }) => reason === 'unexplained'))
    .map(({ ticket }) => ticket)
  return {
    tickets: pairs.length,
    differences,
    unreached: pairs.flatMap(unreachedOf),
    unexplained: [...new Set(unexplained)],
  }
}
