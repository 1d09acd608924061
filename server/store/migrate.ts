import { sql } from 'kysely'
import { RelayError } from '../core/error.ts'
import type { Engine } from './engine.ts'
import { initial } from './migrations/001-initial.ts'
import { guidance } from './migrations/002-guidance.ts'
import { answers } from './migrations/003-answers.ts'
import { people } from './migrations/004-people.ts'
import { figures } from './migrations/005-figures.ts'
import { cells } from './migrations/006-cells.ts'
import { learning } from './migrations/007-learning.ts'

/** Forward only, in order. A released migration is never changed. */
const migrations = [initial, guidance, answers, people, figures, cells, learning]

export const schemaVersion = migrations.length

/** Number of the advisory lock that keeps two starting relays from migrating at once. */
const lockNumber = 7_251_880

/** Brings the schema up to date. Throws `store.newer_schema` when a newer version wrote it. */
export async function migrate(engine: Engine): Promise<void> {
  await engine.transaction(async (tx) => {
    if (engine.kind === 'postgres')
      await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(tx)
    await sql`create table if not exists schema_version (id integer primary key, version integer not null)`.execute(
      tx,
    )
    const row = await tx
      .selectFrom('schema_version')
      .select('version')
      .where('id', '=', 1)
      .executeTakeFirst()
    const found = row?.version ?? 0
    if (found > schemaVersion) {
      throw new RelayError(
        'store.newer_schema',
        `The store has schema ${found}; this version knows ${schemaVersion}. Install the newer version.`,
      )
    }
    for (const migration of migrations.slice(found)) await migration(tx, engine.kind)
    if (row)
      await tx
        .updateTable('schema_version')
        .set({ version: schemaVersion })
        .where('id', '=', 1)
        .execute()
    else await tx.insertInto('schema_version').values({ id: 1, version: schemaVersion }).execute()
  })
}
