import { sql } from 'kysely'
import { RelayError } from '../core/error.ts'
import type { TouchedStore } from '../core/store/outbox.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'

/** Zendesk repeats a webhook within minutes; the net under lost ones looks back no further than a relay was down. */
const repeatedForMs = 7 * 24 * 3_600_000

type Claim = TouchedStore['claim']
type Claimed = Awaited<ReturnType<Claim>>[number]

/** A repeated webhook has the same key and changes nothing. */
async function touchOne(
  tx: Db,
  { tenant, ticket, key, at }: { tenant: string; ticket: string; key: string; at: number },
): Promise<void> {
  const isNew = await tx
    .insertInto('touched_keys')
    .values({ tenant, key, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!isNew) return
  const row = { tenant, ticket, last_comment: null, wanted: 1, done: 0, run_at: at }
  await tx
    .insertInto('touched')
    .values({ ...row, until: 0, fence: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'ticket'])
        .doUpdateSet((eb) => ({ wanted: eb('touched.wanted', '+', 1), run_at: at })),
    )
    .execute()
}

function claimTouched({ engine, now }: StoreContext): Claim {
  return ({ owner, limit, forMs }) =>
    engine.transaction(async (tx) => {
      const at = now()
      let due = tx
        .selectFrom('touched')
        .select(['tenant', 'ticket'])
        .whereRef('wanted', '>', 'done')
        .where('run_at', '<=', at)
        .where('until', '<=', at)
        .orderBy('run_at')
        .limit(limit)
      if (engine.kind === 'postgres') due = due.forUpdate().skipLocked()
      const claims: Claimed[] = []
      for (const { tenant, ticket } of await due.execute()) {
        const row = await tx
          .updateTable('touched')
          .set((eb) => ({ owner, until: at + forMs, fence: eb('fence', '+', 1) }))
          .where('tenant', '=', tenant)
          .where('ticket', '=', ticket)
          .returningAll()
          .executeTakeFirstOrThrow()
        const { fence, tries, wanted, last_comment: last } = row
        const lastComment = last ?? undefined
        claims.push({ tenant, ticket: { id: ticket }, lastComment, fence, owner, tries, wanted })
      }
      return claims
    })
}

/** What a finished or failed reading leaves behind. No newer comment does not mean none at all. */
function changesFor(claim: Claimed, outcome: Parameters<TouchedStore['finish']>[1]) {
  if ('runAt' in outcome) return { run_at: outcome.runAt, tries: claim.tries + 1 }
  const last = outcome.lastComment
  return { ...(last !== undefined && { last_comment: last }), done: claim.wanted, tries: 0 }
}

export function createTouched(context: StoreContext): TouchedStore {
  const { engine, db, now } = context
  return {
    touch: (tenant, items) =>
      engine.transaction(async (tx) => {
        const at = now()
        for (const { ticket, key } of items)
          await touchOne(tx, { tenant, ticket: ticket.id, key, at })
      }),
    claim: claimTouched(context),
    async finish(claim, outcome) {
      const row = await db
        .updateTable('touched')
        .set({ ...changesFor(claim, outcome), until: 0, owner: null })
        .where('tenant', '=', claim.tenant)
        .where('ticket', '=', claim.ticket.id)
        .where('fence', '=', claim.fence)
        .where('owner', '=', claim.owner)
        .returning('ticket')
        .executeTakeFirst()
      if (!row) throw new RelayError('store.lease_lost', 'Another process reads this ticket.')
    },
    async nextDueAt() {
      const { rows } = await sql<{ at: number | null }>`
        select min(case when until > run_at then until else run_at end) as at
        from touched where wanted > done`.execute(db)
      return rows[0]?.at ?? undefined
    },
    async sweep() {
      const { numDeletedRows } = await db
        .deleteFrom('touched_keys')
        .where('at', '<=', now() - repeatedForMs)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
