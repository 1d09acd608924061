import type { InboxStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import { filingEntry, markFiling, setMembers } from './filings.ts'
import { appendJournal } from './journal.ts'
import { nextOpenFiling, pauseLane, updateLane } from './lanes.ts'

export function postponeLane(context: StoreContext): InboxStore['postpone'] {
  const { engine, now } = context
  return (lane, filing, { runAt, code, countsAsTry }) =>
    engine.transaction(async (tx) => {
      await pauseLane(tx, lane, runAt)
      if (!filing) return
      if (countsAsTry) {
        await tx
          .updateTable('filings')
          .set((eb) => ({ tries: eb('tries', '+', 1) }))
          .where('tenant', '=', filing.tenant)
          .where('id', '=', filing.id)
          .execute()
      }
      const detail = { code, tries: filing.tries + (countsAsTry ? 1 : 0) }
      await appendJournal(context)(tx, filing.tenant, [
        { type: 'filing_failed', at: now(), ...filingEntry(filing, lane), detail },
      ])
    })
}

/** Nothing is thrown away: the members wait as a dead letter, the lane goes on without them. */
export function buryFiling(context: StoreContext): InboxStore['bury'] {
  const { engine, now, mint } = context
  return (lane, filing, { code, message }) =>
    engine.transaction(async (tx) => {
      const at = now()
      await updateLane(tx, lane, { open_filing: null })
      const next = await nextOpenFiling(tx, lane, { except: filing.id })
      if (next !== null) await updateLane(tx, lane, { open_filing: next })
      await setMembers(tx, filing, 'dead')
      await markFiling(tx, filing, { state: 'dead' })
      const { tenant, id, conversation } = filing
      const letter = { tenant, id: mint.id(), kind: 'filing', refers_to: id, conversation }
      await tx
        .insertInto('dead_letters')
        .values({ ...letter, code, message, at, replayed_at: null })
        .execute()
      await appendJournal(context)(tx, tenant, [
        { type: 'dead_lettered', at, ...filingEntry(filing, lane), detail: { code } },
      ])
    })
}

export function deferMessages({ engine }: StoreContext): InboxStore['defer'] {
  return (lane, messages, runAt) =>
    engine.transaction(async (tx) => {
      if (messages.length === 0) return
      // Touches the lane to prove that the lease still holds.
      await updateLane(tx, lane, { owner: lane.owner })
      await tx
        .updateTable('inbox')
        .set((eb) => ({ due_at: runAt, tries: eb('tries', '+', 1) }))
        .where('tenant', '=', lane.conversation.tenant)
        .where('id', 'in', messages)
        .execute()
    })
}
