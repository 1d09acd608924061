import { describe, expect, it } from 'vitest'
import { businessClock } from './business-clock-of.ts'
import { deriveFacts } from './derive.ts'
import type { Dimension } from './dimension.ts'
import { countEvents } from './event-counts.ts'
import type { KpiEvent } from './event.ts'
import type { View } from './metric.ts'
import { metrics } from './metrics/index.ts'
import { at, octoberLines, octoberSchedule } from './october.fake.ts'
import { readEventLines } from './read-event-lines.ts'
import { defaultTargets, readSchedule } from './read-schedule.ts'
import { reportJson } from './report-json.ts'
import { kpiReport } from './report.ts'

const moment = (text: string): number => Date.parse(at(text))
const asOf = moment('11-05 00:00')
const { events, problemCount } = readEventLines(octoberLines.join('\n'))

function viewAt(when: number): View {
  const reading = readSchedule(octoberSchedule)
  if (!reading.ok) throw new TypeError('The schedule of October has problems.')
  return { asOf: when, targets: reading.targets, business: businessClock(reading.versions) }
}

function october(of: readonly KpiEvent[] = events, by?: Dimension, when = asOf) {
  const query = { from: moment('10-01 00:00'), to: moment('11-01 00:00'), view: viewAt(when) }
  const place = { timeZone: 'Asia/Shanghai', ...(by && { by }) }
  return reportJson(kpiReport(deriveFacts(of, when), { ...query, ...place }), by)
}

