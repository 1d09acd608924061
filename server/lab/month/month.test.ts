import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMonth, monthEvents, type MonthEvent } from './index.ts'

const until = Date.parse('2026-11-27T15:20:00+08:00')
const month = createMonth({ seed: 7, until })
const { events, truths, calendar } = month

type Received = MonthEvent & { readonly type: 'received' }
const received = events.filter((event): event is Received => event.type === 'received')
const inbound = received.filter(({ kind }) => kind !== 'echo')
const count = (type: MonthEvent['type']): number => of(type).length
const distinct = (values: readonly string[]): number => new Set(values).size
/** A few lines stand there twice: equal in full, or with the same id. */
function of(type: MonthEvent['type']): readonly MonthEvent[] {
  const lines = events.filter((event) => event.type === type)
  return [...new Map(lines.map((event) => [JSON.stringify(event), event])).values()]
}
function byHour(channel: string): readonly number[] {
  const hours = Array.from({ length: 24 }, () => 0)
  for (const event of inbound) {
    if (event.channel === channel) hours[Number(event.at.slice(11, 13))]! += 1
  }
  return hours
}
const busiest = (hours: readonly number[], from: number, to: number): number =>
  hours.indexOf(Math.max(...hours.slice(from, to)))

describe('createMonth', () => {
  it('makes the same month of the same seed and another of another', () => {
    const options = { seed: 3, until, days: 14, perDay: 30 }
    const first = createMonth(options)
    expect(createMonth(options).events).toEqual(first.events)
    expect(createMonth(options).truths).toEqual(first.truths)
    expect(createMonth({ ...options, seed: 4 }).events).not.toEqual(first.events)
  })
  it('brings about six thousand items in thirty-five days', () => {
    expect(truths.demandVolume).toBeGreaterThan(5_400)
    expect(truths.demandVolume).toBeLessThan(6_600)
    expect(distinct(events.map(({ at }) => at.slice(0, 10)))).toBe(35)
  })
  it('is written to over lunch and in the evening, each channel in its manner', () => {
    const [wechat, weibo] = [byHour('wechat'), byHour('weibo')]
    expect(busiest(wechat, 0, 17)).toBe(12)
    expect([19, 20, 21]).toContain(busiest(wechat, 17, 24))
    expect([20, 21]).toContain(busiest(weibo, 0, 24))
    // Nights are quiet.
    for (const hours of [wechat, weibo]) {
      expect(Math.max(...hours.slice(2, 5)) * 5).toBeLessThan(Math.max(...hours))
    }
  })
  it('is quieter on holidays than on the working Sundays that pay for them', () => {
    const [thursday = ''] = month.schedule.holidays
    const on = (date: string): number => inbound.filter(({ at }) => at.startsWith(date)).length
    for (const sunday of month.schedule.makeUpWorkdays) {
      expect(on(sunday)).toBeGreaterThan(on(thursday))
    }
  })
  it('shows the outage: more of it, from one province, in anger, and answered later', () => {
    const { from, until: end } = calendar.incident
    const within = inbound.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < end)
    const share = (items: readonly Received[], is: (item: Received) => boolean): number =>
      items.filter(is).length / items.length
    expect(share(within, ({ category }) => category === '网络中断')).toBeGreaterThan(0.3)
    expect(share(inbound, ({ category }) => category === '网络中断')).toBeLessThan(0.12)
    const outage = inbound.filter(({ category }) => category === '网络中断')
    expect(distinct(outage.map(({ province = '' }) => province))).toBe(1)
    const moods = events.flatMap((event) => (event.type === 'classified' ? [event] : []))
    const bitter = (all: typeof moods): number =>
      all.filter(({ polarity }) => polarity === 'negative').length / all.length
    const angry = moods.filter(({ category }) => category === '网络中断')
    expect(bitter(angry)).toBeGreaterThan(2 * bitter(moods.filter((one) => !angry.includes(one))))
  })
  it('says goodbye to one agent in the middle of the month', () => {
    const answers = events.flatMap((event) =>
      event.type === 'replied' && event.agent === '演示客服三' ? [Date.parse(event.at)] : [],
    )
    expect(answers.length).toBeGreaterThan(50)
    expect(Math.max(...answers)).toBeLessThan(calendar.farewell)
  })
  it('answers at the pace of who answers, and later in the outage', () => {
    const firsts = month.persons.flatMap(({ conversations }) =>
      conversations.flatMap(({ episodes, channel }) =>
        episodes.flatMap(({ turns: [turn], category }) => {
          const [at, reply] = [turn?.items[0]?.at ?? 0, turn?.reply]
          const wait = reply && calendar.businessMs(at, reply.at)
          const isByDay = calendar.isOpen(at) && channel === 'wechat'
          return isByDay && reply && wait !== undefined && wait > 0
            ? [{ agent: reply.agent, wait, isOutage: category === '网络中断' }]
            : []
        }),
      ),
    )
    const median = (is: (one: (typeof firsts)[number]) => boolean): number => {
      const waits = firsts.filter(is).map(({ wait }) => wait)
      expect(waits.length).toBeGreaterThan(15)
      return waits.sort((a, b) => a - b)[Math.ceil(waits.length / 2)] ?? 0
    }
    const of = (name: string): number => median(({ agent }) => agent === name)
    expect(of('演示客服一')).toBeLessThan(of('演示客服二'))
    expect(of('演示客服二')).toBeLessThan(of('演示客服三'))
    const usual = median(({ isOutage }) => !isOutage)
    expect(median(({ isOutage }) => isOutage)).toBeGreaterThan(1.5 * usual)
  })
  it('knows nothing after its moment', () => {
    const moments = events.flatMap((event) => [
      Date.parse(event.at),
      ...('enteredAt' in event ? [Date.parse(event.enteredAt)] : []),
      ...('deliveredAt' in event ? [Date.parse(event.deliveredAt ?? event.at)] : []),
    ])
    expect(Math.max(...moments)).toBeLessThanOrEqual(until)
    const earlier = until - 9 * 86_400_000
    const seen = month.asOf(earlier)
    expect(seen.truths.demandVolume).toBeLessThan(truths.demandVolume)
    expect(seen.events.every(({ at }) => Date.parse(at) <= earlier)).toBe(true)
  })
  it('keeps the week of 调休 and the outage inside, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 14, max: 60 }),
        (day, days) => {
          const end = Date.parse('2025-12-01T00:30:00+08:00') + day * 86_400_000
          const { calendar: made } = createMonth({ seed: 1, until: end, days, perDay: 0 })
          expect(made.holidayWeek.from).toBeGreaterThanOrEqual(made.from)
          expect(made.holidayWeek.until - 86_400_000).toBeLessThanOrEqual(end)
          expect(made.incident.from).toBeGreaterThan(made.from)
          expect(made.incident.from).toBeLessThan(end)
        },
      ),
      { numRuns: 60 },
    )
  })
  it('refuses a month without room for the week of 调休', () =>
    expect(() => createMonth({ seed: 1, until, days: 13 })).toThrow('14 at least'))
})

