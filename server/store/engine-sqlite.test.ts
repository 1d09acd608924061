import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Engine } from './engine.ts'
import { sqliteEngine } from './engine-sqlite.ts'

const full = 2

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-engine-'))
  engine = await sqliteEngine(join(folder, 'relay.db'))
  await sql`create table notes (text text)`.execute(engine.db)
})

afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

async function synchronous(db: Engine['db']): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
  return rows[0]?.synchronous
}

it('waits for the disk at every ordinary commit', async () => {
  expect(await synchronous(engine.db)).toBe(full)
  expect(await engine.transaction((tx) => synchronous(tx))).toBe(full)
})

it('commits lightly without waiting and goes back to waiting', async () => {
  expect(await engine.lightly((tx) => synchronous(tx))).toBe(1)
  expect(await synchronous(engine.db)).toBe(full)
})

it('goes back to waiting for the disk when light work fails', async () => {
  const work = engine.lightly(async (tx) => {
    await sql`insert into notes values ('half')`.execute(tx)
    throw new TypeError('planted')
  })
  await expect(work).rejects.toThrow('planted')
  expect(await synchronous(engine.db)).toBe(full)
  const { rows } = await sql`select * from notes`.execute(engine.db)
  expect(rows).toEqual([])
})

it('keeps ordinary commits that come beside light ones waiting for the disk', async () => {
  const seen = await Promise.all([
    engine.lightly((tx) => synchronous(tx)),
    engine.transaction((tx) => synchronous(tx)),
    engine.lightly((tx) => synchronous(tx)),
    synchronous(engine.db),
  ])
  expect(seen).toEqual([1, full, 1, full])
})

it('shows a light commit to other processes at once', async () => {
  const other = await sqliteEngine(join(folder, 'relay.db'))
  await engine.lightly((tx) => sql`insert into notes values ('one')`.execute(tx))
  expect((await sql`select * from notes`.execute(other.db)).rows).toHaveLength(1)
  await other.close()
})

it('flushes the log that holds the commits, also after the log was emptied', async () => {
  await engine.lightly((tx) => sql`insert into notes values ('one')`.execute(tx))
  await engine.flush()
  await sql`pragma wal_checkpoint(truncate)`.execute(engine.db)
  await engine.lightly((tx) => sql`insert into notes values ('two')`.execute(tx))
  await engine.flush()
  // The log is the same file as before, so its flush covers what was written since.
  expect(statSync(join(folder, 'relay.db-wal')).size).toBeGreaterThan(0)
})
