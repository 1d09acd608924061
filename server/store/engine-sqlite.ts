import { setTimeout as pause } from 'node:timers/promises'
import type { CompiledQuery } from 'kysely'
import {
  Kysely,
  SqliteDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Db, Engine } from './engine.ts'
import { openSqlite } from './sqlite-driver.ts'
import { translated } from './store-error.ts'
import type { Tables } from './tables.ts'
import { createWalFlush, openWal } from './wal-flush.ts'

const busy = 5
/** As long as a platform waits for its answer; then the store counts as down. */
const patienceMs = 5000
const pauseMs = 5

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === busy
  )
}

/**
 * Waits for another writer without holding up the event loop. Only a statement that found the write
 * lock taken answers "busy", and it has done nothing then.
 */
async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  const givenUpAt = performance.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > givenUpAt) throw error
      await pause(pauseMs)
    }
  }
}

function patient(connection: DatabaseConnection): DatabaseConnection {
  return {
    executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
      whenFree(() => connection.executeQuery<R>(query)),
    streamQuery: <R>(query: CompiledQuery, size?: number) => connection.streamQuery<R>(query, size),
  }
}

class PatientDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver()
    const known = new WeakMap<DatabaseConnection, DatabaseConnection>()
    const acquire = driver.acquireConnection.bind(driver)
    driver.acquireConnection = async () => {
      const connection = await acquire()
      const wrapped = known.get(connection) ?? patient(connection)
      known.set(connection, wrapped)
      return wrapped
    }
    return driver
  }
}

export async function sqliteEngine(path: string): Promise<Engine> {
  const { database, waitForDisk, emptyLog } = await openSqlite(path)
  const db = new Kysely<Tables>({ dialect: new PatientDialect({ database }) })
  const log = createWalFlush({
    openLog: () => openWal(path),
    rescue: () =>
      db.connection().execute(async () => {
        emptyLog()
      }),
  })

  /** Whoever holds the one connection has it alone: nobody else commits without waiting meanwhile. */
  function lightly<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return db.connection().execute(async (held) => {
      waitForDisk(false)
      try {
        return await held.transaction().execute(work)
      } finally {
        waitForDisk(true)
      }
    })
  }

  return {
    kind: 'sqlite',
    db,
    transaction: (work) => translated(() => db.transaction().execute(work)),
    lightly: (work) => translated(() => lightly(work)),
    flush: () => (path === ':memory:' ? Promise.resolve() : translated(() => log.flush())),
    skewMs: () => Promise.resolve(0),
    async close() {
      await log.close()
      await db.destroy()
    },
  }
}
