import { setTimeout as pause } from 'node:timers/promises'
import type { CompiledQuery } from 'kysely'
import {
  Kysely,
  SqliteDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SqliteDatabase,
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
const shrinkAfterMs = 200

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

/** What the engine wants to know about what goes through its connection. */
interface Watch {
  /** Something may have been written. */
  readonly wrote: () => void
  /** A statement outside every transaction committed by itself, and the connection is free again. */
  readonly committed: () => Promise<void>
}

const reading = /^\s*(select|pragma|explain)\b/i

interface Watched {
  readonly connection: DatabaseConnection
  /** Whether something was committed by itself since the last question. */
  readonly hasCommitted: () => boolean
}

function watched(connection: DatabaseConnection, { wrote }: Watch): Watched {
  let isInside = false
  let isAlone = false

  async function execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await whenFree(() => connection.executeQuery<R>(query))
    if (query.sql === 'begin') isInside = true
    else if (query.sql === 'commit' || query.sql === 'rollback') isInside = false
    else if (!reading.test(query.sql)) {
      wrote()
      isAlone ||= !isInside
    }
    return result
  }

  return {
    connection: {
      executeQuery: execute,
      streamQuery: <R>(query: CompiledQuery, size?: number) =>
        connection.streamQuery<R>(query, size),
    },
    hasCommitted() {
      const has = isAlone
      isAlone = false
      return has
    },
  }
}

/** SQLite has one connection; whoever holds it has it alone. */
class WatchedDialect extends SqliteDialect {
  readonly #watch: Watch

  constructor(database: SqliteDatabase, watch: Watch) {
    super({ database })
    this.#watch = watch
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    const release = driver.releaseConnection.bind(driver)
    let own: { readonly raw: DatabaseConnection; readonly watched: Watched } | undefined
    driver.acquireConnection = async () => {
      const raw = await acquire()
      if (own?.raw !== raw) own = { raw, watched: watched(raw, this.#watch) }
      return own.watched.connection
    }
    driver.releaseConnection = async (connection) => {
      const mustLast = own?.watched.hasCommitted()
      await release(connection)
      if (mustLast) await this.#watch.committed()
    }
    return driver
  }
}

/** `openLog` opens the write-ahead log, which is flushed before any commit that must last is answered. */
export async function sqliteEngine(path: string, openLog = () => openWal(path)): Promise<Engine> {
  const { database, shrinkLog, emptyLog } = await openSqlite(path)
  let written = 0
  let onDisk = 0
  let shrinking: NodeJS.Timeout | undefined
  const dialect = new WatchedDialect(database, { wrote, committed: flush })
  const db = new Kysely<Tables>({ dialect })
  const log = createWalFlush({
    openLog,
    rescue: () =>
      db.connection().execute(async () => {
        emptyLog()
      }),
  })

  function wrote(): void {
    written += 1
    shrinking ??= setTimeout(shrink, shrinkAfterMs).unref()
  }

  /** A short log is written in place, which a disk does in half the time of a growing one. */
  function shrink(): void {
    const work = db.connection().execute(async () => {
      shrinkLog()
    })
    // Whatever hinders it hinders the next commit too, and there somebody hears of it.
    work.catch(() => undefined).finally(() => (shrinking = undefined))
  }

  async function flush(): Promise<void> {
    const upTo = written
    if (path === ':memory:' || onDisk >= upTo) return
    await log.flush()
    onDisk = Math.max(onDisk, upTo)
  }

  /** The connection is free for others while the disk works. */
  async function transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    const result = await db.transaction().execute(work)
    await flush()
    return result
  }

  return {
    kind: 'sqlite',
    db,
    transaction: (work) => translated(() => transaction(work)),
    lightly: (work) => translated(() => db.transaction().execute(work)),
    flush: () => translated(flush),
    skewMs: () => Promise.resolve(0),
    async close() {
      clearTimeout(shrinking)
      await log.close()
      await db.destroy()
    },
  }
}
