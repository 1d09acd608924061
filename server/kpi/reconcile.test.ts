import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HelpdeskFigures } from '../core/helpdesk.ts'
import type { EpisodeFact } from './facts.ts'
import { reasonWords } from './reconcile-reasons.ts'
import type { ReplyEnd, WrittenReply } from './reconcile-replies.ts'
import { reconcile, type Measure, type OwnTicket } from './reconcile.ts'

const minute = 60_000
/** The customer publishes; the relay files two minutes later. */
const at = Date.UTC(2026, 2, 2, 1, 0, 0)
const createdAt = at + 2 * minute

function episode(more: Partial<EpisodeFact> = {}): EpisodeFact {
  return {
    fact: 'episode',
    id: 'c1#1',
    channel: 'wechat',
    conversation: 'c1',
    at,
    enteredAt: createdAt,
    person: 'p1',
    isMention: false,
    humanReplies: 0,
    botReplies: 0,
    failedReplies: 0,
    groupChanges: 0,
    transfers: 0,
    polarities: [],
    repeatsAt: [],
    ...more,
  }
}
function reply(minutes: number, end: ReplyEnd, seconds = 0): WrittenReply {
  const writtenAt = createdAt + minutes * minute
  const deliveredAt = writtenAt + seconds * 1000
  return { writtenAt, agent: '9001', end, ...(end === 'delivered' && { deliveredAt }) }
}
function own(more: Partial<OwnTicket> = {}): OwnTicket {
  return { ticket: '7', episodes: [episode()], replies: [], reopenings: [], ...more }
}
function figures(more: Partial<HelpdeskFigures> = {}): HelpdeskFigures {
  return { ticket: { id: '7' }, createdAt, reopens: 0, replies: 0, ...more }
}
const found = (ours: OwnTicket, theirs: HelpdeskFigures) =>
  reconcile([{ own: ours, figures: theirs }])
/** The reasons of one measure with their amounts. */
function reasons(ours: OwnTicket, theirs: HelpdeskFigures, measure: Measure) {
  const difference = found(ours, theirs).differences.find((one) => one.measure === measure)
  return Object.fromEntries((difference?.parts ?? []).map(({ reason, amount }) => [reason, amount]))
}

