import type { InboxStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import { conversationRow } from './conversations.ts'
import type { Sorter } from './sorter.ts'

type Part = Pick<
  InboxStore,
  | 'conversation'
  | 'conversationsOf'
  | 'conversationByTicket'
  | 'ticketsSince'
  | 'conversationOfFiling'
  | 'retarget'
  | 'isOwnComment'
>

const maxTickets = 20

export function createConversations({ db }: StoreContext, sorter: Sorter): Part {
  return {
    async conversation(tenant, id) {
      await sorter.settle()
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst()
      return row && conversationRow(row)
    },
    async conversationsOf(tenant, { account, customer, limit }) {
      await sorter.settle()
      const rows = await db
        .selectFrom('conversations')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('account', '=', account)
        .where('customer', '=', customer)
        .orderBy('last_inbound_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(conversationRow)
    },
    async conversationByTicket(tenant, ticket) {
      await sorter.settle()
      const rows = await db
        .selectFrom('conversations')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('ticket', '=', ticket.id)
        .limit(maxTickets)
        .execute()
      return rows.map(conversationRow)
    },
    async ticketsSince(tenant, at, limit) {
      const rows = await db
        .selectFrom('conversations')
        .select('ticket')
        .where('tenant', '=', tenant)
        .where('ticket', 'is not', null)
        .where('last_filed_at', '>=', at)
        .orderBy('last_filed_at', 'desc')
        .limit(limit)
        .execute()
      return [...new Set(rows.map(({ ticket }) => String(ticket)))].map((id) => ({ id }))
    },
    async conversationOfFiling(tenant, filing) {
      const row = await db
        .selectFrom('filings')
        .select('conversation')
        .where('tenant', '=', tenant)
        .where('id', '=', filing)
        .executeTakeFirst()
      return row?.conversation
    },
    async retarget(tenant, conversation, ticket) {
      await db
        .updateTable('conversations')
        .set({ ticket: ticket?.id ?? null })
        .where('tenant', '=', tenant)
        .where('id', '=', conversation)
        .execute()
    },
    async isOwnComment(tenant, comment) {
      const row = await db
        .selectFrom('own_comments')
        .select('comment')
        .where('tenant', '=', tenant)
        .where('comment', '=', comment)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
