import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import type { Rows } from './tables.ts'
import { closed, lockLedger, refunded, writeLedger, type Place } from './windows.ts'

type Row = Rows['deliveries']

/** Whose window a part falls under; undefined for public conversations, which have none. */
export async function privatePlace(tx: Db, row: Row): Promise<Place | undefined> {
  const conversation = await tx
    .selectFrom('conversations')
    .select(['customer', 'visibility'])
    .where('tenant', '=', row.tenant)
    .where('id', '=', row.conversation)
    .executeTakeFirst()
  if (conversation?.visibility !== 'private') return undefined
  return { tenant: row.tenant, account: row.account, customer: conversation.customer }
}

/** Gives the slot of a send that did not happen back. `chargedAt` is when the part was claimed. */
export async function refundWindow(
  context: StoreContext,
  tx: Db,
  row: Row,
  chargedAt: number,
): Promise<void> {
  const place = await privatePlace(tx, row)
  if (!place) return
  const ledger = await lockLedger(context, tx, place)
  await writeLedger(context, tx, place, refunded(ledger, chargedAt))
}

/** The platform knows better than the ledger. */
export async function closeWindow(
  context: StoreContext,
  tx: Db,
  row: Row,
  isReachable: boolean,
): Promise<void> {
  const place = await privatePlace(tx, row)
  if (!place) return
  const ledger = await lockLedger(context, tx, place)
  await writeLedger(context, tx, place, closed(ledger, isReachable))
}
