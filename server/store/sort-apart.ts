import { sql } from 'kysely'
import type { StoreContext } from './context.ts'
import { appendJournal } from './journal.ts'
import { batchSize, sortBatch, type SortStatements } from './sort.ts'
import { isDataFault } from './store-error.ts'

async function oldestFresh({ db }: StoreContext, tenant: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('inbox')
    .select('id')
    .where('tenant', '=', tenant)
    .where('state', '=', sql.lit('fresh'))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Kept where an admin sees it. */
async function setAside(context: StoreContext, tenant: string, id: string): Promise<void> {
  const { engine, log } = context
  await engine.transaction(async (tx) => {
    const row = await tx
      .updateTable('inbox')
      .set({ state: 'quarantined' })
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .where('state', '=', 'fresh')
      .returning(['account', 'channel', 'received_at'])
      .executeTakeFirst()
    if (!row) return
    const { account, channel, received_at: at } = row
    const detail = { reason: 'not_sortable' }
    await appendJournal(context)(tx, tenant, [
      { type: 'quarantined', at, account, channel, message: id, detail },
    ])
  })
  log.error('inbox.not_sortable', { tenant, message: id })
}

/**
 * Sorts a batch item by item: one that the database does not take (an id no index holds) is set aside
 * instead of holding up the tenant's mail for ever. Answers how many items were dealt with.
 */
export async function sortApart(
  context: StoreContext,
  run: SortStatements,
  tenant: string,
): Promise<number> {
  for (let n = 0; n < batchSize; n++) {
    const id = await oldestFresh(context, tenant)
    if (id === undefined) return n
    try {
      const wanted = { tenant, limit: 1 }
      await context.engine.transaction((tx) => sortBatch(context, run, tx, wanted))
    } catch (error) {
      if (!isDataFault(error)) throw error
      await setAside(context, tenant, id)
    }
  }
  return batchSize
}