describe('reconcile', () => {
  it('finds nothing where both say the same', () => {
    const same = episode({ at: createdAt, firstReplyAt: createdAt + 5 * minute, humanReplies: 1 })
    const ours = own({ episodes: [same], replies: [reply(5, 'delivered')] })
    expect(found(ours, figures({ firstReplyMinutes: 5, replies: 1 }))).toEqual({
      tickets: 1,
      differences: [],
      unreached: [],
      unexplained: [],
    })
  })

  it('splits a first response into its start, its end and whole minutes', () => {
    const written = reply(5.5, 'delivered', 20)
    const first = episode({ firstReplyAt: written.deliveredAt ?? 0, humanReplies: 1 })
    const ours = own({ episodes: [first], replies: [written] })
    expect(reasons(ours, figures({ firstReplyMinutes: 5, replies: 1 }), 'first_reply')).toEqual({
      starts_at_publish: -2 * minute,
      ends_at_delivery: -20_000,
      whole_minutes: -30_000,
    })
  })

  it.each([
    ['failed', 'undelivered_reply'],
    ['unconfirmed', 'unconfirmed_reply'],
    ['delivered', 'delivered_later'],
  ] as const)('says so where Zendesk counts an earlier reply that is %s', (end, reason) => {
    const first = episode({ firstReplyAt: createdAt + 30 * minute, humanReplies: 1 })
    const ours = own({ episodes: [first], replies: [reply(4, end, 3000), reply(30, 'delivered')] })
    expect(reasons(ours, figures({ firstReplyMinutes: 4, replies: 2 }), 'first_reply')).toEqual({
      starts_at_publish: -2 * minute,
      [reason]: -26 * minute,
    })
  })

  it.each([
    ['bot', 'bot_reply'],
    ['internal', 'internal_reply'],
  ] as const)('says so where Zendesk counts what its rule does not: %s', (end, reason) => {
    const first = episode({ firstReplyAt: createdAt + 30 * minute, humanReplies: 1 })
    const ours = own({ episodes: [first], replies: [reply(1, end), reply(30, 'delivered')] })
    const counts = (minutes: number) =>
      reasons(ours, figures({ firstReplyMinutes: minutes, replies: 1 }), 'first_reply')
    expect(counts(1)).toHaveProperty(reason, -29 * minute)
    expect(counts(30)).toEqual({ starts_at_publish: -2 * minute })
  })

  it('gives the whole figure where only one side has one', () => {
    const later = episode({ id: 'c1#2', at: at + 60 * minute })
    const theirs = figures({ firstReplyMinutes: 4 })
    const only = (end: ReplyEnd, episodes = [episode()]) =>
      reasons(own({ episodes, replies: [reply(4, end)] }), theirs, 'first_reply')
    expect(only('failed')).toEqual({ undelivered_reply: 4 * minute })
    expect(only('bot')).toEqual({ bot_reply: 4 * minute })
    expect(only('delivered', [episode(), later])).toEqual({ later_episode: 4 * minute })
    expect(only('delivered')).toEqual({ unexplained: 4 * minute })
    const outside = own({ episodes: [episode({ firstReplyAt: at + minute })] })
    expect(reasons(outside, figures(), 'first_reply')).toEqual({ not_in_zendesk: -minute })
    const inside = { ...outside, replies: [reply(-1, 'delivered')] }
    expect(reasons(inside, figures(), 'first_reply')).toEqual({ unexplained: -minute })
  })

  it('leaves unexplained what no reply accounts for', () => {
    const first = episode({ firstReplyAt: createdAt + 5 * minute, humanReplies: 1 })
    const ours = own({ episodes: [first], replies: [reply(5, 'delivered')] })
    const theirs = figures({ firstReplyMinutes: 45, replies: 1 })
    expect(reasons(ours, theirs, 'first_reply')).toEqual({
      starts_at_publish: -2 * minute,
      unexplained: 40 * minute,
    })
    expect(found(ours, theirs).unexplained).toEqual(['7'])
    const almost = figures({ firstReplyMinutes: 6, replies: 1 })
    expect(reasons(ours, almost, 'first_reply')).toHaveProperty('unexplained', minute)
  })

  it('measures solves from the ticket on the one side and from the episode on the other', () => {
    const solvedAt = createdAt + 10 * minute + 1000
    const again = createdAt + 50 * minute
    const episodes = [
      episode({ solvedAt, lastSolvedAt: solvedAt, reopenedAt: createdAt + 20 * minute }),
      episode({ id: 'c1#2', at: createdAt + 20 * minute, solvedAt: again, lastSolvedAt: again }),
    ]
    const theirs = figures({ firstSolveMinutes: 10, lastSolveMinutes: 50, reopens: 1 })
    const ours = own({ episodes, reopenings: [createdAt + 21 * minute] })
    expect(reasons(ours, theirs, 'first_solve')).toEqual({
      starts_at_publish: -2 * minute,
      whole_minutes: -1000,
    })
    expect(reasons(ours, theirs, 'last_solve')).toEqual({
      starts_at_publish: -2 * minute,
      earlier_episodes: 22 * minute,
    })
    expect(reasons(own(), figures({ firstSolveMinutes: 10 }), 'first_solve')).toEqual({
      unexplained: 10 * minute,
    })
  })

  it('tells reopenings by status alone from those of customers who asked again', () => {
    const solve = (n: number) => ({ solvedAt: at + n * minute, lastSolvedAt: at + n * minute })
    const episodes = [
      episode({ ...solve(10), reopenedAt: at + 20 * minute }),
      episode({ id: 'c1#2', at: at + 20 * minute, ...solve(30), reopenedAt: at + 40 * minute }),
      episode({ id: 'c1#3', at: at + 40 * minute, ...solve(50) }),
    ]
    const told = (minutes: readonly number[], reopens = minutes.length) =>
      reasons(
        own({ episodes, reopenings: minutes.map((n) => at + n * minute) }),
        figures({ reopens }),
        'reopens',
      )
    expect(told([21, 41])).toEqual({})
    expect(told([21, 41, 60])).toEqual({ reopened_by_status: 1 })
    expect(told([21])).toEqual({ not_reopened_in_zendesk: -1 })
    // The counts are the same, and mean something else.
    const other = { reopened_by_status: 1, not_reopened_in_zendesk: -1 }
    expect(told([21, 60])).toEqual(other)
    expect(told([21, 22, 41], 5)).toEqual({ reopened_by_status: 1, unexplained: 2 })
    expect(told([5, 21])).toEqual(other)
  })

  it('lists by name the tickets where Zendesk counts a reply that never reached the customer', () => {
    const lost = own({ ticket: '8', replies: [reply(4, 'failed'), reply(6, 'unconfirmed')] })
    const good = own({
      episodes: [episode({ firstReplyAt: createdAt + 5 * minute, humanReplies: 1 })],
      replies: [reply(5, 'delivered')],
    })
    const { unreached, differences } = reconcile([
      { own: good, figures: figures({ firstReplyMinutes: 5, replies: 1 }) },
      { own: lost, figures: figures({ ticket: { id: '8' }, firstReplyMinutes: 4, replies: 2 }) },
    ])
    const writtenAt = createdAt + 4 * minute
    expect(unreached).toEqual([
      { ticket: '8', agent: '9001', end: 'failed', isFirst: true, writtenAt },
      {
        ticket: '8',
        agent: '9001',
        end: 'unconfirmed',
        isFirst: false,
        writtenAt: writtenAt + 2 * minute,
      },
    ])
    expect(
      differences.find(({ measure, ticket }) => measure === 'replies' && ticket === '8'),
    ).toEqual({
      ticket: '8',
      measure: 'replies',
      ours: 0,
      zendesk: 2,
      difference: 2,
      parts: [
        { reason: 'undelivered_reply', amount: 1 },
        { reason: 'unconfirmed_reply', amount: 1 },
      ],
    })
  })

  it('does not list a reply that Zendesk does not count either', () => {
    const ours = own({ replies: [reply(4, 'failed')] })
    expect(found(ours, figures({ replies: 0 })).unreached).toEqual([])
    expect(found(ours, figures({ replies: 1 })).unreached).toHaveLength(1)
  })

  it('has reasons that add up to exactly the difference they claim, of any ticket', () => {
    const moment = fc.integer({ min: at, max: at + 500 * minute })
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
    const ends = fc.constantFrom<ReplyEnd>('delivered', 'failed', 'unconfirmed', 'bot', 'internal')
    const replies = fc.array(
      fc.record({ writtenAt: moment, deliveredAt: maybe(moment), end: ends }),
    )
    const episodes = fc.array(
      fc.record({
        at: moment,
        firstReplyAt: maybe(moment),
        solvedAt: maybe(moment),
        lastSolvedAt: maybe(moment),
        reopenedAt: maybe(moment),
        humanReplies: fc.nat(5),
      }),
    )
    const count = maybe(fc.nat(500))
    const theirs = fc.record({
      firstReplyMinutes: count,
      firstSolveMinutes: count,
      lastSolveMinutes: count,
      reopens: fc.nat(5),
      replies: fc.nat(9),
    })
    const ticket = fc.record({ episodes, replies, reopenings: fc.array(moment), theirs })
    const without = (object: object): object =>
      Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
    fc.assert(
      fc.property(ticket, (made) => {
        const { differences, unexplained } = found(
          own({
            episodes: made.episodes.map((one) => episode(without(one))),
            replies: made.replies.map((one) => without(one) as WrittenReply),
            reopenings: made.reopenings,
          }),
          figures(without(made.theirs)),
        )
        for (const { parts, difference, ours = 0, zendesk = 0 } of differences) {
          expect(difference).toBe(zendesk - ours)
          expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(difference)
          expect(parts.every(({ amount }) => amount !== 0)).toBe(true)
          for (const { reason, amount } of parts) {
            expect(reasonWords[reason].zh).not.toBe('')
            if (reason === 'whole_minutes') expect(Math.abs(amount)).toBeLessThan(minute)
          }
        }
        const open = differences.some(({ parts }) =>
          parts.some(({ reason }) => reason === 'unexplained'),
        )
        expect(unexplained).toEqual(open ? ['7'] : [])
      }),
      { numRuns: 300 },
    )
  })

  it('explains everything Zendesk makes of a ticket by its own rules', () => {
    const life = fc.record({
      filedAfter: fc.nat(300_000),
      writes: fc.array(
        fc.record({
          gap: fc.nat(900_000),
          end: fc.constantFrom<ReplyEnd>('delivered', 'failed', 'unconfirmed'),
          delay: fc.nat(20_000),
        }),
      ),
      solveAfter: fc.option(fc.nat(9_000_000), { nil: undefined }),
    })
    fc.assert(
      fc.property(life, ({ filedAfter, writes, solveAfter }) => {
        const born = at + filedAfter
        let now = born
        const replies = writes.map(({ gap, end, delay }): WrittenReply => {
          now += gap
          return { writtenAt: now, end, ...(end === 'delivered' && { deliveredAt: now + delay }) }
        })
        const got = replies.flatMap(({ deliveredAt }) => deliveredAt ?? [])
        const solvedAt = solveAfter === undefined ? undefined : now + solveAfter
        const minutesTo = (end: number) => Math.floor((end - born) / minute)
        const [first] = replies
        const ours = episode({
          humanReplies: got.length,
          ...(got.length > 0 && { firstReplyAt: Math.min(...got) }),
          ...(solvedAt !== undefined && { solvedAt, lastSolvedAt: solvedAt }),
        })
        const theirs = figures({
          createdAt: born,
          replies: replies.length,
          ...(first && { firstReplyMinutes: minutesTo(first.writtenAt) }),
          ...(solvedAt !== undefined && {
            firstSolveMinutes: minutesTo(solvedAt),
            lastSolveMinutes: minutesTo(solvedAt),
          }),
        })
        const result = found(own({ episodes: [ours], replies }), theirs)
        expect(result.unexplained).toEqual([])
        expect(result.unreached).toHaveLength(replies.length - got.length)
      }),
    )
  })
})
