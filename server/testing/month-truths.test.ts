import { describe, expect, it } from 'vitest'
import { deriveFacts } from '../kpi/derive.ts'
import type { Reading } from '../kpi/metric.ts'
import { kpiReport } from '../kpi/report.ts'
import { createMonth } from '../lab/month/index.ts'
import { MonthFacts, eventsIn, viewOf } from './month-facts.ts'

const DAY = 86_400_000
const until = Date.parse('2026-11-27T15:20:00+08:00')
const months = [1, 2, 3].map((seed) => createMonth({ seed, until, perDay: 60 }))
/** Each month at its end, and at moments in it: a Sunday of work, a night, the middle of the outage. */
const cases = months.flatMap((month, i) =>
  [0, 12.4, 18.7, 25.1].map((days) => {
    const seen = days === 0 ? month : month.asOf(until - days * DAY)
    return { name: `seed ${i + 1}, ${days} days before its end`, month, seen }
  }),
)
const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

describe.each(cases)('a month whose truths are known ($name)', ({ month, seen }) => {
  const { truths } = seen
  const engine = new MonthFacts(month, seen)

  it('counts each item once, whichever feeds brought it (S2-18)', () => {
    const { all, withoutSpamAndClosers, customers } = engine.reading('demandVolume')
    expect(all?.value).toBe(truths.demandVolume)
    expect(withoutSpamAndClosers?.value).toBe(truths.answerableItems)
    expect(customers?.value).toBe(truths.persons)
  })
  it('finds every episode and turn', () => {
    expect(engine.facts.episodes).toHaveLength(truths.episodes)
    expect(engine.facts.turns).toHaveLength(truths.turns)
  })
  it('measures every first response, by the clock and over holidays and working Sundays (S2-19)', () => {
    const { customer, team, customerBusiness, teamBusiness } = truths.firstWaits
    const id = 'firstResponseSeconds'
    expect(engine.values(id, 'customerWait.calendar')).toEqual(ascending(customer))
    expect(engine.values(id, 'teamWait.calendar')).toEqual(ascending(team))
    expect(engine.values(id, 'customerWait.business')).toEqual(ascending(customerBusiness))
    expect(engine.values(id, 'teamWait.business')).toEqual(ascending(teamBusiness))
  })
  it('measures the week of 调休 apart, and what came in by night and was answered by day', () => {
    const { from, until: end } = month.calendar.holidayWeek
    const { view } = engine
    const isOpen = (at: number): boolean => view.business.between(at, at + 1) > 0
    const answered = engine.facts.episodes.flatMap(({ at, firstReplyAt }) =>
      firstReplyAt === undefined ? [] : [{ at, firstReplyAt }],
    )
    const week = answered.filter(({ at }) => at >= from && at < end)
    expect(
      ascending(week.map(({ at, firstReplyAt }) => view.business.between(at, firstReplyAt))),
    ).toEqual(ascending(truths.holidayWeekWaits.customerBusiness))
    const byDay = answered.filter(({ at, firstReplyAt }) => !isOpen(at) && isOpen(firstReplyAt))
    expect(byDay).toHaveLength(truths.nightHandOvers)
  })
  it('measures every turn, and which were answered', () => {
    expect(engine.values('everyResponseSeconds')).toEqual(ascending(truths.turnWaits))
    const of = truths.turns - truths.abandonedTurns
    expect(engine.share('responseRate')).toEqual({ hits: truths.answeredTurns, of })
    const isOver = new Set(
      engine.facts.episodes.flatMap(({ id, solvedAt }) => (solvedAt === undefined ? [] : [id])),
    )
    const waiting = engine.facts.turns.filter(
      ({ episode, repliedAt, abandonedAt }) =>
        repliedAt === undefined && abandonedAt === undefined && !isOver.has(episode),
    )
    expect(waiting.map(({ conversation }) => conversation).sort()).toEqual(
      [...truths.waitingTurns].sort(),
    )
  })
  it('judges the service level with who still waits and who gave up (S2-19)', () => {
    expect(engine.share('serviceLevel', 'calendar')).toEqual(truths.serviceLevel.calendar)
    expect(engine.share('serviceLevel', 'business')).toEqual(truths.serviceLevel.business)
  })
  it('knows a repeat on another channel, a reopening and too many groups from a first contact', () => {
    for (const days of [1, 3, 7] as const) {
      expect(engine.share('fcr', String(days))).toEqual(truths.fcr[days])
    }
    expect(engine.share('reopenRate')).toEqual(truths.reopened)
    expect(engine.share('reopenRate', 'overAllSolved')).toEqual(truths.reopenedOfAll)
  })
  it('counts transfers after the first answer only, the morning’s from the night among them', () =>
    expect(engine.share('transferRate')).toEqual(truths.transferred))
  it('asks the last rating of each episode (S1-14)', () => {
    expect(engine.share('csat')).toEqual(truths.csat)
    const answered = { hits: truths.csat.of, of: truths.surveys }
    expect(engine.share('csat', 'responseRate').hits).toBe(answered.hits)
    if (answered.of > 0) expect(engine.reading('csat')['responseRate']?.n).toBe(answered.of)
  })
  it('covers mentions as decided (S1-18)', () =>
    expect(engine.share('mentionCoverage')).toEqual(truths.mentions))
  it('lists who still waits', () => {
    const waiting = engine.facts.episodes.filter(
      ({ firstReplyAt, solvedAt, abandonedAt }) =>
        firstReplyAt === undefined && solvedAt === undefined && abandonedAt === undefined,
    )
    const names = waiting.map(({ conversation }) => conversation).sort()
    expect(names).toEqual([...truths.waiting].sort())
    expect(engine.values('stillWaiting')).toHaveLength(truths.waiting.length)
  })
  it('takes first and last solves, and who made them', () => {
    const { first, full } = truths.resolution
    expect(engine.values('resolutionTime', 'first.calendar')).toEqual(ascending(first))
    expect(engine.values('resolutionTime', 'full.calendar')).toEqual(ascending(full))
    for (const [mode, hits] of Object.entries(truths.modes)) {
      expect(engine.share('serviceMode', mode).hits).toBe(hits)
    }
  })
  it('keeps bots, acknowledgements and failures apart from answers', () => {
    const sum = (count: (one: (typeof engine.facts.episodes)[number]) => number): number =>
      engine.facts.episodes.reduce((total, one) => total + count(one), 0)
    expect(sum(({ botReplies }) => botReplies)).toBe(truths.botReplies)
    expect(sum(({ failedReplies }) => failedReplies)).toBe(truths.failedReplies)
    expect(sum(({ dispatchedAt }) => (dispatchedAt === undefined ? 0 : 1))).toBe(truths.dispatched)
  })
})

