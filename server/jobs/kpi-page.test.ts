import { expect, it } from 'vitest'
import type { JournalRecord } from '../core/journal.ts'
import { onEveryEngine } from '../testing/store-bed.ts'
import { recordsIn } from './kpi-members.ts'
import { pageOf } from './kpi-page.ts'

const filed = (seq: number, conversation: string, ticket: string): JournalRecord => {
  return { tenant: 'acme', seq, type: 'filed', at: seq, conversation, ticket }
}

onEveryEngine('pageOf', (bed) => {
  async function take(after: number, records: readonly JournalRecord[]) {
    const { kpi } = bed.store
    const page = await pageOf(kpi, 'acme', records)
    const reader = { derivation: '1', view: 'v', at: 0, newestAt: null }
    if (after === 0) await kpi.restart('acme', { ...reader, seq: 0 })
    await kpi.take('acme', { ...page, after, reader: { ...reader, seq: records.at(-1)!.seq } })
  }
  const circles = async () => {
    const due = await bed.store.kpi.dueCircles('acme', 0, 10)
    return due.map(({ records }) => recordsIn('acme', records).map(({ seq }) => seq)).sort()
  }

  it('brings circles together with all their records when one thing is about both', async () => {
    await take(0, [filed(1, 'c1', 't1'), filed(2, 'c2', 't2')])
    expect(await circles()).toEqual([[1], [2]])
    const detail = { name: 'merged', target: 't1' }
    await take(2, [{ tenant: 'acme', seq: 3, type: 'ticket_event', at: 3, ticket: 't2', detail }])
    expect(await circles()).toEqual([[1, 2, 3]])
    await take(3, [filed(4, 'c2', 't9')])
    expect(await circles()).toEqual([[1, 2, 3, 4]])
  })
})
