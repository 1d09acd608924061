import { DAY, HOUR, SECOND } from './china-time.ts'
import type { MonthCalendar, Span } from './month-calendar.ts'
import type { ConversationPlan, EpisodePlan, ItemPlan, PersonPlan } from './month-plan.ts'
import type { Share, Truths, Waits } from './truths.ts'

/** What an episode was decided to be, seen from the moment of the report. */
interface Judged {
  readonly episode: EpisodePlan
  readonly conversation: ConversationPlan
  readonly first: ItemPlan
  readonly answeredAt: number | undefined
  readonly solvedAt: number | undefined
  readonly abandonedAt: number | undefined
  /** The item with which the customer came back. */
  readonly next: number | undefined
  /** Answerable items of the same person, anywhere. */
  readonly items: readonly ItemPlan[]
}

/** Adds a person, clipped to the moment of the report, to the truths. */
export function tallyPerson(truths: Truths, calendar: MonthCalendar, person: PersonPlan): void {
  for (const self of selvesOf(person)) {
    const all = self.flatMap(itemsOf)
    const inbound = all.filter(({ kind, at }) => kind !== 'echo' && isIn(truths.period, at))
    truths.demandVolume += inbound.length
    if (inbound.length > 0) truths.persons += 1
    truths.answerableItems += inbound.filter(({ kind }) => kind === 'demand').length
    const items = all.filter(({ kind }) => kind === 'demand')
    for (const conversation of self) {
      conversation.episodes.forEach((episode, i) => {
        const judged = judge({ episode, conversation, items }, conversation.episodes[i + 1])
        if (!judged) return
        tallyTurns(truths, judged)
        if (isIn(truths.period, judged.first.at)) tallyEpisode(truths, calendar, judged)
      })
    }
  }
}

const isIn = ({ from, until }: Span, at: number): boolean => at >= from && at < until

/** Who counts as one: everybody under one customer id, and under two where they are linked. */
function selvesOf({ conversations, link }: PersonPlan): ConversationPlan[][] {
  if (link && link.undoneAt === undefined) return [[...conversations]]
  return [...new Set(conversations.map(({ customer }) => customer))].map((name) =>
    conversations.filter(({ customer }) => customer === name),
  )
}

function itemsOf({ episodes, strays }: ConversationPlan): ItemPlan[] {
  return [
    ...episodes.flatMap(({ turns, closers }) => [
      ...turns.flatMap(({ items }) => items),
      ...closers,
    ]),
    ...strays,
  ]
}

function judge(
  about: Pick<Judged, 'episode' | 'conversation' | 'items'>,
  next: EpisodePlan | undefined,
): Judged | undefined {
  const { turns, solves, abandonedAt } = about.episode
  const first = turns[0]?.items[0]
  if (!first) return undefined
  const deleted = turns.flatMap(({ items }) => items.map(({ deletedAt }) => deletedAt ?? Infinity))
  const gone = Math.max(...deleted)
  return {
    ...about,
    first,
    answeredAt: turns.find(({ reply }) => reply)?.reply?.deliveredAt,
    solvedAt: solves[0],
    abandonedAt: abandonedAt ?? (gone < Infinity ? gone : undefined),
    next: next?.turns[0]?.items[0]?.at,
  }
}

function tallyEpisode(truths: Truths, calendar: MonthCalendar, judged: Judged): void {
  truths.episodes += 1
  tallyFirst(truths, calendar, judged)
  tallySolve(truths, judged)
  tallyMention(truths, calendar, judged)
  const { episode, answeredAt } = judged
  if (answeredAt !== undefined) {
    add(
      truths.transferred,
      episode.moves.some(({ at }) => at > answeredAt),
    )
  }
  const rating = episode.ratings.at(-1)
  if (rating) add(truths.csat, rating.score >= 4)
  if (episode.surveyedAt !== undefined) truths.surveys += 1
  if (episode.asides.some(({ type }) => type === 'dispatched')) truths.dispatched += 1
  truths.failedReplies += episode.otherReplies.filter((one) => one.failedAt !== undefined).length
  truths.botReplies += episode.otherReplies.filter(({ by }) => by === 'bot').length
}

