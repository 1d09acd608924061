import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Pool, PoolConfig } from 'pg'
import type { Db, Engine } from './engine.ts'
import { driverCode, translated } from './store-error.ts'
import type { Tables } from './tables.ts'

const bigint = 20
const maxTries = 4

/** Deadlock found and serialization failure: the server undid everything and asks to try again. */
function isTransient(error: unknown): boolean {
  return ['40P01', '40001'].includes(driverCode(error))
}

async function openPool(url: string): Promise<Pool> {
  const { default: pg } = await import('pg')
  // Our own bigint columns are ms times and counters, all far below 2^53; platform ids are text.
  const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => unknown
  const types: NonNullable<PoolConfig['types']> = {
    getTypeParser: ((oid: number, format?: string) =>
      oid === bigint ? Number : parserOf(oid, format)) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
    // A server that is cut off answers nothing; its queries must end all the same.
    query_timeout: 20_000,
    keepAlive: true,
    types,
  })
  // A broken idle connection must not end the process; the next query meets the fault itself.
  pool.on('error', () => undefined)
  // Nor may one that breaks between two queries of a transaction: nobody else listens to it then.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function measureSkew(db: Db): Promise<number> {
  const before = Date.now()
  const { rows } = await sql<{
    now: number
  }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db)
  const middle = (before + Date.now()) / 2
  return Math.round((rows[0]?.now ?? middle) - middle)
}

export async function postgresEngine(url: string): Promise<Engine> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: await openPool(url) }) })

  async function attempt<T>(work: (tx: Db) => Promise<T>, tries: number): Promise<T> {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (tries >= maxTries || !isTransient(error)) throw error
      return attempt(work, tries + 1)
    }
  }

  const engine: Engine = {
    kind: 'postgres',
    db,
    transaction: (work) => translated(() => attempt(work, 1)),
    // The server flushes every commit, and beside our event loop.
    lightly: (work) => translated(() => attempt(work, 1)),
    flush: () => Promise.resolve(),
    skewMs: () => measureSkew(db),
    close: () => db.destroy(),
  }
  try {
    await engine.skewMs()
  } catch (error) {
    await engine.close()
    throw error
  }
  return engine
}
