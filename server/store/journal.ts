import type { JournalEntry, JournalRecord } from '../core/journal.ts'
import type { JournalStore } from '../core/store/inbox.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { multiInsert, statement } from './statement.ts'

/** Appends in the caller's transaction. */
export type AppendJournal = (
  tx: Db,
  tenant: string,
  entries: readonly JournalEntry[],
) => Promise<void>

const headText =
  'insert into journal_heads (tenant, seq) values (?, ?) on conflict (tenant) do update set seq = journal_heads.seq + excluded.seq returning seq'
const columns = ['tenant', 'seq', 'type', 'at', 'body'] as const

/**
 * The tenant's head row is updated first and stays locked to the end of the transaction, so that
 * sequence and commit order agree and readers by position skip nothing.
 */
function appender(engine: EngineKind): AppendJournal {
  const advance = statement<{ seq: number }>(engine, headText)
  const insert = multiInsert(engine, { table: 'journal', columns, tail: '' })
  return async (tx, tenant, entries) => {
    if (entries.length === 0) return
    const [head] = await advance(tx, [tenant, entries.length])
    const first = (head?.seq ?? 0) - entries.length + 1
    await insert(
      tx,
      entries.map(({ type, at, ...body }, i) => [
        tenant,
        first + i,
        type,
        at,
        JSON.stringify(body),
      ]),
    )
  }
}

const appenders = { sqlite: appender('sqlite'), postgres: appender('postgres') }

export function appendJournal(context: {
  readonly engine: { readonly kind: EngineKind }
}): AppendJournal {
  return appenders[context.engine.kind]
}

/**
 * Entries of several tenants at the end of a transaction: heads stay locked to its end, so they come
 * last and always in the same order, and no two transactions wait for each other crosswise.
 */
export async function appendAll(
  context: { readonly engine: { readonly kind: EngineKind } },
  tx: Db,
  entries: readonly { readonly tenant: string; readonly entry: JournalEntry }[],
): Promise<void> {
  const byTenant = new Map<string, JournalEntry[]>()
  for (const { tenant, entry } of entries)
    byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), entry])
  for (const tenant of [...byTenant.keys()].sort())
    await appendJournal(context)(tx, tenant, byTenant.get(tenant) ?? [])
}

export function createJournal(context: StoreContext): JournalStore {
  const { engine, db } = context
  return {
    append: (tenant, entries) =>
      engine.transaction((tx) => appendJournal(context)(tx, tenant, entries)),
    async read(tenant, afterSeq, limit) {
      const rows = await db
        .selectFrom('journal')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(({ seq, type, at, body }) => {
        const details = JSON.parse(body) as Omit<JournalEntry, 'type' | 'at'>
        return { ...details, tenant, seq, at, type: type as JournalRecord['type'] }
      })
    },
  }
}
