import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../core/journal.ts'
import { deriveFacts } from '../kpi/derive.ts'
import type { Facts } from '../kpi/facts.ts'
import { createJournalReader } from '../kpi/from-journal.ts'
import { createMonth, monthJournal, type MonthView } from '../lab/month/index.ts'
import { eventsIn } from './month-facts.ts'

const until = Date.parse('2026-11-27T15:20:00+08:00')
const month = createMonth({ seed: 4, until, perDay: 100 })

function factsOf(entries: readonly JournalEntry[], asOf: number): Facts {
  const reader = createJournalReader()
  const records = entries.map((entry, i) => ({ ...entry, tenant: 'lab', seq: i + 1 }))
  // Page by page, as the store reads it.
  const pages = Array.from({ length: Math.ceil(records.length / 500) }, (_, i) =>
    records.slice(i * 500, i * 500 + 500),
  )
  return deriveFacts(
    pages.flatMap((page) => reader.take(page)),
    asOf,
  )
}

/** What a journal can carry of the facts: no bots, no echoes, spam as what asks for nothing. */
function carried({ items, episodes, turns }: Facts) {
  const people = new Map<string, number>()
  const numbered = (person: string): number => {
    if (!people.has(person)) people.set(person, people.size)
    return people.get(person) ?? -1
  }
  return {
    items: items
      .filter(({ kind }) => kind !== 'echo')
      .map(({ platformId, person, kind, group: _g, agent: _a, category: _c, ...rest }) => ({
        ...rest,
        platformId: platformId.replace(/^.*\//, ''),
        kind: kind === 'spam' ? 'closer' : kind,
        person: numbered(person),
      })),
    episodes: episodes.map(({ person, botReplies: _, group: _g, agent: _a, ...rest }) => ({
      ...rest,
      person: numbered(person),
    })),
    turns: turns.map(({ group: _g, agent: _a, category: _c, ...rest }) => rest),
  }
}

const views: readonly (readonly [string, MonthView])[] = [
  ['at its end', month],
  ['in the middle of it', month.asOf(until - 16.3 * 86_400_000)],
]

describe.each(views)('a month in the journal, %s', (_name, seen) => {
  const { asOf } = seen.truths
  const told = carried(deriveFacts(eventsIn(seen), asOf))
  const read = carried(factsOf(monthJournal(seen), asOf))

  it('tells the same items', () => expect(read.items).toEqual(told.items))
  it('tells the same episodes', () => expect(read.episodes).toEqual(told.episodes))
  it('tells the same turns', () => expect(read.turns).toEqual(told.turns))
})

describe('monthJournal', () => {
  const entries = monthJournal(month, { agentIds: { 演示客服一: '9001' } })

  it('is in order, and knows nothing after its moment', () => {
    const moments = entries.map(({ at }) => at)
    expect(moments).toEqual([...moments].sort((a, b) => a - b))
    expect(moments.at(-1)).toBeLessThanOrEqual(until)
  })
  it('holds no word of a customer', () => {
    const texts = month.events.flatMap((event) =>
      event.type === 'received' && event.text !== undefined ? [event.text] : [],
    )
    const journal = JSON.stringify(entries)
    expect([...new Set(texts)].filter((text) => journal.includes(text))).toEqual([])
  })
  it('files each conversation once, before anything is told of its ticket', () => {
    const filed = entries.flatMap((entry) => (entry.type === 'filed' ? [entry] : []))
    expect(new Set(filed.map(({ ticket }) => ticket)).size).toBe(filed.length)
    expect(new Set(filed.map(({ conversation }) => conversation)).size).toBe(filed.length)
    const known = new Set<string | undefined>()
    const early = entries.filter(({ type, ticket }) => {
      if (type === 'filed') known.add(ticket)
      return type === 'ticket_event' && !known.has(ticket)
    })
    expect(early).toEqual([])
  })
  it('takes each item in once, and notes the other feed’s copy as a duplicate', () => {
    const named = (type: JournalEntry['type']): readonly string[] =>
      entries.flatMap((entry) => (entry.type === type ? [entry.message ?? ''] : []))
    const [received, copies] = [named('received'), named('duplicate')]
    expect(new Set(received).size).toBe(received.length)
    expect(copies.length).toBeGreaterThan(20)
    expect(copies.filter((message) => !received.includes(message))).toEqual([])
  })
  it('links both names of a person, and takes one out again where that was a mistake', () => {
    const of = (type: JournalEntry['type']): readonly string[] =>
      entries.flatMap((entry) =>
        entry.type === type ? [`${entry.account ?? ''}/${entry.customer ?? ''}`] : [],
      )
    const linked = of('person_linked')
    expect(linked.length).toBeGreaterThan(20)
    expect(linked.filter((side) => !/^(wx|wb)\/m-\1-customer-\d+$/.test(side))).toEqual([])
    const apart = of('person_unlinked')
    expect(apart.length).toBeGreaterThan(0)
    expect(new Set(apart).size).toBe(apart.length)
  })
  it('names agents by their ids in Zendesk where it is given them', () => {
    const agents = new Set(entries.flatMap(({ agent }) => agent ?? []))
    expect([...agents].sort()).toEqual(['9001', '演示客服三', '演示客服二', '演示客服四'])
  })
})
