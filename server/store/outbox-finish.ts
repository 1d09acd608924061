import { RelayError } from '../core/error.ts'
import type { JournalEntry } from '../core/journal.ts'
import type {
  ClaimedDelivery,
  DeliveryOutcome,
  OutboxStore,
  ReplyRow,
} from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { deliveryEntry } from './outbox-claim.ts'
import { openLetter } from './reply-letters.ts'
import { dropBytes } from './reply-parts.ts'
import { insertNotice, refreshReply } from './reply-rows.ts'
import type { Rows } from './tables.ts'
import { closeWindow, refundWindow } from './window-places.ts'

type Row = Rows['deliveries']
type Changes = Partial<Row>

/** Writes to a part only under the lease it was claimed with. */
export async function writePart(tx: Db, claim: ClaimedDelivery, changes: Changes): Promise<Row> {
  const row = await tx
    .updateTable('deliveries')
    .set({ until: 0, owner: null, ...changes })
    .where('tenant', '=', claim.tenant)
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('owner', '=', claim.owner)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new RelayError('store.lease_lost', 'Another process took this send over.')
  return row
}

async function cancelLater(tx: Db, row: Row, at: number): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state: 'cancelled', updated_at: at })
    .where('tenant', '=', row.tenant)
    .where('reply', '=', row.reply)
    .where('seq', '>', row.seq)
    .where('state', '=', 'queued')
    .execute()
}

function changesFor(outcome: DeliveryOutcome, at: number): Changes {
  switch (outcome.state) {
    case 'sent':
      return {
        state: 'sent',
        updated_at: at,
        platform_id: outcome.delivery.platformId ?? null,
        code: null,
      }
    case 'queued':
      return {
        state: 'queued',
        updated_at: at,
        run_at: outcome.runAt,
        code: outcome.code,
        took_window: 0,
      }
    case 'failed':
      return { state: 'failed', updated_at: at, code: outcome.code }
    case 'unknown':
      return {
        state: 'unknown',
        updated_at: at,
        code: outcome.code,
        read_back_at: outcome.readBackAt ?? null,
      }
  }
}

const types: Readonly<Record<DeliveryOutcome['state'], JournalEntry['type']>> = {
  sent: 'sent',
  queued: 'send_failed',
  failed: 'send_failed',
  unknown: 'send_unknown',
}

function entryFor(row: Row, reply: ReplyRow, outcome: DeliveryOutcome, at: number): JournalEntry {
  const base = deliveryEntry(row, types[outcome.state], at)
  const code =
    outcome.state === 'sent' ? {} : { code: outcome.code, final: outcome.state !== 'queued' }
  const delivered = outcome.state === 'sent' ? { platformAt: outcome.delivery.at } : {}
  const ticket = reply.ticket ? { ticket: reply.ticket.id } : {}
  return {
    ...base,
    ...delivered,
    ...ticket,
    agent: reply.author.id,
    detail: { ...base.detail, ...code },
  }
}

async function afterwards(
  context: StoreContext,
  tx: Db,
  row: Row,
  outcome: DeliveryOutcome,
): Promise<void> {
  if (outcome.state === 'sent') await dropBytes(tx, row.tenant, row.id)
  if (outcome.state === 'failed') {
    await cancelLater(tx, row, context.now())
    await openLetter(context, tx, { ...row, id: row.reply }, outcome)
    if (outcome.closesWindow || outcome.unreachable)
      await closeWindow(context, tx, row, !outcome.unreachable)
  }
  if (outcome.state === 'failed' || outcome.state === 'unknown')
    await insertNotice(context, tx, row.tenant, outcome.notice)
}

/** The slot of a send that did not happen, given back before the row forgets that it took one. */
async function giveBack(context: StoreContext, tx: Db, claim: ClaimedDelivery): Promise<void> {
  const before = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant', '=', claim.tenant)
    .where('id', '=', claim.id)
    .executeTakeFirst()
  if (before?.took_window === 1) await refundWindow(context, tx, before, before.updated_at)
}

/** Settles a claimed part: outcome, notice, window and journal in one transaction. */
export function finishDelivery(context: StoreContext): OutboxStore['finish'] {
  const { engine, now } = context
  return (claim, outcome) =>
    engine.transaction(async (tx) => {
      const at = now()
      if (outcome.state === 'queued') await giveBack(context, tx, claim)
      const row = await writePart(tx, claim, changesFor(outcome, at))
      await afterwards(context, tx, row, outcome)
      const code = outcome.state === 'sent' ? undefined : outcome.code
      const reply = await refreshReply(tx, at, { tenant: claim.tenant, id: row.reply }, code)
      await appendJournal(context)(tx, claim.tenant, [entryFor(row, reply, outcome, at)])
      return reply
    })
}
