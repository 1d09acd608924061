import { countedEvents } from './counted-events.ts'
import { episodeFact, issueOf, turnFacts, type Surroundings } from './episode-fact.ts'
import { episodesOf, isAnswerable, type EpisodeEvents, type Told } from './episodes-of.ts'
import type { KpiEvent, ReceivedEvent } from './event.ts'
import type { EpisodeFact, Facts, ItemFact, Placed, TurnFact } from './facts.ts'
import { peopleOf } from './people.ts'
import { placedItem, placedOf } from './placed-of.ts'
import { countUpTo, RepeatIndex } from './repeat-index.ts'
import { withoutAbsent } from './without-absent.ts'

interface Conversation {
  readonly placed: Placed
  readonly told: readonly Told[]
  readonly episodes: readonly EpisodeEvents[]
}

type Known = Omit<Surroundings, 'placed'>

function conversationsOf(
  conversations: ReadonlyMap<string, readonly Told[]>,
): readonly Conversation[] {
  return [...conversations.values()].flatMap((told) => {
    const placed = placedOf(told)
    return placed ? [{ placed, told, episodes: episodesOf(told) }] : []
  })
}

/** An item’s own issue, else the one its episode was classified with. */
function issuesIn({ episodes }: Conversation): ReadonlyMap<ReceivedEvent, string | undefined> {
  const issues = new Map<ReceivedEvent, string | undefined>()
  for (const { told } of episodes) {
    const issue = issueOf(told)
    for (const item of told.filter(isAnswerable)) issues.set(item, item.issue ?? issue)
  }
  return issues
}

function itemFacts(conversation: Conversation, { personOf, withdrawnAt }: Known): ItemFact[] {
  const { told, placed } = conversation
  const issues = issuesIn(conversation)
  const listened = told.flatMap((event) => (event.type === 'listened' ? [event.at] : []))
  return told.flatMap((event) => {
    if (event.type !== 'received') return []
    const { at, enteredAt, platformId, customer, kind, mention, issue } = event
    const deletedAt = withdrawnAt(platformId)
    return {
      fact: 'item' as const,
      ...placedItem(event, placed),
      at,
      enteredAt,
      platformId,
      person: personOf(customer),
      kind,
      isMention: mention,
      ...withoutAbsent({
        issue: issues.get(event) ?? issue,
        // Clocks apart: nothing is withdrawn before it was published.
        deletedAt: deletedAt === undefined ? undefined : Math.max(at, deletedAt),
        // Nobody can have browsed it before it entered.
        listenedAt: listened[countUpTo(listened, enteredAt - 1)],
      }),
    }
  })
}

function repeatsIn(items: readonly ItemFact[]): RepeatIndex {
  const repeats = new RepeatIndex()
  for (const { kind, person, issue, at } of items) {
    if (kind === 'demand' && issue !== undefined) repeats.add(person, issue, at)
  }
  return repeats.sort()
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/**
 * Items, episodes and turns of raw events, as they stand at `asOf` (epoch ms). Pure; neither order nor
 * repeats of the events matter; n log n.
 *
 * Where the KPI reference (§4) is silent:
 * - An item stands at its publish time, but is not known before it entered; a reply stands and counts at
 *   its delivery, one on its way at `asOf` not at all.
 * - At one moment items come first, then withdrawals, replies, solves, ratings (`compareEvents`).
 * - All that is told after the solve belongs to the solved episode until the next one begins: a late reply,
 *   a second solve, a rating. Before the first answerable item nothing belongs to any.
 * - A conversation none of whose items is known has no facts.
 */
export function deriveFacts(events: readonly KpiEvent[], asOf: number): Facts {
  const counted = countedEvents(events, asOf)
  const personOf = peopleOf(counted.links)
  const withdrawnAt = (platformId: string) => counted.deletions.get(platformId)
  const conversations = conversationsOf(counted.conversations)
  const known = { personOf, withdrawnAt, repeatsAt: () => [] }
  const items = conversations.flatMap((conversation) => itemFacts(conversation, known))
  const repeats = repeatsIn(items)
  const episodes: EpisodeFact[] = []
  const turns: TurnFact[] = []
  for (const conversation of conversations) {
    const surroundings: Surroundings = {
      ...known,
      placed: conversation.placed,
      repeatsAt: (person, issue, after) => repeats.after(person, issue, after),
    }
    conversation.episodes.forEach((episode, i) => {
      const id = `${conversation.placed.conversation}#${i + 1}`
      const reopenedAt = conversation.episodes[i + 1]?.first.at
      episodes.push(episodeFact({ ...episode, id, reopenedAt }, surroundings))
      for (const turn of turnFacts({ ...episode, id }, surroundings)) turns.push(turn)
    })
  }
  return {
    items: items.sort((a, b) => a.at - b.at || compareTexts(a.platformId, b.platformId)),
    episodes: episodes.sort((a, b) => a.at - b.at || compareTexts(a.id, b.id)),
    turns: turns.sort((a, b) => a.at - b.at || compareTexts(a.episode, b.episode)),
  }
}
