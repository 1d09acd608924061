import type { KpiEvent, ReceivedEvent, RepliedEvent } from './event.ts'
import type { EpisodeFact, Facts, ItemFact, TurnFact } from './facts.ts'

/**
 * The facts once more, from §4 of the KPI reference alone: no walk and no state, only questions put to the
 * whole list, as slow as they come. Shares no code with `derive.ts`.
 */

type Loose = Readonly<Record<string, string | number | boolean | undefined>>
type Of<T extends KpiEvent['type']> = KpiEvent & { readonly type: T }

const typesInOrder =
  'received acked classified listened assigned dispatched returned reached_out transferred deleted abandoned failed replied solved reopened surveyed rated linked unlinked'.split(
    ' ',
  )
const fieldsInOrder =
  'at enteredAt deliveredAt conversation platformId customer sameAs channel mention kind issue by public what fromGroup toGroup mode score polarity anger findings reason account group agent category province city tier id'.split(
    ' ',
  )
const dimensions = ['account', 'group', 'agent', 'category', 'province', 'city', 'tier'] as const

const digits = (n: number): string => String(n).padStart(16, '0')
const standsAt = (event: KpiEvent): number =>
  event.type === 'replied' && event.deliveredAt !== undefined ? event.deliveredAt : event.at
/** A text that sorts as the events do; the same text means the same event. */
function keyOf(event: KpiEvent): string {
  const values = event as unknown as Loose
  const rank = String(typesInOrder.indexOf(event.type)).padStart(2, '0')
  return [
    digits(standsAt(event)),
    rank,
    ...fieldsInOrder.map((field) => {
      const value = values[field]
      return typeof value === 'number' ? digits(value) : String(value ?? '')
    }),
  ].join('\u0000')
}
const knownKeyOf = (event: KpiEvent): string =>
  digits(
    event.type === 'received' && event.enteredAt > event.at ? event.enteredAt : standsAt(event),
  ) + keyOf(event)

/** Each event once: of one id the first known; without id, of the same text one. */
function eachOnce(events: readonly KpiEvent[]): KpiEvent[] {
  const entries = events.map((event, index) => ({ event, index, key: knownKeyOf(event) }))
  return entries
    .filter(
      (mine) =>
        !entries.some(
          (other) =>
            other.event.id === mine.event.id &&
            (mine.event.id === undefined
              ? other.key === mine.key && other.index < mine.index
              : other.key < mine.key || (other.key === mine.key && other.index < mine.index)),
        ),
    )
    .map(({ event }) => event)
}

function isKnown(event: KpiEvent, asOf: number): boolean {
  if (event.type === 'received') return event.at <= asOf && event.enteredAt <= asOf
  return standsAt(event) <= asOf
}

/** Items once by platform id, in the place of all their copies. */
function itemsOnce(events: readonly KpiEvent[]): KpiEvent[] {
  const copiesOf = (item: ReceivedEvent): ReceivedEvent[] =>
    events.filter(
      (event): event is ReceivedEvent =>
        event.type === 'received' && event.platformId === item.platformId,
    )
  return events.flatMap((event): readonly KpiEvent[] => {
    if (event.type !== 'received') return [event]
    const copies = copiesOf(event)
    if (copies.some((copy) => knownKeyOf(copy) < knownKeyOf(event))) return []
    return [{ ...event, mention: copies.some(({ mention }) => mention) }]
  })
}

/** What can be asked of a world. */
class World {
  /** In order. */
  readonly events: readonly KpiEvent[]
  readonly keys: ReadonlyMap<KpiEvent, string>

  constructor(events: readonly KpiEvent[], asOf: number) {
    const counted = itemsOnce(eachOnce(events.filter((event) => isKnown(event, asOf))))
    this.keys = new Map(counted.map((event) => [event, keyOf(event)]))
    this.events = counted.toSorted((a, b) => (this.isBefore(a, b) ? -1 : 1))
  }

