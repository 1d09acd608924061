import { describe, expect, it } from 'vitest'
import { createMonth } from './index.ts'

const base = ['at', 'account', 'group', 'agent', 'category', 'province', 'city', 'tier', 'id']
const told = [...base, 'conversation']
/** What each type of line must say, and what it may, by §5 of the KPI reference. */
const fields: Readonly<Record<string, { must: readonly string[]; may: readonly string[] }>> = {
  received: {
    must: ['enteredAt', 'conversation', 'platformId', 'customer', 'channel', 'mention', 'kind'],
    may: [...told, 'issue', 'text'],
  },
  acked: { must: ['conversation', 'by'], may: told },
  replied: { must: ['conversation', 'by', 'public', 'id'], may: [...told, 'deliveredAt'] },
  failed: { must: ['conversation', 'what'], may: told },
  transferred: { must: ['conversation', 'fromGroup', 'toGroup'], may: told },
  solved: { must: ['conversation', 'mode'], may: told },
  reopened: { must: ['conversation'], may: told },
  rated: { must: ['conversation', 'score'], may: told },
  surveyed: { must: ['conversation'], may: told },
  linked: { must: ['customer', 'sameAs'], may: base },
  unlinked: { must: ['customer', 'sameAs'], may: base },
  classified: { must: ['conversation'], may: [...told, 'issue', 'polarity', 'anger'] },
  deleted: { must: ['platformId'], may: base },
  listened: { must: ['conversation'], may: told },
  assigned: { must: ['conversation', 'agent'], may: told },
  dispatched: { must: ['conversation'], may: told },
  returned: { must: ['conversation'], may: told },
  abandoned: { must: ['conversation'], may: told },
}
const { events, schedule } = createMonth({
  seed: 2,
  until: Date.parse('2026-03-04T03:00:00+08:00'),
})
const lines = events.map((event) => JSON.parse(JSON.stringify(event)) as Record<string, unknown>)

describe('the lines of a month', () => {
  it('are of every type there is but reaching out', () => {
    const types = new Set(lines.map(({ type }) => String(type)))
    expect([...types].sort()).toEqual(Object.keys(fields).sort())
  })
  it('have the fields of their type, and no other', () => {
    const wrong = lines.filter((line) => {
      const { must, may } = fields[String(line['type'])] ?? { must: ['?'], may: [] }
      const said = Object.keys(line).filter((name) => name !== 'type')
      return (
        ['at', ...must].some((name) => line[name] === undefined) ||
        said.some((name) => ![...must, ...may].includes(name))
      )
    })
    expect(wrong).toEqual([])
  })
  it('write times with the offset of China', () => {
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/
    const times = lines.flatMap(({ at, enteredAt, deliveredAt }) =>
      [at, enteredAt, deliveredAt].filter((value) => value !== undefined),
    )
    expect(times.filter((value) => !time.test(String(value)))).toEqual([])
  })
  it('say where and about what, except for the few of whom nobody knows', () => {
    const items = lines.filter(({ type, kind }) => type === 'received' && kind === 'demand')
    const share = (name: string): number =>
      items.filter((line) => line[name] !== undefined).length / items.length
    for (const name of ['account', 'group', 'category', 'text']) expect(share(name)).toBe(1)
    for (const name of ['province', 'city', 'tier', 'issue']) {
      expect(share(name)).toBeGreaterThan(0.75)
      expect(share(name)).toBeLessThan(1)
    }
  })
  it('come with a schedule whose holidays are weekdays and whose make-up days are Sundays', () => {
    const weekday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay()
    expect(schedule.holidays.map(weekday)).toEqual([4, 5, 6])
    expect(schedule.makeUpWorkdays.map(weekday)).toEqual([0, 0])
  })
})
