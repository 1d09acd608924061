import type { DeadLetter, DeadLetterStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { moveParts } from './reply-parts.ts'
import { readReply, refreshReply } from './reply-rows.ts'
import type { Rows } from './tables.ts'

function letterOf(row: Rows['dead_letters']): DeadLetter {
  return {
    tenant: row.tenant,
    id: row.id,
    kind: row.kind as DeadLetter['kind'],
    refersTo: row.refers_to,
    conversation: row.conversation ?? undefined,
    code: row.code,
    message: row.message,
    at: row.at,
    replayedAt: row.replayed_at ?? undefined,
  }
}

/**
 * The same frozen filing goes again under its own key: if the first try arrived after all, nothing
 * doubles. Where another filing of the conversation is under way, this one has its turn after it.
 */
async function replayFiling(
  { now }: StoreContext,
  tx: Db,
  { tenant, refers_to: filing, conversation }: Rows['dead_letters'],
): Promise<void> {
  const at = now()
  await tx
    .updateTable('inbox')
    .set({ state: 'pending', due_at: at })
    .where('tenant', '=', tenant)
    .where('filing', '=', filing)
    .where('state', '=', 'dead')
    .execute()
  await tx
    .updateTable('filings')
    .set({ state: 'open', tries: 0 })
    .where('tenant', '=', tenant)
    .where('id', '=', filing)
    .execute()
  await tx
    .updateTable('conversations')
    .set({ due_at: at, run_at: at, open_filing: filing })
    .where('tenant', '=', tenant)
    .where('id', '=', conversation ?? '')
    .where('open_filing', 'is', null)
    .execute()
}

async function replayNote(
  { now }: StoreContext,
  tx: Db,
  { tenant, refers_to: notice }: Rows['dead_letters'],
): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ state: 'waiting', tries: 0, run_at: now() })
    .where('tenant', '=', tenant)
    .where('id', '=', notice)
    .where('state', '=', 'dead')
    .execute()
}

/**
 * A failed reply goes again part by part, under the ids its parts have had from the start. A part that
 * is unconfirmed stays so: that is for a person to decide.
 */
async function replayReply(
  context: StoreContext,
  tx: Db,
  { tenant, refers_to: id }: Rows['dead_letters'],
): Promise<void> {
  const reply = await readReply(tx, tenant, id)
  if (!reply) return
  await moveParts(context, tx, reply, { from: ['failed', 'cancelled'], to: 'queued' })
  await refreshReply(tx, context.now(), { tenant, id })
}

const replays = { filing: replayFiling, note: replayNote, reply: replayReply }

export function createDeadLetters(context: StoreContext): DeadLetterStore {
  const { engine, db, now } = context
  return {
    async list({ tenant, includeReplayed = false, limit = 100 }) {
      let query = db.selectFrom('dead_letters').selectAll()
      if (tenant !== undefined) query = query.where('tenant', '=', tenant)
      if (!includeReplayed) query = query.where('replayed_at', 'is', null)
      return (await query.orderBy('at').limit(limit).execute()).map(letterOf)
    },
    replay: (tenant, id) =>
      engine.transaction(async (tx) => {
        const row = await tx
          .updateTable('dead_letters')
          .set({ replayed_at: now() })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('replayed_at', 'is', null)
          .returningAll()
          .executeTakeFirst()
        if (!row) return false
        await replays[letterOf(row).kind](context, tx, row)
        await appendJournal(context)(tx, tenant, [
          { type: 'replayed', at: now(), detail: { kind: row.kind, refersTo: row.refers_to } },
        ])
        return true
      }),
  }
}
