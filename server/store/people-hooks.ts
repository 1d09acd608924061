import type { ConversationRow } from '../core/store/inbox.ts'
import type { Db } from './engine.ts'
import type { Sorted } from './sort-places.ts'

/** Keeps which identities the platform says are one person. Most messages say nothing and cost nothing. */
export async function rememberUnions(tx: Db, batch: readonly Sorted[]): Promise<void> {
  for (const { row, message } of batch) {
    const { id: customer, unionId } = message.customer
    if (unionId === undefined || unionId === '') continue
    await tx
      .insertInto('unions')
      .values({ tenant: row.tenant, account: row.account, customer, union_id: unionId })
      .onConflict((conflict) =>
        conflict.columns(['tenant', 'account', 'customer']).doUpdateSet({ union_id: unionId }),
      )
      .execute()
  }
}

/** Keeps whom the helpdesk made of a customer, so that its page about a user finds them. */
export async function rememberDeskUser(
  tx: Db,
  { tenant, account, customer }: ConversationRow,
  deskUser: string | undefined,
): Promise<void> {
  if (deskUser === undefined) return
  await tx
    .insertInto('desk_users')
    .values({ tenant, desk_user: deskUser, account, customer })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