  isBefore(a: KpiEvent, b: KpiEvent): boolean {
    return (this.keys.get(a) ?? '') < (this.keys.get(b) ?? '')
  }

  all<T extends KpiEvent['type']>(type: T): Of<T>[] {
    return this.events.filter((event): event is Of<T> => event.type === type)
  }

  in(conversation: string): KpiEvent[] {
    return this.events.filter(
      (event) => 'conversation' in event && event.conversation === conversation,
    )
  }

  person(customer: string): string {
    const words = [...this.all('linked'), ...this.all('unlinked')]
    const samePair = (a: (typeof words)[number], b: (typeof words)[number]): boolean =>
      (a.customer === b.customer && a.sameAs === b.sameAs) ||
      (a.customer === b.sameAs && a.sameAs === b.customer)
    const holding = words.filter(
      (word) =>
        word.type === 'linked' &&
        !words.some(
          (other) =>
            samePair(word, other) &&
            other.type === 'unlinked' &&
            other.at >= word.at &&
            // Taken back for good only when no later word ties the pair again.
            !words.some(
              (last) => samePair(word, last) && last.type === 'linked' && last.at > other.at,
            ),
        ),
    )
    let group = [customer]
    for (let size = 0; size !== group.length;) {
      size = group.length
      const next = holding.flatMap(({ customer: a, sameAs: b }) =>
        group.includes(a) || group.includes(b) ? [a, b] : [],
      )
      group = [...new Set([...group, ...next])]
    }
    return group.toSorted()[0] ?? customer
  }

  withdrawn(item: ReceivedEvent): number | undefined {
    const times = this.all('deleted').filter(({ platformId }) => platformId === item.platformId)
    return times.length === 0
      ? undefined
      : Math.max(item.at, Math.min(...times.map(({ at }) => at)))
  }
}

const isDemand = (event: KpiEvent): event is ReceivedEvent =>
  event.type === 'received' && event.kind === 'demand'
const isAnswer = (event: KpiEvent): event is RepliedEvent =>
  event.type === 'replied' &&
  event.by === 'human' &&
  event.public &&
  event.deliveredAt !== undefined

/** The demands that begin something: the first, and each with such an event between it and the demand before. */
function beginnings(
  world: World,
  events: readonly KpiEvent[],
  ends: (event: KpiEvent) => boolean,
): ReceivedEvent[] {
  const demands = events.filter(isDemand)
  return demands.filter((demand, i) => {
    const before = demands[i - 1]
    return (
      before === undefined ||
      events.some(
        (event) => ends(event) && world.isBefore(before, event) && world.isBefore(event, demand),
      )
    )
  })
}

const least = (times: readonly number[]): number | undefined =>
  times.length > 0 ? Math.min(...times) : undefined

function abandonment(
  world: World,
  events: readonly KpiEvent[],
  until: number | undefined,
): number | undefined {
  const demands = events.filter(isDemand)
  const said = events.filter(
    (event) =>
      event.type === 'abandoned' && demands.every((demand) => world.isBefore(demand, event)),
  )
  const withdrawals = demands.flatMap((demand) => world.withdrawn(demand) ?? [])
  const at = least([
    ...said.map((event) => event.at),
    ...(withdrawals.length === demands.length ? [Math.max(...withdrawals)] : []),
  ])
  return at === undefined || (until !== undefined && at > until) ? undefined : at
}

const last = <T>(values: readonly (T | undefined)[]): T | undefined =>
  values.filter((value) => value !== undefined).at(-1)

/** The last word of each dimension. */
function placed(events: readonly KpiEvent[], own?: ReceivedEvent) {
  const word = (dimension: (typeof dimensions)[number]): string | undefined =>
    own?.[dimension] ??
    last(
      events.map((event) =>
        dimension === 'group' && event.type === 'transferred' && event.toGroup !== undefined
          ? event.toGroup
          : event[dimension],
      ),
    )
  const items = events.filter((event) => event.type === 'received')
  return {
    channel: own?.channel ?? items.at(-1)?.channel ?? '',
    conversation: items[0]?.conversation ?? '',
    ...Object.fromEntries(dimensions.map((dimension) => [dimension, word(dimension)])),
  }
}

