import { sql } from 'kysely'
import type { ClaimedNotice, OutboxStore } from '../core/store/outbox.ts'
import { RelayError } from '../core/error.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { appendJournal } from './journal.ts'
import { insertNotice } from './reply-rows.ts'
import type { Rows } from './tables.ts'

type Row = Rows['notices']

function claimed(row: Row, owner: string): ClaimedNotice {
  return {
    tenant: row.tenant,
    id: row.id,
    ticket: row.ticket === null ? undefined : { id: row.ticket },
    conversation: row.conversation,
    reply: row.reply,
    text: row.text,
    addTags: JSON.parse(row.add_tags) as string[],
    removeTags: JSON.parse(row.remove_tags) as string[],
    setOpen: row.set_open === 1,
    tries: row.tries,
    fence: row.fence,
    owner,
  }
}

function claimNotices({ engine, now }: StoreContext): OutboxStore['claimNotices'] {
  return ({ owner, limit, forMs }) =>
    engine.transaction(async (tx) => {
      const at = now()
      let due = tx
        .selectFrom('notices as n')
        .select(['n.tenant', 'n.id'])
        .where('n.state', '=', sql.lit('waiting'))
        .where('n.run_at', '<=', at)
        .where('n.until', '<=', at)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('notices as e')
                .select('e.id')
                .whereRef('e.tenant', '=', 'n.tenant')
                .whereRef('e.reply', '=', 'n.reply')
                .whereRef('e.position', '<', 'n.position')
                .where('e.state', '=', sql.lit('waiting')),
            ),
          ),
        )
        .orderBy('n.position')
        .limit(limit)
      if (engine.kind === 'postgres') due = due.forUpdate('n').skipLocked()
      const claims: ClaimedNotice[] = []
      for (const { tenant, id } of await due.execute()) {
        const row = await tx
          .updateTable('notices')
          .set((eb) => ({ owner, until: at + forMs, fence: eb('fence', '+', 1) }))
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        claims.push(claimed(row, owner))
      }
      return claims
    })
}

type Outcome = Parameters<OutboxStore['finishNotice']>[1]

async function writeNotice(tx: Db, claim: ClaimedNotice, outcome: Outcome): Promise<void> {
  const row = await tx
    .updateTable('notices')
    .set({
      state: outcome.done ? 'done' : outcome.giveUp ? 'dead' : 'waiting',
      until: 0,
      owner: null,
      tries: claim.tries + 1,
      ...(!outcome.done && { run_at: outcome.runAt }),
    })
    .where('tenant', '=', claim.tenant)
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('owner', '=', claim.owner)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new RelayError('store.lease_lost', 'Another process took this notice over.')
}

function finishNotice(context: StoreContext): OutboxStore['finishNotice'] {
  const { engine, now, mint } = context
  return (claim, outcome) =>
    engine.transaction(async (tx) => {
      const at = now()
      await writeNotice(tx, claim, outcome)
      const { tenant, conversation, reply, ticket } = claim
      if (!outcome.done && outcome.giveUp) {
        const letter = { tenant, id: mint.id(), kind: 'note', refers_to: claim.id, conversation }
        const message = 'A note about a reply could not be written.'
        await tx
          .insertInto('dead_letters')
          .values({ ...letter, code: outcome.code, message, at, replayed_at: null })
          .execute()
      }
      if (!outcome.done) return
      const entry = { type: 'noted' as const, at, reply, conversation }
      await appendJournal(context)(tx, tenant, [{ ...entry, ...(ticket && { ticket: ticket.id }) }])
    })
}

/** Duties towards the helpdesk; those of one reply are done in the order they arose. */
export function createNotices(
  context: StoreContext,
): Pick<OutboxStore, 'addNotice' | 'claimNotices' | 'finishNotice'> {
  return {
    addNotice: (tenant, notice) =>
      context.engine.transaction((tx) => insertNotice(context, tx, tenant, notice)),
    claimNotices: claimNotices(context),
    finishNotice: finishNotice(context),
  }
}