describe('kpiReport', () => {
  it('reads the month worked out by hand: how much came (S2-18)', () => {
    expect(problemCount).toBe(0)
    // 21 + c4 again + holiday, saturday, soon, late, bot, last + 3 of c2 and c3 = 31; a closer, a spam.
    expect(october()['demandVolume']).toMatchObject({
      value: 33,
      withoutSpamAndClosers: { value: 31 },
    })
  })
  it('reads the month worked out by hand: how long customers waited (S2-19)', () => {
    const { firstResponseSeconds, everyResponseSeconds } = october()
    // 600 … 12600, 3600 of c4 again, saturday and holiday; soon, late and last wait in vain, the bot’s is not asked.
    expect(firstResponseSeconds).toMatchObject({
      customerWait: {
        calendar: { p50: 6600, p90: 12_600, p95: 143_100, n: 24, of: 27 },
        // Saturday 30 + 15 min; holiday 9.5 h.
        business: { p50: 6000, p90: 12_000, p95: 12_600, n: 24, of: 27 },
      },
      teamWait: { calendar: { p50: 6540, p90: 12_540, p95: 143_040 } },
    })
    // With 1200 of c2 and 1800 of c3; last and bot have no answer, soon and late were taken back.
    expect(everyResponseSeconds).toMatchObject({
      ...{ p50: 6000, p90: 12_600, p95: 143_100, n: 26, of: 28 },
      business: { n: 26 },
    })
    expect(october()['responseRate']).toMatchObject({ value: 26 / 28, n: 28, of: 30 })
  })
  it('reads the month worked out by hand: what was kept of what was agreed (S2-19)', () => {
    const { serviceLevel, mentionCoverage } = october()
    // Within the hour: c1 to c6, c4 again; working hours: saturday too. Missed: late, last. Not judged: soon.
    expect(serviceLevel).toMatchObject({
      calendar: { value: 7 / 26, n: 26, of: 27 },
      business: { value: 8 / 26, n: 26, of: 27 },
    })
    // c1 to c3 in time; holiday and last not; late was taken back in time.
    expect(mentionCoverage).toMatchObject({ value: 3 / 5, n: 5, of: 6 })
  })
  it('reads the month worked out by hand: how well it was solved', () => {
    const { fcr, transferRate, reopenRate, csat } = october()
    // Of c1 to c10 and bot: c6 went through two changes; c4 came back after 39 h, c5 (as saturday) after 47.5 h.
    expect(fcr).toMatchObject({
      ...{ value: 8 / 11, n: 11 },
      1: { value: 10 / 11, n: 11 },
      3: { value: 8 / 11, n: 11 },
      7: { value: 8 / 11, n: 11 },
    })
    expect(transferRate).toMatchObject({ value: 2 / 24, n: 24 })
    expect(reopenRate).toMatchObject({ value: 1 / 11, overAllSolved: { value: 1 / 11 } })
    expect(csat).toMatchObject({ value: 3 / 4, n: 4, responseRate: { value: 3 / 5, n: 5 } })
    expect(csat).toHaveProperty('wilson95.low', expect.closeTo(0.300_64, 4))
    expect(csat).toHaveProperty('wilson95.high', expect.closeTo(0.954_41, 4))
  })
  it('lists who waits at the end of the period, whenever they began, the longest first', () => {
    expect(october()['stillWaiting']).toEqual([
      {
        conversation: 'before',
        channel: 'wechat',
        since: '2026-09-30T15:00:00.000Z',
        ageSeconds: 31 * 86_400 + 3600,
      },
      {
        conversation: 'last',
        channel: 'wechat',
        since: '2026-10-31T15:30:00.000Z',
        ageSeconds: 1800,
      },
    ])
    expect(october()['stillWaitingSeconds']).toMatchObject({ values: [1800, 2_682_000], n: 2 })
  })
  it('takes who waits at its own moment where the period is not over', () => {
    const early = october(events, undefined, moment('10-08 10:45'))
    // c1 to c4 have their answer; 17 of the queue wait for 45 minutes.
    const ages = (early['stillWaiting'] as { conversation: string; ageSeconds: number }[]).map(
      ({ ageSeconds }) => ageSeconds,
    )
    expect(ages.filter((age) => age === 2700)).toHaveLength(17)
    expect(ages).toHaveLength(19)
    expect(early['responseRate']).toMatchObject({ value: 4 / 22, n: 22 })
  })
  it('slices every figure by a dimension, and what is not said by an empty name', () => {
    const { by, groups } = october(events, 'channel')
    expect(by).toBe('channel')
    expect(groups).toMatchObject([
      { key: 'wechat', demandVolume: { value: 5 }, csat: { n: 0 } },
      { key: 'weibo', demandVolume: { value: 28 }, serviceLevel: { calendar: { value: 7 / 23 } } },
    ])
    expect(october(events, 'province')['groups']).toMatchObject([
      { key: '', demandVolume: { value: 33 } },
    ])
  })
  it('slices by the hour of the wall clock in which it began', () => {
    const groups = october(events, 'hour')['groups'] as { key: string; demandVolume: object }[]
    expect(groups.map(({ key }) => key)).toEqual(['09', '10', '14', '15', '17', '23'])
    expect(groups[1]?.demandVolume).toMatchObject({ value: 24 })
  })
  it('gives the same report whatever the order and the repeats of the events', () => {
    expect(october([...events].reverse())).toEqual(october())
    expect(october([...events, ...events])).toEqual(october())
  })
  it('has no figure but n = 0 where there are no events, and still every key', () => {
    const empty = october([])
    expect(empty).toMatchObject({
      demandVolume: { n: 0 },
      firstResponseSeconds: { customerWait: { calendar: { n: 0 }, business: { n: 0 } } },
      fcr: { 1: { n: 0 }, 3: { n: 0 }, 7: { n: 0 } },
      stillWaiting: [],
    })
    expect(JSON.stringify(empty)).not.toMatch(/"value"/)
    const ids = metrics.map(({ id }) => id)
    expect(Object.keys(empty)).toEqual(expect.arrayContaining(ids))
  })
  it('lists the values of few, without percentiles', () => {
    const one = october(
      events.filter((event) => 'conversation' in event && event.conversation === 'c1'),
    )
    const calendar = { values: [600], n: 1, of: 1, coverage: 1 }
    expect(one['firstResponseSeconds']).toMatchObject({ customerWait: { calendar } })
    expect(one['firstResponseSeconds']).not.toHaveProperty('customerWait.calendar.p50')
  })
  it('reads percentiles of thousands from the values themselves', () => {
    const many = Array.from({ length: 3001 }, (_, i): KpiEvent[] => {
      const [conversation, start] = [`m${i}`, moment('10-09 10:00')]
      const received = { type: 'received', at: start, enteredAt: start, conversation } as const
      const item = { platformId: conversation, customer: 'u', channel: 'weibo', mention: false }
      const deliveredAt = start + 7_000_003 + i * 1001
      const reply = { type: 'replied', conversation, by: 'human', public: true } as const
      return [
        { ...received, ...item, kind: 'demand' },
        { ...reply, at: deliveredAt, deliveredAt },
      ]
    }).flat()
    const rank = (n: number): number => (7_000_003 + (n - 1) * 1001) / 1000
    expect(october(many)['firstResponseSeconds']).toMatchObject({
      customerWait: { calendar: { p50: rank(1501), p90: rank(2701), p95: rank(2851), n: 3001 } },
    })
  })
  it('goes by the targets it is given', () => {
    const targets = {
      ...defaultTargets,
      serviceLevelSeconds: { calendar: 600, business: 9.5 * 3600 },
    }
    const query = { from: moment('10-01 00:00'), to: moment('11-01 00:00') }
    const view = { ...viewAt(asOf), targets }
    const report = reportJson(kpiReport(deriveFacts(events, asOf), { ...query, view }))
    // By the clock c1 alone, soon being given up too late; in 9.5 working hours all that were answered,
    // late being given up before.
    expect(report['serviceLevel']).toMatchObject({
      calendar: { value: 1 / 27 },
      business: { value: 24 / 25, n: 25 },
    })
  })
})

describe('countEvents', () => {
  it('says how many events count, and why the others do not', () => {
    const newestAt = moment('10-31 23:30')
    const counts = countEvents([...events, ...events.slice(0, 3)], asOf)
    expect(counts).toEqual({ read: events.length + 3, later: 1, repeated: 4, newestAt })
    expect(countEvents([], asOf)).toEqual({ read: 0, later: 0, repeated: 0, newestAt: undefined })
  })
})
