import type { JournalRecord } from '../core/journal.ts'
import type { Dimensions, KpiEvent } from './event.ts'
import { agentIn, idOf, type Readers } from './journal-record.ts'

interface Writing {
  readonly agent: Pick<Dimensions, 'agent'>
  /** Epoch ms. */
  readonly writtenAt: number
  readonly attemptedAt?: number
  /** Wording findings, where the gate told of them. */
  readonly findings?: number
}

/** A reply in several parts is one, delivered with the first of them. */
export function createReplyReaders(): Readers {
  const writings = new Map<string, Writing>()
  const delivered = new Set<string>()
  const nameOf = ({ reply = '' }: JournalRecord): string => reply

  function deliver(record: JournalRecord, deliveredAt: number): readonly KpiEvent[] {
    const { conversation } = record
    const reply = nameOf(record)
    if (conversation === undefined || delivered.has(reply)) return []
    const writing = writings.get(reply)
    writings.delete(reply)
    delivered.add(reply)
    return [
      {
        id: idOf(record),
        type: 'replied',
        at: Math.min(writing?.writtenAt ?? deliveredAt, deliveredAt),
        deliveredAt,
        conversation,
        by: 'human',
        public: true,
        ...(writing?.agent ?? agentIn(record)),
        ...(writing?.findings !== undefined && { findings: writing.findings }),
      },
    ]
  }

  return {
    reply_read(record) {
      const writtenAt = record.platformAt ?? record.at
      const findings = record.detail?.['findings']
      const judged = typeof findings === 'number' ? { findings } : {}
      writings.set(nameOf(record), { agent: agentIn(record), writtenAt, ...judged })
      return []
    },
    // Written anew it went past the gate once more, with nothing left to find.
    reply_rewritten(record) {
      const writing = writings.get(nameOf(record))
      if (writing?.findings !== undefined) writings.set(nameOf(record), { ...writing, findings: 0 })
      return []
    },
    sending(record) {
      const writing = writings.get(nameOf(record))
      if (writing) writings.set(nameOf(record), { ...writing, attemptedAt: record.at })
      return []
    },
    sent: (record) => deliver(record, record.platformAt ?? record.at),
    // Found out later: the customer has it since it was sent.
    send_confirmed: (record) =>
      deliver(record, writings.get(nameOf(record))?.attemptedAt ?? record.at),
    send_failed(record) {
      const { conversation, at, detail } = record
      if (conversation === undefined || detail?.['final'] === false) return []
      const about = { at, conversation, what: 'reply', ...agentIn(record) }
      return [{ id: idOf(record), type: 'failed', ...about }]
    },
  }
}