function add(share: Share, isHit: boolean): void {
  share.of += 1
  if (isHit) share.hits += 1
}

function tallyTurns(truths: Truths, judged: Judged): void {
  const { episode, conversation, solvedAt, abandonedAt } = judged
  for (const { items, reply } of episode.turns) {
    // A turn stands by its own beginning, also where its episode began earlier.
    if (!isIn(truths.period, items[0]?.at ?? 0)) continue
    truths.turns += 1
    if (reply?.deliveredAt !== undefined) {
      truths.answeredTurns += 1
      truths.turnWaits.push(reply.deliveredAt - (items[0]?.at ?? 0))
    } else if (abandonedAt !== undefined) truths.abandonedTurns += 1
    else if (solvedAt === undefined) truths.waitingTurns.push(conversation.id)
  }
}

function tallyFirst(truths: Truths, calendar: MonthCalendar, judged: Judged): void {
  const { first, answeredAt, solvedAt, abandonedAt, conversation } = judged
  // Solved without a human answer: there was no first response to wait for.
  if (answeredAt === undefined && solvedAt !== undefined) return
  const end = answeredAt ?? abandonedAt ?? truths.asOf
  const isAnswered = answeredAt !== undefined
  const { calendar: always, business } = calendar.schedule.targets.serviceLevelSeconds
  level(truths.serviceLevel.calendar, end - first.at, { within: always, isAnswered })
  const worked = calendar.businessMs(first.at, end)
  level(truths.serviceLevel.business, worked, { within: business, isAnswered })
  if (!isAnswered) {
    if (abandonedAt === undefined) truths.waiting.push(conversation.id)
    return
  }
  pushWaits(truths.firstWaits, calendar, { first, answeredAt })
  if (isIn(calendar.holidayWeek, first.at)) {
    pushWaits(truths.holidayWeekWaits, calendar, { first, answeredAt })
  }
  const isByDay = calendar.isOpen(answeredAt)
  if (judged.episode.group === '夜班' && isByDay) truths.nightHandOvers += 1
}

function level(
  share: Share,
  wait: number,
  { within, isAnswered }: { within: number; isAnswered: boolean },
): void {
  const isLate = wait > within * SECOND
  if (isAnswered || isLate) add(share, isAnswered && !isLate)
}

function pushWaits(
  waits: Waits,
  { businessMs }: MonthCalendar,
  { first, answeredAt }: { first: ItemPlan; answeredAt: number },
): void {
  waits.customer.push(answeredAt - first.at)
  waits.team.push(answeredAt - first.enteredAt)
  waits.customerBusiness.push(businessMs(first.at, answeredAt))
  waits.teamBusiness.push(businessMs(first.enteredAt, answeredAt))
}

function tallySolve(truths: Truths, judged: Judged): void {
  const { episode, first, solvedAt, next, items } = judged
  if (solvedAt === undefined) return
  truths.modes[episode.mode ?? 'staff'] += 1
  truths.resolution.first.push(solvedAt - first.at)
  truths.resolution.full.push(Math.max(...episode.solves) - first.at)
  const within = (days: number, at: number | undefined): boolean =>
    at !== undefined && at > solvedAt && at <= solvedAt + days * DAY
  const repeats = items.filter(({ issue }) => issue !== undefined && issue === episode.issue)
  for (const days of [1, 3, 7] as const) {
    if (solvedAt + days * DAY > truths.asOf) continue
    const isBack = within(days, next) || repeats.some(({ at }) => within(days, at))
    add(truths.fcr[days], !isBack && episode.moves.length <= 1)
  }
  add(truths.reopenedOfAll, within(7, next))
  if (solvedAt + 7 * DAY <= truths.asOf) add(truths.reopened, within(7, next))
}

function tallyMention(truths: Truths, calendar: MonthCalendar, judged: Judged): void {
  const { first, answeredAt, abandonedAt } = judged
  if (!first.isMention) return
  const due = first.at + calendar.schedule.targets.mentionHours * HOUR
  if (answeredAt !== undefined) add(truths.mentions, answeredAt <= due)
  // Withdrawn in time: it could not be answered any more.
  else if ((abandonedAt ?? truths.asOf) > due) add(truths.mentions, false)
}