describe('the report of a part of a month', () => {
  const [month = createMonth({ seed: 1, until })] = months
  // From the Monday of the outage for a week, looked at on the last day.
  const from = month.calendar.incident.from - 4 * 3_600_000
  const period = { from, until: from + 7 * DAY }
  const { truths, events } = month.asOf(until, period)
  const report = kpiReport(deriveFacts(eventsIn({ events }), until), {
    ...{ from: period.from, to: period.until },
    view: viewOf(month, until),
  })
  const reading = (id: string): Reading =>
    report.lines.find(({ metric }) => metric.id === id)?.reading ?? {}
  const shareOf = ({ hits, of }: { hits: number; of: number }) => ({ value: hits / of, n: of })
  const rank = (values: readonly number[], p: number): number | undefined =>
    ascending(values)[Math.ceil(p * values.length) - 1]

  it('counts what begins in the period, as it stands at the moment of the report', () => {
    expect(truths.episodes).toBeGreaterThan(100)
    expect(reading('demandVolume')['all']?.value).toBe(truths.demandVolume)
    expect(reading('serviceLevel')['calendar']).toMatchObject(shareOf(truths.serviceLevel.calendar))
    expect(reading('serviceLevel')['business']).toMatchObject(shareOf(truths.serviceLevel.business))
    expect(reading('fcr')['7']).toMatchObject(shareOf(truths.fcr[7]))
    expect(reading('transferRate')['']).toMatchObject(shareOf(truths.transferred))
    expect(reading('csat')['']).toMatchObject(shareOf(truths.csat))
    expect(reading('mentionCoverage')['']).toMatchObject(shareOf(truths.mentions))
  })
  it('names the nearest rank to the millisecond (S1-13)', () => {
    const { customer, teamBusiness } = truths.firstWaits
    const firsts = reading('firstResponseSeconds')
    for (const [part, values] of [
      ['customerWait.calendar', customer],
      ['teamWait.business', teamBusiness],
    ] as const) {
      const { p50, p90, p95, n } = firsts[part] ?? { n: 0 }
      expect({ p50, p90, p95, n }).toEqual({
        ...{ p50: rank(values, 0.5), p90: rank(values, 0.9), p95: rank(values, 0.95) },
        n: values.length,
      })
    }
    expect(reading('everyResponseSeconds')['']?.p50).toBe(rank(truths.turnWaits, 0.5))
  })
})
