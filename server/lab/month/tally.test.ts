import { describe, expect, it } from 'vitest'
import { clipPerson } from './clip.ts'
import { monthCalendar } from './month-calendar.ts'
import type { ConversationPlan, EpisodePlan, ItemPlan, PersonPlan } from './month-plan.ts'
import { tallyPerson } from './tally.ts'
import { noTruths, type Truths } from './truths.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
// The holidays are 8 to 10 January; 4 and 11 January are Sundays of work.
const calendar = monthCalendar(Date.parse('2026-01-31T12:00:00+08:00'), 35)
const at = (local: string): number => Date.parse(`2026-01-${local}:00+08:00`)

const item = (published: number, more: Partial<ItemPlan> = {}): ItemPlan => ({
  platformId: `p${published}`,
  at: published,
  enteredAt: published + MINUTE,
  kind: 'demand',
  isMention: false,
  issue: 'bill',
  ...more,
})
const episode = (from: number, replied: number, more: Partial<EpisodePlan> = {}): EpisodePlan => ({
  group: '一线',
  category: '账单',
  issue: 'bill',
  turns: [
    {
      items: [item(from)],
      reply: { at: replied, deliveredAt: replied, by: 'human', isPublic: true },
    },
  ],
  closers: [],
  otherReplies: [],
  moves: [],
  solves: [],
  ratings: [],
  asides: [],
  ...more,
})
const conversation = (id: string, ...episodes: EpisodePlan[]): ConversationPlan => ({
  id,
  channel: 'wechat',
  account: 'wx',
  customer: id,
  isPublic: false,
  episodes,
  strays: [],
})
function truthsOf(person: PersonPlan, asOf = calendar.until): Truths {
  const truths = noTruths(asOf, { from: -Infinity, until: Infinity })
  tallyPerson(truths, calendar, clipPerson(person, asOf))
  return truths
}
const alone = (...episodes: EpisodePlan[]): PersonPlan => ({
  conversations: [conversation('a', ...episodes)],
})

describe('monthCalendar', () => {
  it('finds the week this test counts by hand', () => {
    expect(calendar.schedule.holidays).toEqual(['2026-01-08', '2026-01-09', '2026-01-10'])
    expect(calendar.schedule.makeUpWorkdays).toEqual(['2026-01-04', '2026-01-11'])
  })
  it.each([
    [
      'over the holidays only the evening before and the working Sunday count',
      '07T20:30',
      '11T09:15',
      45,
    ],
    ['a holiday has no working time', '08T09:00', '10T21:00', 0],
    ['a Sunday of work has twelve hours', '04T00:00', '05T00:00', 720],
    ['an ordinary Sunday has none', '18T00:00', '19T00:00', 0],
    ['from Friday evening to Monday morning', '16T20:50', '19T09:10', 20],
    ['the night does not count', '20T22:00', '21T08:59', 0],
  ])('%s', (_why, from, until, minutes) =>
    expect(calendar.businessMs(at(from), at(until))).toBe(minutes * MINUTE),
  )
})

describe('tallyPerson', () => {
  it('counts waits of a holiday week by the clock and in working time', () => {
    const { holidayWeekWaits, serviceLevel } = truthsOf(
      alone(episode(at('07T20:50'), at('11T09:10'))),
    )
    expect(holidayWeekWaits.customerBusiness).toEqual([20 * MINUTE])
    expect(holidayWeekWaits.teamBusiness).toEqual([19 * MINUTE])
    expect(holidayWeekWaits.customer).toEqual([3 * DAY + 740 * MINUTE])
    expect(serviceLevel).toEqual({ calendar: { hits: 0, of: 1 }, business: { hits: 1, of: 1 } })
  })
  it('takes the very last moment of a target for on time', () => {
    const level = (wait: number) =>
      truthsOf(alone(episode(at('20T10:00'), at('20T10:00') + wait))).serviceLevel.calendar.hits
    expect(level(60 * MINUTE)).toBe(1)
    expect(level(60 * MINUTE + 1)).toBe(0)
  })
  it('does not let the unanswered disappear from the service level', () => {
    const silent = { ...episode(at('30T10:00'), 0), turns: [{ items: [item(at('30T10:00'))] }] }
    expect(truthsOf(alone(silent)).serviceLevel.calendar).toEqual({ hits: 0, of: 1 })
    expect(truthsOf(alone(silent)).waiting).toEqual(['a'])
    expect(truthsOf(alone(silent), at('30T10:30')).serviceLevel.calendar.of).toBe(0)
    const gone = { ...silent, abandonedAt: at('30T10:20') }
    expect(truthsOf(alone(gone)).serviceLevel.calendar.of).toBe(0)
    expect(truthsOf(alone(gone)).waiting).toEqual([])
  })
  it('takes the end of the window for part of it, for repeats and reopenings', () => {
    const solved = at('05T12:00')
    const back = (after: number) => {
      const first = episode(at('05T10:00'), at('05T11:00'), { solves: [solved], mode: 'staff' })
      return truthsOf(alone(first, episode(solved + after, solved + after + MINUTE)))
    }
    expect(back(7 * DAY)).toMatchObject({ fcr: { 7: { hits: 0 } }, reopened: { hits: 1, of: 1 } })
    expect(back(7 * DAY + 1)).toMatchObject({ fcr: { 7: { hits: 1 } }, reopened: { hits: 0 } })
    expect(back(2 * DAY).fcr).toMatchObject({ 1: { hits: 1 }, 3: { hits: 0 }, 7: { hits: 0 } })
  })
  it('sees the linked person on the other channel, until the link is taken back', () => {
    const first = episode(at('05T10:00'), at('05T11:00'), { solves: [at('05T12:00')] })
    const second = episode(at('06T10:00'), at('06T11:00'))
    const conversations = [conversation('a', first), conversation('b', second)]
    const link = { at: at('06T12:00'), customer: 'b', sameAs: 'a' }
    expect(truthsOf({ conversations, link })).toMatchObject({ persons: 1, fcr: { 7: { hits: 0 } } })
    const undone = { ...link, undoneAt: at('07T12:00') }
    const apart = truthsOf({ conversations, link: undone })
    expect(apart).toMatchObject({ persons: 2, fcr: { 7: { hits: 1 } } })
    expect(truthsOf({ conversations, link: undone }, at('06T18:00')).persons).toBe(1)
  })
  it('calls only changes after the first answer transfers, but all of them too many contacts', () => {
    const moves = [
      { at: at('05T10:10'), from: '一线', to: '二线' },
      { at: at('05T10:20'), from: '二线', to: '网络后台' },
    ] as const
    const solves = [at('05T12:00')]
    const before = truthsOf(alone(episode(at('05T10:00'), at('05T11:00'), { moves, solves })))
    expect(before).toMatchObject({
      transferred: { hits: 0, of: 1 },
      fcr: { 7: { hits: 0, of: 1 } },
    })
    const between = truthsOf(alone(episode(at('05T10:00'), at('05T10:15'), { moves, solves })))
    expect(between.transferred).toEqual({ hits: 1, of: 1 })
  })
})
