import { sql } from 'kysely'
import type { JournalEntry, JournalRecord } from '../core/journal.ts'
import type { JournalStore, OnceEntry } from '../core/store/inbox.ts'
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

const keyOf = (name: string): string => `journal:${name}`
const markOf = (name: string): string => `journal-mark:${name}`
const count = sql<number>`cast(kept.value as integer)`

/** Takes one telling off a mark; false when there is none left. */
async function takeMark(tx: Db, tenant: string, name: string): Promise<boolean> {
  const row = await tx
    .updateTable('kept')
    .set({ value: sql<string>`cast(${count} - 1 as text)` })
    .where('tenant', '=', tenant)
    .where('key', '=', markOf(name))
    // Only marks hold numbers: nothing may be cast before the key is compared.
    .where('value', '<>', '0')
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

async function addMark(
  tx: Db,
  row: { readonly tenant: string; readonly name: string; readonly until: number },
): Promise<void> {
  const { tenant, name, until } = row
  await tx
    .insertInto('kept')
    .values({ tenant, key: markOf(name), value: '1', expires_at: until })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'key'])
        .doUpdateSet({ value: sql<string>`cast(${count} + 1 as text)`, expires_at: until }),
    )
    .execute()
}

/** Remembers a telling; false when it is known. Of two writers at once the key lets one through. */
async function remember(
  tx: Db,
  tenant: string,
  { key, mark, unless, until }: Omit<OnceEntry, 'entry'> & { readonly until: number },
): Promise<boolean> {
  const isFirst = await tx
    .insertInto('kept')
    .values({ tenant, key: keyOf(key), value: '1', expires_at: until })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!isFirst) return false
  for (const name of unless) if (await takeMark(tx, tenant, name)) return false
  await addMark(tx, { tenant, name: mark, until })
  return true
}

export function createJournal(context: StoreContext): JournalStore {
  const { engine, db, now } = context
  return {
    append: (tenant, entries) =>
      engine.transaction((tx) => appendJournal(context)(tx, tenant, entries)),
    appendOnce: (tenant, items, forMs) =>
      engine.transaction(async (tx) => {
        const isNew: boolean[] = []
        for (const item of items)
          isNew.push(await remember(tx, tenant, { ...item, until: now() + forMs }))
        const fresh = items.filter((_, i) => isNew[i]).map(({ entry }) => entry)
        await appendJournal(context)(tx, tenant, fresh)
        return isNew
      }),
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
        // Into the object that was just read: a copy of a million would cost seconds.
        return Object.assign(details, { tenant, seq, at, type: type as JournalRecord['type'] })
      })
    },
  }
}
