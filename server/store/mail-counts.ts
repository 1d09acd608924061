import { sql } from 'kysely'
import type { Disposition } from '../core/journal.ts'
import type { InboxStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import type { Sorter } from './sorter.ts'

type Part = Pick<InboxStore, 'countItems' | 'unseenItems'>

/** Customers' text cannot look like it: its quotation marks are escaped. */
function isKind(kind: string) {
  return sql<number>`case when message like ${`%"platformKind":"${kind}"%`} then 1 else 0 end`
}

/** Items the relay made itself (late media, placeholders) are nobody's words. */
const isOwn = sql<boolean>`(${isKind('media_later')} = 1 or ${isKind('placeholder')} = 1)`

export function createMailCounts({ db }: StoreContext, sorter: Sorter): Part {
  return {
    async countItems(tenant, { from, until }) {
      await sorter.settle()
      const { rows } = await sql<{
        state: string
        disposition: Disposition | null
        is_answerable: number
        is_unreadable: number
        n: number
      }>`
        select state, disposition, is_answerable, is_unreadable, count(*) as n from (
          select state, disposition, is_answerable, ${isKind('unreadable')} as is_unreadable
          from inbox
          where tenant = ${tenant} and received_at >= ${from} and received_at < ${until}
            and not ${isOwn}
        ) as items
        group by state, disposition, is_answerable, is_unreadable`.execute(db)
      return rows.map((row) => ({
        state: row.state,
        disposition: row.disposition ?? undefined,
        isAnswerable: row.is_answerable === 1,
        isUnreadable: row.is_unreadable === 1,
        n: row.n,
      }))
    },
    async unseenItems(tenant, { from, until, limit }) {
      await sorter.settle()
      const rows = await db
        .selectFrom('inbox')
        .select(['id', 'account', 'received_at', 'state'])
        .where('tenant', '=', tenant)
        .where('received_at', '>=', from)
        .where('received_at', '<', until)
        .where('disposition', 'is', null)
        .where('state', 'not in', ['filed', 'dead', 'recorded', 'quarantined'])
        .where((eb) => eb.not(isOwn))
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id, account, received_at: receivedAt, state }) => {
        return { id, account, receivedAt, state }
      })
    },
  }
}
