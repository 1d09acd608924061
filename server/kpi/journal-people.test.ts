import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JournalEntry, JournalRecord } from '../core/journal.ts'
import { createPeopleReader } from './journal-people.ts'

interface Journal {
  readonly records: JournalRecord[]
  readonly add: (
    type: JournalEntry['type'],
    customer: string,
    detail: JournalEntry['detail'],
  ) => void
}

function journal(): Journal {
  const records: JournalRecord[] = []
  return {
    records,
    add(type, customer, detail) {
      const seq = records.length + 1
      records.push({
        tenant: 't',
        seq,
        type,
        at: seq,
        account: 'wx',
        customer,
        ...(detail && { detail }),
      })
    },
  }
}

/** Who is together by the last word on each pair, every group sorted. */
function groupsOf(records: readonly JournalRecord[]): readonly (readonly string[])[] {
  const reader = createPeopleReader()
  const pairs = new Map<string, boolean>()
  for (const event of records.flatMap(reader))
    if (event.type === 'linked' || event.type === 'unlinked')
      pairs.set([event.customer, event.sameAs].sort().join(' '), event.type === 'linked')
  const groups: Set<string>[] = []
  for (const [pair, isLinked] of pairs) {
    if (!isLinked) continue
    const both = pair.split(' ').map((one) => one.replace('wx/', ''))
    const met = groups.filter((group) => both.some((one) => group.has(one)))
    for (const group of met) groups.splice(groups.indexOf(group), 1)
    groups.push(new Set([...both, ...met.flatMap((group) => [...group])]))
  }
  return groups.map((group) => [...group].sort()).sort()
}

describe('createPeopleReader', () => {
  it('keeps the others together when the one goes whom all were linked to', () => {
    const { records, add } = journal()
    for (const [act, from, to] of [
      ['1', 'b', 'a'],
      ['2', 'c', 'a'],
      ['3', 'd', 'a'],
    ] as const) {
      add('person_linked', from, { act, person: 'p' })
      add('person_linked', to, { act, person: 'p' })
    }
    expect(groupsOf(records)).toEqual([['a', 'b', 'c', 'd']])
    add('person_unlinked', 'a', { act: '4' })
    expect(groupsOf(records)).toEqual([['b', 'c', 'd']])
  })
  it('undoes a link to where everybody was before', () => {
    const { records, add } = journal()
    for (const [act, from, to, person] of [
      ['1', 'a', 'b', 'p'],
      ['2', 'c', 'd', 'q'],
      ['3', 'c', 'a', 'p'],
    ] as const) {
      add('person_linked', from, { act, person })
      add('person_linked', to, { act, person })
    }
    expect(groupsOf(records)).toEqual([['a', 'b', 'c', 'd']])
    add('person_undone', 'c', { act: '4', person: 'q' })
    add('person_undone', 'd', { act: '4', person: 'q' })
    expect(groupsOf(records)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
  it('reads journals that do not name the person', () => {
    const { records, add } = journal()
    add('person_linked', 'a', { act: '1', how: 'agent' })
    add('person_linked', 'b', { act: '1', how: 'agent' })
    add('person_linked', 'c', { act: '2', how: 'agent' })
    add('person_linked', 'b', { act: '2', how: 'agent' })
    expect(groupsOf(records)).toEqual([['a', 'b', 'c']])
    add('person_undone', 'c', { act: '3' })
    expect(groupsOf(records)).toEqual([['a', 'b']])
  })
  it('says of any history who is together at its end', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const act = fc.record({ from: name, to: name, parts: fc.boolean() })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { records, add } = journal()
        const persons = new Map<string, string>()
        acts.forEach(({ from, to, parts }, i) => {
          const id = String(i)
          if (parts) {
            persons.delete(from)
            add('person_unlinked', from, { act: id })
            return
          }
          const person = persons.get(to) ?? persons.get(from) ?? `p${id}`
          if (from === to || persons.get(from) === (persons.get(to) ?? '')) return
          const old = persons.get(from)
          for (const [one, where] of persons) if (where === old) persons.set(one, person)
          persons.set(from, person).set(to, person)
          add('person_linked', from, { act: id, person })
          add('person_linked', to, { act: id, person })
        })
        const expected = [...new Set(persons.values())]
          .map((person) => [...persons].flatMap(([one, at]) => (at === person ? [one] : [])).sort())
          .filter((group) => group.length > 1)
          .sort()
        expect(groupsOf(records)).toEqual(expected)
      }),
    )
  })
})
