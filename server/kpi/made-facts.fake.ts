import fc from 'fast-check'
import type { BusinessClock } from './business-clock.ts'
import type { EpisodeFact, Fact, ItemFact, TurnFact } from './facts.ts'
import type { Metric, Reading, View } from './metric.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** A Monday, 0:00 UTC. */
export const monday = Date.UTC(2026, 2, 2)

/** Open every day from 9:00 to 17:00 UTC. */
export const nineToFive: BusinessClock = {
  between(from, until) {
    let sum = 0
    for (let start = Math.floor(from / day) * day; start < until; start += day) {
      const [open, close] = [start + 9 * hour, start + 17 * hour]
      sum += Math.max(0, Math.min(until, close) - Math.max(from, open))
    }
    return sum
  },
  after(from, workingMs) {
    let left = workingMs
    for (let start = Math.floor(from / day) * day; ; start += day) {
      const open = Math.max(from, start + 9 * hour)
      const available = Math.max(0, start + 17 * hour - open)
      if (left <= available) return open + left
      left -= available
    }
  },
}

/** Targets: an hour, half a working hour, seven days, 24 h. */
export function viewAt(asOf: number): View {
  return {
    asOf,
    targets: {
      serviceLevelSeconds: { calendar: 3600, business: 1800 },
      fcrDays: 7,
      reopenDays: 7,
      mentionHours: 24,
    },
    business: nineToFive,
  }
}

const placed = { channel: 'weibo', conversation: 'c1', person: 'u1', isMention: false } as const

export function item(of: Partial<ItemFact> = {}): ItemFact {
  const at = of.at ?? monday
  return { fact: 'item', ...placed, at, enteredAt: at, platformId: 'p1', kind: 'demand', ...of }
}

export function turn(of: Partial<TurnFact> = {}): TurnFact {
  const at = of.at ?? monday
  const { channel, conversation } = placed
  return { fact: 'turn', channel, conversation, episode: 'c1#1', at, enteredAt: at, ...of }
}

export function episode(of: Partial<EpisodeFact> = {}): EpisodeFact {
  const at = of.at ?? monday
  return {
    fact: 'episode',
    ...placed,
    id: 'c1#1',
    at,
    enteredAt: at,
    humanReplies: of.firstReplyAt === undefined ? 0 : 1,
    botReplies: 0,
    failedReplies: 0,
    groupChanges: 0,
    transfers: 0,
    polarities: [],
    repeatsAt: [],
    ...of,
  }
}

/** An episode that somebody answered in an hour and solved in two. */
export function solved(of: Partial<EpisodeFact> = {}): EpisodeFact {
  const at = of.at ?? monday
  const solvedAt = of.solvedAt ?? at + 2 * hour
  return episode({ at, firstReplyAt: at + hour, solvedAt, lastSolvedAt: solvedAt, ...of })
}

export function fold(metric: Metric, facts: readonly Fact[], view: View): unknown {
  return facts.reduce((state, fact) => metric.step(state, fact, view), metric.initial())
}

export function readingOf(
  metric: Metric,
  facts: readonly Fact[],
  asOf: number,
): Reading | undefined {
  const view = viewAt(asOf)
  return metric.read(fold(metric, facts, view), view)
}

/** What one fact adds, by part. */
export function adds(metric: Metric, fact: Fact, asOf: number): Readonly<Record<string, number>> {
  const contributions = metric.contributions(fact, viewAt(asOf))
  return Object.fromEntries(contributions.map(({ part, value }) => [part, value]))
}

const weeks = 3 * 7 * day
const at = fc.integer({ min: monday, max: monday + weeks })
const later = fc.integer({ min: 0, max: weeks })
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined })

/** Leaves out what is undefined, as facts do. */
function known<T extends object>(made: T): T {
  const entries = Object.entries(made).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as T
}

const afterwards = (from: number, gap: number | undefined): number | undefined =>
  gap === undefined ? undefined : from + gap

const items: fc.Arbitrary<Fact> = fc
  .record({
    at,
    gap: fc.nat(hour),
    person: fc.constantFrom('u1', 'u2', 'u3', 'u4'),
    kind: fc.constantFrom('demand' as const, 'closer' as const, 'spam' as const, 'echo' as const),
    issue: maybe(fc.constantFrom('退款', '物流')),
    listened: maybe(later),
  })
  .map(({ gap, listened, ...rest }) =>
    known<ItemFact>(
      item({
        ...known(rest),
        enteredAt: rest.at + gap,
        listenedAt: afterwards(rest.at, listened),
      } as Partial<ItemFact>),
    ),
  )

const turns: fc.Arbitrary<Fact> = fc
  .record({ at, replied: maybe(later), abandoned: maybe(later) })
  .map(({ at: begun, replied, abandoned }) =>
    known<TurnFact>(
      turn({
        at: begun,
        repliedAt: afterwards(begun, replied),
        abandonedAt: afterwards(begun, abandoned),
      } as Partial<TurnFact>),
    ),
  )

const episodes: fc.Arbitrary<Fact> = fc
  .record({
    at,
    gaps: fc.record(
      Object.fromEntries(
        ['replied', 'acked', 'assigned', 'solved', 'again', 'back', 'abandoned', 'asked', 'rated']
          .concat(['dispatched', 'returned', 'repeat'])
          .map((name) => [name, maybe(later)]),
      ),
    ),
    isMention: fc.boolean(),
    counts: fc.record({ failedReplies: fc.nat(3), transfers: fc.nat(2), before: fc.nat(2) }),
    rating: fc.integer({ min: 1, max: 5 }),
    mode: maybe(
      fc.constantFrom('staff' as const, 'self' as const, 'peer' as const, 'bot' as const),
    ),
    polarities: fc.array(fc.constantFrom(-1, 0, 1), { maxLength: 8 }),
  })
  .map(({ at: begun, gaps, isMention, counts, rating, mode, polarities }) => {
    const moment = (name: string): number | undefined => afterwards(begun, gaps[name])
    const solvedAt = moment('solved')
    const since = (name: string): number | undefined =>
      solvedAt === undefined ? undefined : afterwards(solvedAt, gaps[name])
    const repeat = since('repeat')
    return known<EpisodeFact>(
      episode({
        at: begun,
        isMention,
        firstReplyAt: moment('replied'),
        ackedAt: moment('acked'),
        assignedAt: moment('assigned'),
        solvedAt,
        lastSolvedAt: since('again') ?? solvedAt,
        reopenedAt: since('back'),
        abandonedAt: moment('abandoned'),
        surveyedAt: moment('asked'),
        dispatchedAt: moment('dispatched'),
        returnedAt: moment('returned'),
        ratedAt: moment('rated'),
        rating: gaps['rated'] === undefined ? undefined : rating,
        mode: solvedAt === undefined ? undefined : mode,
        failedReplies: counts.failedReplies,
        transfers: counts.transfers,
        groupChanges: counts.transfers + counts.before,
        polarities,
        repeatsAt: repeat === undefined ? [] : [repeat],
      } as Partial<EpisodeFact>),
    )
  })

/** Facts of every kind within three weeks from `monday`, their later moments within three more. */
export const anyFacts = fc.array(fc.oneof(items, turns, episodes), { maxLength: 40 })
export const anyAsOf = fc.integer({ min: monday - day, max: monday + 3 * weeks })
