import { Kysely, SqliteDialect } from 'kysely'
import { RelayError } from '../core/error.ts'
import { postgresEngine } from './engine-postgres.ts'
import type { Engine } from './engine.ts'
import { openSqlite } from './sqlite-driver.ts'
import { driverCode, translated } from './store-error.ts'
import type { Tables } from './tables.ts'

async function sqliteEngine(path: string): Promise<Engine> {
  const database = await openSqlite(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  return {
    kind: 'sqlite',
    db,
    transaction: (work) => translated(() => db.transaction().execute(work)),
    skewMs: () => Promise.resolve(0),
    close: () => db.destroy(),
  }
}

/** Two address families that both refuse are one error with an empty text. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message.split('\n', 1)[0] : undefined
  return text === undefined || text === '' ? driverCode(cause) : text
}

/** Opens `sqlite:PATH` or `postgres://…`. Throws `store.unavailable` in one clear line. */
export async function openEngine(url: string): Promise<Engine> {
  try {
    if (url.startsWith('sqlite:')) return await sqliteEngine(url.slice('sqlite:'.length))
    return await postgresEngine(url)
  } catch (cause) {
    const place = url.startsWith('sqlite:') ? url : 'postgres'
    throw new RelayError(
      'store.unavailable',
      `The store ${place} cannot be opened: ${reasonOf(cause)}`,
      { cause },
    )
  }
}
