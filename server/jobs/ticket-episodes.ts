import type { JournalRecord } from '../core/journal.ts'
import type { KpiCircle, KpiStore } from '../core/store/index.ts'
import { deriveFacts } from '../kpi/derive.ts'
import type { EpisodeFact } from '../kpi/facts.ts'
import { createJournalReader } from '../kpi/from-journal.ts'
import { dayMs } from '../kpi/hours.ts'
import { storedFacts } from './kpi-buckets.ts'
import { conversationMember, recordsIn } from './kpi-members.ts'
import type { Span, TicketEpisodes } from './reconcile-night.ts'

/** What began longer ago and is answered or solved only now is looked at no more. */
const lookBackMs = 14 * dayMs
const namesAtOnce = 500
const circlesAtOnce = 50

/** Began, was answered or was solved in the span; what a feed brought late began when it came in, too. */
function happenedIn({ from, until }: Span, episode: EpisodeFact): boolean {
  const { at, enteredAt, firstReplyAt, solvedAt, lastSolvedAt } = episode
  return [at, enteredAt, firstReplyAt, solvedAt, lastSolvedAt].some(
    (moment) => moment !== undefined && moment >= from && moment < until,
  )
}

function* piecesOf<T>(all: Iterable<T>, size: number): Generator<readonly T[]> {
  const list = [...all]
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}

async function conversationsIn(
  kpi: Pick<KpiStore, 'facts'>,
  tenant: string,
  span: Span,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const asked = { from: span.from - lookBackMs, until: span.until }
  for await (const facts of storedFacts(kpi, tenant, asked))
    for (const fact of facts)
      if (fact.fact === 'episode' && happenedIn(span, fact)) found.add(fact.conversation)
  return found
}

interface Stay {
  /** Epoch ms of the first filing there. */
  readonly at: number
  readonly ticket: string
}

/** Where each conversation was filed, in order. A merge moves none: Zendesk's figures of the first ticket stay its own. */
function staysIn(records: readonly JournalRecord[]): ReadonlyMap<string, readonly Stay[]> {
  const stays = new Map<string, Stay[]>()
  for (const { type, conversation, ticket, at } of records) {
    if (type !== 'filed' && type !== 'ticket_learnt') continue
    if (conversation === undefined || ticket === undefined) continue
    const own = stays.get(conversation)
    if (own) own.push({ at, ticket })
    else stays.set(conversation, [{ at, ticket }])
  }
  return stays
}

/** The first ticket an episode was filed to, else the one its conversation had: a follow-up is the next one's. */
function ticketOf(
  { enteredAt }: EpisodeFact,
  next: EpisodeFact | undefined,
  stays: readonly Stay[],
): string | undefined {
  const until = next?.enteredAt ?? Infinity
  const own = stays.find(({ at }) => at >= enteredAt && at < until)
  return (own ?? stays.findLast(({ at }) => at < enteredAt))?.ticket
}

function reopeningsIn(records: readonly JournalRecord[], of: string): readonly number[] {
  return records
    .filter(({ type, ticket, detail }) => {
      return type === 'ticket_event' && ticket === of && detail?.['name'] === 'reopened'
    })
    .map(({ at, platformAt }) => platformAt ?? at)
    .sort((a, b) => a - b)
}

/** A ticket shares nothing with another circle: all that is known of it stands in this one. */
function ticketsIn(tenant: string, circle: KpiCircle, span: Span): readonly TicketEpisodes[] {
  const records = recordsIn(tenant, circle.records)
  const { episodes } = deriveFacts(createJournalReader().take(records), span.until)
  const stays = staysIn(records)
  const byTicket = new Map<string, EpisodeFact[]>()
  const nextOf = new Map<string, EpisodeFact>()
  for (const episode of [...episodes].reverse()) {
    const { conversation } = episode
    const ticket = ticketOf(episode, nextOf.get(conversation), stays.get(conversation) ?? [])
    nextOf.set(conversation, episode)
    if (ticket !== undefined) byTicket.set(ticket, [episode, ...(byTicket.get(ticket) ?? [])])
  }
  return [...byTicket]
    .filter(([, own]) => own.some((episode) => happenedIn(span, episode)))
    .map(([ticket, own]) => ({ ticket, episodes: own, reopenings: reopeningsIn(records, ticket) }))
}

/**
 * Tickets with an episode that began, was answered or was solved in the span, as they stood at its end;
 * each with every episode that ran on it, whenever that was. A conversation without a ticket is left out.
 */
export async function ticketEpisodes(
  kpi: Pick<KpiStore, 'facts' | 'circlesOf' | 'circles'>,
  tenant: string,
  span: Span,
): Promise<readonly TicketEpisodes[]> {
  const conversations = await conversationsIn(kpi, tenant, span)
  const circles = new Set<string>()
  for (const names of piecesOf(conversations, namesAtOnce)) {
    const members = names.map(conversationMember)
    for (const [, circle] of await kpi.circlesOf(tenant, members)) circles.add(circle)
  }
  const found: TicketEpisodes[] = []
  for (const ids of piecesOf(circles, circlesAtOnce))
    for (const circle of await kpi.circles(tenant, ids))
      found.push(...ticketsIn(tenant, circle, span))
  return found
}
