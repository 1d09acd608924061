import type { JournalEntry } from '../core/journal.ts'
import type { DocumentStore, DocumentVersion, NewDocument } from '../core/store/documents.ts'
import type { StoreContext } from './context.ts'
import { appendJournal } from './journal.ts'
import type { Rows } from './tables.ts'

type Head = Omit<Rows['documents'], 'body'>

function headOf({ tenant, name, version, at, by_id, by_name }: Head) {
  const by = by_id === null ? undefined : { id: by_id, ...(by_name !== null && { name: by_name }) }
  return { tenant, name, version, at, by }
}

function versionOf(row: Rows['documents']): DocumentVersion {
  return { ...headOf(row), body: row.body }
}

function changeOf({ name, by }: NewDocument, version: number): Omit<JournalEntry, 'at'> {
  const detail = { name, version, byPerson: by !== undefined }
  return { type: 'settings_changed', detail, ...(by && { agent: by.id }) }
}

const heads = ['tenant', 'name', 'version', 'at', 'by_id', 'by_name'] as const

export function createDocuments(context: StoreContext): DocumentStore {
  const { engine, db, now } = context

  async function insert(tenant: string, document: NewDocument, version: number) {
    const { name, body, by } = document
    return engine.transaction(async (tx) => {
      const at = now()
      const row = await tx
        .insertInto('documents')
        .values({
          tenant,
          name,
          version,
          body,
          at,
          by_id: by?.id ?? null,
          by_name: by?.name ?? null,
        })
        // Two who save at once make the same version: only one of them does.
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst()
      if (!row) return undefined
      const entries = document.entries ?? [changeOf(document, version)]
      await appendJournal(context)(
        tx,
        tenant,
        entries.map((entry) => ({ ...entry, at })),
      )
      return versionOf(row)
    })
  }

  async function current(tenant: string, name: string): Promise<DocumentVersion | undefined> {
    const row = await db
      .selectFrom('documents')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('name', '=', name)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && versionOf(row)
  }

  return {
    current,
    async version(tenant, name, version) {
      const row = await db
        .selectFrom('documents')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('name', '=', name)
        .where('version', '=', version)
        .executeTakeFirst()
      return row && versionOf(row)
    },
    async history(tenant, name, limit) {
      const rows = await db
        .selectFrom('documents')
        .select(heads)
        .where('tenant', '=', tenant)
        .where('name', '=', name)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute()
      return rows.map(headOf)
    },
    async put(tenant, document) {
      for (;;) {
        const newest = (await current(tenant, document.name))?.version ?? 0
        if (document.ifVersion !== undefined && document.ifVersion !== newest) return undefined
        const written = await insert(tenant, document, newest + 1)
        if (written || document.ifVersion !== undefined) return written
      }
    },
  }
}
