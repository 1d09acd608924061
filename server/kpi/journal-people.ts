import type { JournalRecord } from '../core/journal.ts'
import type { KpiEvent } from './event.ts'
import { customerOf, idOf, type Reader } from './journal-record.ts'

type Said = (type: 'linked' | 'unlinked', customer: string, sameAs: string) => void

/**
 * Who is one person, followed through the journal. In the events everybody of a person is linked to the
 * one who was there first; when that one goes, to the next.
 */
class People {
  private readonly persons = new Map<string, string>()
  private readonly members = new Map<string, string[]>()

  personOf(customer: string): string | undefined {
    return this.persons.get(customer)
  }

  leave(customer: string, say: Said): void {
    const person = this.persons.get(customer)
    if (person === undefined) return
    const [first, ...others] = this.members.get(person) ?? []
    this.persons.delete(customer)
    if (customer !== first) {
      this.members.set(person, [first ?? '', ...others.filter((one) => one !== customer)])
      say('unlinked', customer, first ?? '')
      return
    }
    this.members.set(person, others)
    for (const other of others) say('unlinked', other, customer)
    for (const other of others.slice(1)) say('linked', other, others[0] ?? '')
  }

  enter(customer: string, person: string, say: Said): void {
    if (this.persons.get(customer) === person) return
    this.leave(customer, say)
    const members = this.members.get(person) ?? []
    this.persons.set(customer, person)
    this.members.set(person, [...members, customer])
    const [first] = members
    if (first !== undefined) say('linked', customer, first)
  }

  all(person: string): readonly string[] {
    return this.members.get(person) ?? []
  }
}

/** Reads the acts of linking; both sides of one stand in the journal one after the other. */
export function createPeopleReader(): Reader {
  const people = new People()
  /** The side of a link that is already read, and its act. */
  let begun: { readonly act: string; readonly customer: string } | undefined

  function link(record: JournalRecord, say: Said): void {
    const act = String(record.detail?.['act'] ?? '')
    const there = customerOf(record)
    if (begun?.act !== act) {
      begun = { act, customer: there }
      return
    }
    const here = begun.customer
    begun = undefined
    const named = record.detail?.['person']
    const person = String(named ?? people.personOf(there) ?? people.personOf(here) ?? act)
    const old = people.personOf(here)
    const moving = old === undefined ? [here] : [here, ...people.all(old)]
    people.enter(there, person, say)
    for (const customer of moving) people.enter(customer, person, say)
  }

  return (record) => {
    const events: KpiEvent[] = []
    const say: Said = (type, customer, sameAs) => {
      const id = `${idOf(record)}.${events.length}`
      events.push({ id, type, at: record.at, customer, sameAs })
    }
    if (record.type === 'person_linked') link(record, say)
    if (record.type === 'person_unlinked') people.leave(customerOf(record), say)
    if (record.type === 'person_undone') {
      const person = record.detail?.['person']
      if (person === undefined) people.leave(customerOf(record), say)
      else people.enter(customerOf(record), String(person), say)
    }
    return events
  }
}
