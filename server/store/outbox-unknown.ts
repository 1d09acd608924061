import { sql } from 'kysely'
import type { OutboxStore, ReplyRow } from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendAll, appendJournal } from './journal.ts'
import { deliveryEntry } from './outbox-claim.ts'
import { writePart } from './outbox-finish.ts'
import { dropBytes } from './reply-parts.ts'
import { insertNotice, readReply, refreshReply } from './reply-rows.ts'
import type { Rows } from './tables.ts'

const maxSwept = 100
const code = 'channel.unconfirmed'

/** Nobody may send it again without looking: the process may have died after the platform took it. */
async function sweepOne(
  context: StoreContext,
  tx: Db,
  row: Rows['deliveries'],
  notice: Parameters<OutboxStore['sweep']>[0],
): Promise<ReplyRow | undefined> {
  const at = context.now()
  const swept = await tx
    .updateTable('deliveries')
    .set((eb) => ({
      state: 'unknown',
      updated_at: at,
      owner: null,
      until: 0,
      fence: eb('fence', '+', 1),
      code,
      read_back_at: at,
    }))
    .where('tenant', '=', row.tenant)
    .where('id', '=', row.id)
    .where('state', '=', 'sending')
    .where('fence', '=', row.fence)
    .returning('id')
    .executeTakeFirst()
  if (!swept) return undefined
  const reply = await refreshReply(tx, at, { tenant: row.tenant, id: row.reply }, code)
  await insertNotice(context, tx, row.tenant, await notice(reply))
  return reply
}

export function sweepDeliveries(context: StoreContext): OutboxStore['sweep'] {
  const { engine, now } = context
  return (notice) =>
    engine.transaction(async (tx) => {
      let query = tx
        .selectFrom('deliveries')
        .selectAll()
        .where('state', '=', sql.lit('sending'))
        .where('until', '<=', now())
        .limit(maxSwept)
      if (engine.kind === 'postgres') query = query.forUpdate().skipLocked()
      const swept: { reply: ReplyRow; row: Rows['deliveries'] }[] = []
      for (const row of await query.execute()) {
        const reply = await sweepOne(context, tx, row, notice)
        if (reply) swept.push({ reply, row })
      }
      const entries = swept.map(({ row }) => {
        const detail = { part: row.seq, code, final: true }
        const entry = { ...deliveryEntry(row, 'send_unknown', now()), detail }
        return { tenant: row.tenant, entry }
      })
      await appendAll(context, tx, entries)
      return swept.map(({ reply }) => reply)
    })
}

/** The answer of a read-back; only a positive one decides. */
export function resolveDelivery(context: StoreContext): OutboxStore['resolve'] {
  const { engine, now } = context
  return (claim, outcome) =>
    engine.transaction(async (tx) => {
      const { tenant } = claim
      if (outcome.state === 'unknown') {
        await writePart(tx, claim, { read_back_at: outcome.nextAt ?? null })
        return
      }
      const at = now()
      const row = await writePart(tx, claim, {
        state: 'sent',
        updated_at: at,
        read_back_at: null,
        platform_id: outcome.platformId ?? null,
        code: null,
      })
      await dropBytes(tx, tenant, row.id)
      const before = await readReply(tx, tenant, row.reply)
      const reply = await refreshReply(tx, at, { tenant, id: row.reply })
      if (before?.state !== 'sent') await insertNotice(context, tx, tenant, outcome.notice)
      await appendJournal(context)(tx, tenant, [
        { ...deliveryEntry(row, 'send_confirmed', at), agent: reply.author.id },
      ])
    })
}
