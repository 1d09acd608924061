import type { JournalRecord, JournalType } from '../core/journal.ts'
import type { Dimensions, KpiEvent } from './event.ts'

/** What a record of one type tells. */
export type Reader = (record: JournalRecord) => readonly KpiEvent[]
export type Readers = Readonly<Partial<Record<JournalType, Reader>>>

export function idOf({ tenant, seq }: JournalRecord): string {
  return `${tenant}.${seq}`
}

export function textIn(record: JournalRecord, key: string): string | undefined {
  const value = record.detail?.[key]
  return value === undefined || value === '' ? undefined : String(value)
}

/** Platform ids are unique only on their account; an item without one goes by the relay's own. */
export function itemOf(record: JournalRecord): string {
  return `${record.account ?? ''}/${textIn(record, 'platformId') ?? record.message ?? record.seq}`
}

/** The platform's time. A clock that is ahead, or names none, is not believed. */
export function publishedAt({ at, platformAt }: JournalRecord): number {
  return platformAt !== undefined && platformAt > 0 ? Math.min(platformAt, at) : at
}

/** The channel framework does not say which agent wrote. */
export function agentIn({ agent }: JournalRecord): Pick<Dimensions, 'agent'> {
  return agent === undefined || agent.startsWith('channel:') ? {} : { agent }
}

/** One customer is one only on their account. */
export function customerOf({ account = '', customer = '' }: JournalRecord): string {
  return `${account}/${customer}`
}
