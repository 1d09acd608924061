import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import type { Store } from '../core/store/index.ts'
import type { Engine } from '../store/engine.ts'
import type { StoreOptions } from '../store/assembled.ts'
import { openStore } from '../store/index.ts'
import { openEngine } from '../store/open-engine.ts'
import { databases, missingDatabase, type DatabaseKind, type TestDatabase } from './databases.ts'
import { FakeClock } from './fake-clock.ts'
import { silentLog } from './silent-log.ts'

/** 32 bytes that open every store made here. */
export const masterKey = Buffer.alloc(32, 5)

/** A store on a real engine, emptied before each test. */
export interface StoreBed {
  readonly engine: Engine['kind']
  readonly url: string
  readonly clock: FakeClock
  readonly store: Store
  /** Another relay on the same database; closed with the bed. */
  open(more?: Partial<StoreOptions>): Promise<Store>
  /** A query past the store. */
  rows<Row>(text: string): Promise<readonly Row[]>
  /** Empties every table. */
  clear(): Promise<void>
}

/** What stays: without its keys an open store could not read what it writes next. */
const kept = ['schema_version', 'keyring']

async function tablesOf(engine: Engine): Promise<readonly string[]> {
  const text =
    engine.kind === 'sqlite'
      ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : `select tablename as name from pg_tables where schemaname = 'public'`
  const { rows } = await sql.raw<{ name: string }>(text).execute(engine.db)
  return rows.map(({ name }) => name).filter((name) => !kept.includes(name))
}

async function openBed(kind: DatabaseKind): Promise<StoreBed & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-store-'))
  const database: TestDatabase = await kind.create(folder)
  const clock = new FakeClock()
  const stores: Store[] = []
  async function open(more: Partial<StoreOptions> = {}): Promise<Store> {
    const options = { url: database.url, masterKey, clock, log: silentLog }
    const store = await openStore({ ...options, ...more })
    stores.push(store)
    return store
  }
  const store = await open()
  const side = await openEngine(database.url)
  const tables = await tablesOf(side)
  return {
    engine: side.kind,
    url: database.url,
    clock,
    store,
    open,
    async rows<Row>(text: string) {
      return (await sql.raw<Row>(text).execute(side.db)).rows
    },
    async clear() {
      await side.transaction(async (tx) => {
        for (const table of tables) await sql.raw(`delete from ${table}`).execute(tx)
      })
    },
    async close() {
      for (const one of stores) await one.close()
      await side.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One suite on every engine. An engine that is not there is named with the reason. */
export function onEveryEngine(title: string, suite: (bed: StoreBed) => void): void {
  for (const kind of databases) {
    describe(`${title} (${kind.name})`, () => {
      let opened: Awaited<ReturnType<typeof openBed>>
      const bed: StoreBed = {
        get engine() {
          return opened.engine
        },
        get url() {
          return opened.url
        },
        get clock() {
          return opened.clock
        },
        get store() {
          return opened.store
        },
        open: (more) => opened.open(more),
        rows: (text) => opened.rows(text),
        clear: () => opened.clear(),
      }
      beforeAll(async () => {
        opened = await openBed(kind)
      })
      beforeEach(() => opened.clear())
      afterAll(() => opened.close())
      suite(bed)
    })
  }
  if (missingDatabase) describe.skip(`${title} (${missingDatabase})`, () => suite({} as StoreBed))
}