interface Stretch {
  readonly id: string
  readonly first: ReceivedEvent
  readonly next: ReceivedEvent | undefined
  readonly conversation: readonly KpiEvent[]
  readonly events: readonly KpiEvent[]
}

function stretches(world: World): Stretch[] {
  const names = [...new Set(world.all('received').map(({ conversation }) => conversation))]
  return names.flatMap((name) => {
    const conversation = world.in(name)
    const firsts = beginnings(world, conversation, ({ type }) => type === 'solved')
    return firsts.map((first, i) => {
      const next = firsts[i + 1]
      const events = conversation.filter(
        (event) =>
          !world.isBefore(event, first) && (next === undefined || world.isBefore(event, next)),
      )
      return { id: `${name}#${i + 1}`, first, next, conversation, events }
    })
  })
}

function of<T extends KpiEvent['type']>(events: readonly KpiEvent[], type: T): Of<T>[] {
  return events.filter((event): event is Of<T> => event.type === type)
}

function issueOf({ events }: Stretch): string | undefined {
  return (
    last(of(events, 'classified').map(({ issue }) => issue)) ??
    events.filter(isDemand).find(({ issue }) => issue !== undefined)?.issue
  )
}

function itemsOf(world: World, all: readonly Stretch[]): ItemFact[] {
  return world.all('received').map((item) => {
    const stretch = all.find(({ events }) => isDemand(item) && events.includes(item))
    const listened = of(world.in(item.conversation), 'listened').filter(
      ({ at }) => at >= item.enteredAt,
    )
    return {
      fact: 'item',
      ...placed(world.in(item.conversation), item),
      at: item.at,
      enteredAt: item.enteredAt,
      platformId: item.platformId,
      person: world.person(item.customer),
      kind: item.kind,
      isMention: item.mention,
      issue: item.issue ?? (stretch && issueOf(stretch)),
      deletedAt: world.withdrawn(item),
      listenedAt: least(listened.map(({ at }) => at)),
    } as ItemFact
  })
}

/** What came of our words. */
function aftermath(world: World, events: readonly KpiEvent[]): object {
  const judged = of(events, 'replied').filter((one) => isAnswer(one) && one.findings !== undefined)
  const found = judged.filter(({ findings }) => findings !== 0)
  const [outreach] = of(events, 'reached_out')
  const answer = of(events, 'received').find(
    (item) => item.kind === 'demand' && outreach !== undefined && world.isBefore(outreach, item),
  )
  const left = of(events, 'abandoned').find(({ reason }) => reason === 'unfollowed')
  const shown = of(events, 'replied').filter(
    ({ public: isPublic, deliveredAt }) => isPublic && deliveredAt !== undefined,
  )
  return {
    ...(judged.length > 0 && { repliesJudged: judged.length, repliesFound: found.length }),
    reachedOutAt: outreach?.at,
    outreachAnsweredAt: answer?.at,
    unfollowedAt: left?.at,
    unfollowedAfter: last(shown.filter((one) => left && world.isBefore(one, left)).map(standsAt)),
  }
}

