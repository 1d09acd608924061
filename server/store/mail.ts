import { sql } from 'kysely'
import type { RawItem } from '../core/message.ts'
import type { InboxStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import { storedColumns, storedMessage } from './conversations.ts'
import { appendJournal } from './journal.ts'
import type { Sorter } from './sorter.ts'

type Part = Pick<
  InboxStore,
  'cursor' | 'gaps' | 'membersOf' | 'messages' | 'original' | 'quarantine'
>

const maxShown = 1000

export function createMailReads({ db }: StoreContext, sorter: Sorter): Part {
  return {
    async cursor(tenant, account, feed) {
      const row = await db
        .selectFrom('cursors')
        .select('cursor')
        .where('tenant', '=', tenant)
        .where('account', '=', account)
        .where('feed', '=', feed)
        .executeTakeFirst()
      return row?.cursor
    },
    async gaps(tenant) {
      const rows = await db
        .selectFrom('gaps')
        .selectAll()
        .where('tenant', '=', tenant)
        .orderBy('id')
        .execute()
      return rows.map(({ account, feed, cursor, body, at }) => {
        const gap = JSON.parse(body) as { from: string; to: string; reason: string }
        return { tenant, account, feed, cursor, gap, at }
      })
    },
    async messages(tenant, conversation, limit) {
      await sorter.settle()
      const rows = await db
        .selectFrom('inbox')
        .select(storedColumns)
        .where('tenant', '=', tenant)
        .where('conversation', '=', conversation)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(storedMessage).reverse()
    },
    async membersOf(tenant, { conversation, filing }) {
      const rows = await db
        .selectFrom('inbox')
        .select(storedColumns)
        .where('tenant', '=', tenant)
        .where('conversation', '=', conversation)
        .where('filing', '=', filing)
        .orderBy('id')
        .execute()
      return rows.map(storedMessage)
    },
    async original(tenant, message) {
      const row = await db
        .selectFrom('inbox')
        .select('raw')
        .where('tenant', '=', tenant)
        .where('id', '=', message)
        .executeTakeFirst()
      return row && (JSON.parse(row.raw) as RawItem)
    },
    async quarantine(tenant) {
      await sorter.settle()
      const rows = await db
        .selectFrom('inbox')
        .select(storedColumns)
        .where('tenant', '=', tenant)
        .where('state', '=', sql.lit('quarantined'))
        .orderBy('id')
        .limit(maxShown)
        .execute()
      return rows.map(storedMessage)
    },
  }
}

/** Goes back through sorting, as if it had just arrived; the window it opens counts from its own time. */
export function releaseQuarantined(
  { engine, now }: StoreContext,
  sorter: Sorter,
): InboxStore['releaseQuarantined'] {
  return async (tenant, id) => {
    const isReleased = await engine.transaction(async (tx) => {
      const row = await tx
        .updateTable('inbox')
        .set({ state: 'fresh', wanted_state: 'pending', due_at: now() })
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .where('state', '=', 'quarantined')
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    })
    if (isReleased) sorter.mark(new Set([tenant]))
    return isReleased
  }
}

/** Only what a ticket shows can have been browsed or answered. */
export function disposeMail(context: StoreContext): InboxStore['dispose'] {
  const { engine, now } = context
  return (tenant, conversation, { until, value, reply }) =>
    engine.transaction(async (tx) => {
      const rows = await tx
        .updateTable('inbox')
        .set({ disposition: value })
        .where('tenant', '=', tenant)
        .where('conversation', '=', conversation)
        .where('state', '=', sql.lit('filed'))
        .where('disposition', 'is', null)
        .where('received_at', '<=', until)
        .returning(['id', 'account'])
        .execute()
      const entries = rows.map(({ id, account }) => ({
        type: 'disposition' as const,
        at: now(),
        account,
        conversation,
        message: id,
        ...(reply !== undefined && { reply }),
        detail: { value },
      }))
      await appendJournal(context)(tx, tenant, entries)
      return rows.length
    })
}
