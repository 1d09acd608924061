import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { RelayError } from '../core/error.ts'
import { databases } from '../testing/databases.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { failureOf } from '../testing/failure-of.ts'
import { mail } from '../testing/mail.ts'
import { silentLog } from '../testing/silent-log.ts'
import { masterKey, onEveryEngine } from '../testing/store-bed.ts'
import { openStore } from './index.ts'
import { schemaVersion } from './migrate.ts'
import { openEngine } from './open-engine.ts'

const open = (url: string) => openStore({ url, masterKey, clock: new FakeClock(), log: silentLog })

/** What stands on the terminal when a start fails: one line that says what to do. */
async function lineOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.catch((cause: unknown) => cause)
  if (!(error instanceof RelayError)) throw new TypeError('no RelayError')
  return `${error.code}: ${error.message}`
}

/** An empty folder with a database of the kind in it. */
async function inFolder(
  kind: (typeof databases)[number],
  work: (url: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-open-'))
  const database = await kind.create(folder)
  try {
    await work(database.url)
  } finally {
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

onEveryEngine('Opening a store', (bed) => {
  it('refuses a schema that a newer version wrote, in one clear line, and changes nothing', async () => {
    await bed.rows('update schema_version set version = 99')
    try {
      const line = await lineOf(bed.open())
      expect(line).toBe(
        `store.newer_schema: The store has schema 99; this version knows ${schemaVersion}. Install the newer version.`,
      )
      expect(await bed.rows('select version from schema_version')).toEqual([{ version: 99 }])
    } finally {
      await bed.rows(`update schema_version set version = ${schemaVersion}`)
    }
  })

  it('leaves what is there when it is opened again', async () => {
    await bed.store.inbox.accept([mail({ key: 'a' })])
    const again = await bed.open()
    expect(await again.inbox.accept([mail({ key: 'a' })])).toEqual(['duplicate'])
    expect(await bed.rows('select version from schema_version')).toEqual([
      { version: schemaVersion },
    ])
  })

  it('mints later ids than before even when the clock was set back', async () => {
    await bed.store.inbox.accept([mail({ key: 'before' })])
    await bed.store.inbox.claimLanes({ owner: 'one', limit: 1, forMs: 1 })
    const clock = new FakeClock(bed.clock.now() - 600_000)
    const late = await bed.open({ clock })
    await late.inbox.accept([mail({ key: 'after' })])
    const rows = await bed.rows<{ key: string }>('select key from inbox order by id')
    expect(rows.map(({ key }) => key)).toEqual(['before', 'after'])
  })

  it('counts what waits by state', async () => {
    await bed.store.inbox.accept([mail({ key: 'a' }), mail({ key: 'b', state: 'quarantined' })])
    const counts = await bed.store.counts()
    expect(counts).toMatchObject({
      inbox_pending: 1,
      inbox_fresh: 0,
      inbox_quarantined: 1,
      notices_waiting: 0,
      touched_waiting: 0,
      dead_letters: 0,
    })
    await expect(bed.store.ping()).resolves.toBeUndefined()
  })
})

describe.each(databases)('A new $name database', (kind) => {
  it('is set up once by relays that start at the same time', async () => {
    await inFolder(kind, async (url) => {
      const stores = await Promise.all([open(url), open(url), open(url)])
      const answers = await Promise.all(
        stores.map((store) => store.inbox.accept([mail({ key: 'a' })])),
      )
      expect(answers.flat().sort()).toEqual(['duplicate', 'duplicate', 'new'])
      for (const store of stores) await store.close()
    })
  })

  it('says so in one line when its disk is full, and takes mail again afterwards', async () => {
    await inFolder(kind, async (url) => {
      await (await open(url)).close()
      const engine = await openEngine(url)
      const fill = () =>
        engine.transaction(async (tx) => {
          const bytes = Buffer.alloc(400_000)
          const row = { tenant: 'acme', file: 'f', seq: Math.trunc(performance.now()), bytes }
          await tx.insertInto('chunks').values(row).execute()
        })
      if (engine.kind === 'sqlite') await sql`pragma max_page_count = 1`.execute(engine.db)
      else await sql.raw(serverWithoutRoom).execute(engine.db)
      expect(await lineOf(fill())).toBe('store.disk_full: The disk of the store is full.')
      if (engine.kind === 'sqlite') await sql`pragma max_page_count = 100000`.execute(engine.db)
      else await sql.raw('drop trigger full_disk on chunks').execute(engine.db)
      await fill()
      await engine.close()
    })
  })
})

/** What the server says when a volume is full, said by a trigger. */
const serverWithoutRoom = `
  create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$;
  create trigger full_disk before insert on chunks execute function full_disk()`

describe('A store that cannot be opened', () => {
  it('says so in one line without showing passwords', async () => {
    const address = 'postgres://relay:pass-canary@127.0.0.1:1/none'
    const line = await lineOf(open(address))
    expect(line).toMatch(
      /^store\.unavailable: The store postgres cannot be opened: [^\n]*ECONNREFUSED[^\n]*$/,
    )
    expect(line).not.toContain('pass-canary')
  })

  it('says so when the file is none or the folder cannot be made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weiqiao-open-'))
    writeFileSync(join(folder, 'file.db'), 'this is no database, only some text that lies here')
    for (const path of ['file.db', 'file.db/below/relay.db'])
      expect(await lineOf(open(`sqlite:${join(folder, path)}`))).toMatch(
        /^store\.unavailable: [^\n]+$/,
      )
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('A SQLite store', () => {
  it('runs on a write-ahead log that the engine flushes, with foreign keys and a patient lock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weiqiao-open-'))
    const engine = await openEngine(`sqlite:${join(folder, 'relay.db')}`)
    const value = async (name: string) => {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(engine.db)
      return Object.values(rows[0] ?? {})[0]
    }
    expect(await value('journal_mode')).toBe('wal')
    expect(await value('synchronous')).toBe(1)
    expect(await value('foreign_keys')).toBe(1)
    expect(await value('busy_timeout')).toBeGreaterThan(0)
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('waits for another writer without holding up the event loop', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weiqiao-open-'))
    const url = `sqlite:${join(folder, 'relay.db')}`
    const [store, engine] = [await open(url), await openEngine(url)]
    let free = (): void => undefined
    const untilFree = new Promise<void>((resolve) => (free = resolve))
    let isHeld = false
    const holding = engine.transaction(() => {
      isHeld = true
      return untilFree
    })
    await vi.waitFor(() => expect(isHeld).toBe(true))
    const accepting = store.inbox.accept([mail({ key: 'a' })])
    let turns = 0
    for (; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve))
    free()
    await holding
    expect(await accepting).toEqual(['new'])
    expect(turns).toBe(20)
    await store.close()
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

describe.each(databases.filter(({ name }) => name === 'PostgreSQL'))('A $name server', (kind) => {
  it('that drops every connection is found again, with each item stored once', async () => {
    await inFolder(kind, async (url) => {
      const [store, engine] = [await open(url), await openEngine(url)]
      await store.inbox.accept([mail({ key: 'before' })])
      const drop = sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
      await drop.execute(engine.db)
      await vi.waitFor(() => store.inbox.accept([mail({ key: 'after' })]))
      const { rows } = await sql`select key from inbox order by id`.execute(engine.db)
      expect(rows).toEqual([{ key: 'before' }, { key: 'after' }])
      await store.close()
      await engine.close()
    })
  })

  it('that is gone fails the call with one clear line', async () => {
    await inFolder(kind, async (url) => {
      const store = await open(url)
      await store.close()
      expect(await failureOf(store.ping())).toBe('store.unavailable not_done')
    })
  })
})
