import { sql } from 'kysely'
import type { DismissalStore, Intent, IntentStore } from '../core/store/intents.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import type { Rows } from './tables.ts'

function intentOf(row: Rows['intents']): Intent {
  return {
    id: row.id,
    ticket: row.ticket,
    author: row.author ?? undefined,
    overrides: JSON.parse(row.overrides) as Intent['overrides'],
    at: row.at,
    expiresAt: row.expires_at,
  }
}

/** In the transaction that takes the reply in: from then on the intent is the record of its overrides. */
export async function useIntent(tx: Db, tenant: string, id: string, reply: string): Promise<void> {
  await tx
    .updateTable('intents')
    .set({ reply })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute()
}

export function createIntents({ db, mint, now }: StoreContext): IntentStore {
  return {
    async record(tenant, { ticket, author, digest, overrides, forMs }) {
      const at = now()
      const id = mint.id()
      const row = { tenant, id, ticket, author: author ?? null, digest, at }
      const expiresAt = at + forMs
      await db
        .insertInto('intents')
        .values({ ...row, overrides: JSON.stringify(overrides), expires_at: expiresAt })
        .execute()
      return { id, expiresAt }
    },
    async find(tenant, { ticket, digest, author }) {
      const ofText = db
        .selectFrom('intents')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('ticket', '=', ticket)
        .where('digest', '=', digest)
        .where('reply', 'is', null)
        .where('expires_at', '>', now())
      const ofAuthor =
        author === undefined
          ? ofText
          : ofText.where((eb) => eb.or([eb('author', '=', author), eb('author', 'is', null)]))
      const row = await ofAuthor
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && intentOf(row)
    },
    async sweep() {
      const rows = await db
        .deleteFrom('intents')
        .where('reply', 'is', sql.lit(null))
        .where('expires_at', '<=', now())
        .returning('id')
        .execute()
      return rows.length
    },
  }
}

export function createDismissals({ db, now }: StoreContext): DismissalStore {
  return {
    async add(tenant, rule, agent) {
      const at = now()
      await db
        .insertInto('dismissals')
        .values({ tenant, rule, agent: agent ?? '', count: 1, last_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant', 'rule', 'agent'])
            .doUpdateSet((eb) => ({ count: eb('dismissals.count', '+', 1), last_at: at })),
        )
        .execute()
    },
    async list(tenant) {
      const rows = await db
        .selectFrom('dismissals')
        .select(({ fn }) => [
          'rule',
          // PostgreSQL adds whole numbers up to one it hands over as text.
          fn.sum<number | string>('count').as('count'),
          fn.countAll<number>().as('agents'),
          fn.max('last_at').as('last_at'),
        ])
        .where('tenant', '=', tenant)
        .groupBy('rule')
        .execute()
      return rows
        .map(({ rule, count, agents, last_at }) => ({
          rule,
          count: Number(count),
          agents,
          lastAt: last_at,
        }))
        .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
    },
  }
}