describe('the truths of a month', () => {
  it('agree with counting lines where lines can be counted', () => {
    const ids = (kinds: readonly string[]): number =>
      distinct(inbound.filter(({ kind }) => kinds.includes(kind)).map((one) => one.platformId))
    expect(truths.demandVolume).toBe(ids(['demand', 'closer', 'spam']))
    expect(truths.answerableItems).toBe(ids(['demand']))
    expect(truths.surveys).toBe(count('surveyed'))
    expect(truths.failedReplies).toBe(count('failed'))
    expect(truths.dispatched).toBe(count('dispatched'))
    const rated = of('rated').map((event) => ('conversation' in event ? event.conversation : ''))
    expect(truths.csat.of).toBeLessThanOrEqual(rated.length)
    const bots = of('replied').filter((event) => event.type === 'replied' && event.by === 'bot')
    expect(truths.botReplies).toBe(bots.length)
  })
  it('leave nothing over', () => {
    const { episodes, firstWaits, waiting, modes, resolution, turns, answeredTurns } = truths
    const solved = Object.values(modes).reduce((sum, n) => sum + n, 0)
    expect(resolution.first).toHaveLength(solved)
    expect(firstWaits.customer.length + waiting.length).toBeLessThan(episodes)
    expect(answeredTurns + truths.waitingTurns.length + truths.abandonedTurns).toBeLessThan(turns)
    expect(truths.fcr[1].of).toBeGreaterThan(truths.fcr[7].of)
    expect(truths.fcr[1].hits / truths.fcr[1].of).toBeGreaterThan(
      truths.fcr[7].hits / truths.fcr[7].of,
    )
  })
  it('hold every case a figure can stumble over', () => {
    const plans = month.persons.flatMap(({ conversations }) =>
      conversations.flatMap(({ episodes }) => episodes),
    )
    const some = (is: (one: (typeof plans)[number]) => boolean): number => plans.filter(is).length
    const told = ({ turns }: (typeof plans)[number]): number =>
      turns.at(-1)?.reply?.deliveredAt ?? 0
    expect({
      isSolvedBeforeDelivery: some((one) => told(one) > (one.solves[0] ?? Infinity)) > 100,
      isSolvedTwice: some(({ solves }) => solves.length > 1) > 3,
      isSentOnTwice: some(({ moves }) => moves.length > 1) > 10,
      hasChangedItsRating: some(({ ratings }) => ratings.length > 1) > 3,
      isAbandoned: some(({ abandonedAt }) => abandonedAt !== undefined) > 5,
      isHandedOver: truths.nightHandOvers > 100,
      hasSecondFeed: received.filter(({ id = '' }) => id.endsWith('-b')).length > 50,
      isEcho: received.some(({ kind }) => kind === 'echo'),
      isUnlinked: count('unlinked') > 0 && count('linked') > 20,
      isRepeatedLine: events.length - new Set(events.map((one) => JSON.stringify(one))).size > 10,
    }).toEqual({
      isSolvedBeforeDelivery: true,
      isSolvedTwice: true,
      isSentOnTwice: true,
      hasChangedItsRating: true,
      isAbandoned: true,
      isHandedOver: true,
      hasSecondFeed: true,
      isEcho: true,
      isUnlinked: true,
      isRepeatedLine: true,
    })
  })
})

describe('monthEvents', () => {
  it('streams the events of the same month, person by person', () => {
    const options = { seed: 5, until, days: 14, perDay: 40 }
    const texts = (all: Iterable<MonthEvent>): string[] =>
      [...all].map((event) => JSON.stringify(event)).sort()
    expect(texts(monthEvents(options))).toEqual(texts(createMonth(options).events))
  })
})
