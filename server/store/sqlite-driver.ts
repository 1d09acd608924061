import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** What node:sqlite and @photostructure/sqlite share. */
interface Statement {
  columns(): readonly unknown[]
  all(...parameters: readonly unknown[]): unknown[]
  run(...parameters: readonly unknown[]): {
    changes: number | bigint
    lastInsertRowid: number | bigint
  }
  iterate(...parameters: readonly unknown[]): IterableIterator<unknown>
}

interface Database {
  exec(text: string): void
  prepare(text: string): Statement
  close(): void
}

type Opener = new (path: string) => Database

const load = createRequire(import.meta.url)

/** Whether this Node's own module has all that is used here (`columns` came with 22.16 and 23.11). */
function native(): Opener | undefined {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isReady = major > 23 || (major === 23 && minor >= 11) || (major === 22 && minor >= 16)
  if (!isReady) return undefined
  const module = load('node:sqlite') as { Database?: Opener; DatabaseSync: Opener }
  return module.Database ?? module.DatabaseSync
}

/** node:sqlite where this Node has it, else the package with the same interface. */
function opener(): Opener {
  return native() ?? (load('@photostructure/sqlite') as { DatabaseSync: Opener }).DatabaseSync
}

const settings = [
  // First: another process may hold the file while this one turns the log on.
  'busy_timeout=5000',
  'journal_mode=wal',
  // The engine flushes the log itself, beside the event loop, before a commit that must last is answered.
  'synchronous=normal',
  'foreign_keys=on',
  'cache_size=-8192',
  'temp_store=memory',
  // The engine does it between commits; SQLite would inside one, all at once, when the log has 64 MB.
  'wal_autocheckpoint=16000',
  'journal_size_limit=67108864',
  // The driver waits inside the call; longer waits are left to the event loop.
  'busy_timeout=50',
]

const maxStatements = 300

/** A full disk makes SQLite undo by itself; "nothing to undo" must not hide why. */
function undo(statement: Statement): ReturnType<Statement['run']> {
  try {
    return statement.run()
  } catch (error) {
    if (!/no transaction is active/.test(String(error))) throw error
    return { changes: 0, lastInsertRowid: 0 }
  }
}

function statementCache(database: Database): (text: string) => SqliteStatement {
  const known = new Map<string, SqliteStatement>()
  return (text) => {
    const hit = known.get(text)
    if (hit) return hit
    const statement = database.prepare(text)
    const made: SqliteStatement = {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters),
      run: text === 'rollback' ? () => undo(statement) : (given) => statement.run(...given),
      iterate: (parameters) => statement.iterate(...parameters),
    }
    const oldest = known.keys().next().value
    if (known.size >= maxStatements && oldest !== undefined) known.delete(oldest)
    known.set(text, made)
    return made
  }
}

export interface SqliteFile {
  readonly database: SqliteDatabase
  /** Moves what it can of the write-ahead log into the file, so that the log begins anew. Not inside a transaction. */
  readonly shrinkLog: () => void
  /** Moves the write-ahead log into the file, flushed. Not inside a transaction. */
  readonly emptyLog: () => void
}

/** A SQLite file for Kysely, with statements prepared once. */
export async function openSqlite(path: string): Promise<SqliteFile> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new (opener())(path)
  for (const setting of settings) database.exec(`pragma ${setting}`)
  const prepare = statementCache(database)
  return {
    database: {
      close: () => {
        database.close()
      },
      // Writers of two processes must queue up, not deadlock on upgrading a read lock.
      prepare: (text) => prepare(text === 'begin' ? 'begin immediate' : text),
    },
    shrinkLog: () => {
      database.exec('pragma wal_checkpoint(passive)')
    },
    emptyLog: () => {
      database.exec('pragma wal_checkpoint(truncate)')
    },
  }
}
