import type { JournalRecord } from '../core/journal.ts'
import type { KpiEvent } from './event.ts'
import { customerOf, idOf, textIn, type Reader } from './journal-record.ts'

/** The instant answer names the customer only, and may stand before the message that it answers. */
export function createAckReader(): {
  readonly place: (record: JournalRecord) => readonly KpiEvent[]
  readonly tell: Reader
} {
  const conversations = new Map<string, string>()
  const waiting = new Map<string, JournalRecord[]>()
  const acked = (record: JournalRecord, conversation: string): KpiEvent => {
    return { id: idOf(record), type: 'acked', at: record.at, conversation }
  }
  return {
    place(record) {
      const { conversation } = record
      if (conversation === undefined || textIn(record, 'visibility') !== 'private') return []
      const customer = customerOf(record)
      conversations.set(customer, conversation)
      const early = waiting.get(customer) ?? []
      waiting.delete(customer)
      return early.map((one) => acked(one, conversation))
    },
    tell(record) {
      const customer = customerOf(record)
      const conversation = conversations.get(customer)
      if (conversation !== undefined) return [acked(record, conversation)]
      waiting.set(customer, [...(waiting.get(customer) ?? []), record])
      return []
    },
  }
}