function episodeOf(world: World, stretch: Stretch, items: readonly ItemFact[]): EpisodeFact {
  const { events, first } = stretch
  const times = (type: KpiEvent['type']): number[] => of(events, type).map(({ at }) => at)
  const seen = of(events, 'replied').filter(
    (reply) => reply.public && reply.deliveredAt !== undefined,
  )
  const answer = seen.find(isAnswer)
  const changes = of(events, 'transferred').filter(
    ({ fromGroup, toGroup }) => !(fromGroup !== undefined && fromGroup === toGroup),
  )
  const solves = of(events, 'solved')
  const solvedAt = least(times('solved'))
  const [person, issue] = [world.person(first.customer), issueOf(stretch)]
  const angers = of(events, 'classified').flatMap(({ anger }) => anger ?? [])
  const repeats = items.filter(
    (item) =>
      item.kind === 'demand' &&
      item.person === person &&
      item.issue !== undefined &&
      item.issue === issue &&
      solvedAt !== undefined &&
      item.at > solvedAt,
  )
  return {
    fact: 'episode',
    ...placed(stretch.conversation),
    id: stretch.id,
    at: first.at,
    enteredAt: first.enteredAt,
    person,
    isMention: first.mention,
    issue,
    firstReplyAt: answer?.deliveredAt,
    firstReplyAgent: answer?.agent,
    humanReplies: seen.filter(({ by }) => by === 'human').length,
    botReplies: seen.filter(({ by }) => by === 'bot').length,
    failedReplies: of(events, 'failed').filter(({ what }) => what === 'reply').length,
    ackedAt: least(times('acked')),
    assignedAt: least(times('assigned')),
    listenedAt: least(times('listened')),
    dispatchedAt: least(times('dispatched')),
    returnedAt: least(times('returned')),
    solvedAt,
    lastSolvedAt: last(times('solved')),
    mode: last(solves.map(({ mode }) => mode)),
    reopenedAt: stretch.next?.at,
    groupChanges: changes.length,
    transfers: changes.filter(({ at }) => answer !== undefined && at > standsAt(answer)).length,
    abandonedAt: abandonment(world, events, solvedAt),
    surveyedAt: least(times('surveyed')),
    rating: last(of(events, 'rated').map(({ score }) => score)),
    ratedAt: last(times('rated')),
    polarities: of(events, 'classified').flatMap(({ polarity }) =>
      polarity === undefined ? [] : [['negative', 'neutral', 'positive'].indexOf(polarity) - 1],
    ),
    anger: angers.length > 0 ? angers.toSorted().at(-1) : undefined,
    ...aftermath(world, events),
    repeatsAt: repeats
      .map(({ at }) => at)
      .toSorted((a, b) => a - b)
      .slice(0, 20),
  } as EpisodeFact
}

function turnsOf(world: World, { id, events, conversation }: Stretch): TurnFact[] {
  return beginnings(world, events, isAnswer).map((first) => {
    const answer = events.find((event) => isAnswer(event) && world.isBefore(first, event))
    const run = events.filter(
      (event) =>
        !world.isBefore(event, first) && (answer === undefined || world.isBefore(event, answer)),
    )
    const repliedAt = answer && standsAt(answer)
    const ends = [
      ...of(events, 'solved').map(({ at }) => at),
      ...(answer ? [standsAt(answer)] : []),
    ]
    return {
      fact: 'turn',
      ...placed(conversation),
      episode: id,
      at: first.at,
      enteredAt: first.enteredAt,
      repliedAt,
      abandonedAt: abandonment(world, run, least(ends)),
    } as TurnFact
  })
}

/** By time, then by name. */
const sorted = <T extends { readonly at: number }>(facts: T[], name: (fact: T) => string): T[] =>
  facts.toSorted((a, b) => a.at - b.at || (name(a) < name(b) ? -1 : 1))

export function factsByAsking(events: readonly KpiEvent[], asOf: number): Facts {
  const world = new World(events, asOf)
  const all = stretches(world)
  const items = itemsOf(world, all)
  return {
    items: sorted(items, ({ platformId }) => platformId),
    episodes: sorted(
      all.map((stretch) => episodeOf(world, stretch, items)),
      ({ id }) => id,
    ),
    turns: sorted(
      all.flatMap((stretch) => turnsOf(world, stretch)),
      ({ episode }) => episode,
    ),
  }
}
