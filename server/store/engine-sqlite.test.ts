import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Engine } from './engine.ts'
import { sqliteEngine } from './engine-sqlite.ts'

let folder: string
let engine: Engine
let flushes: {
  readonly done: () => void
  readonly refuse: (error: Error) => void
}[]

const logSize = (): number => statSync(join(folder, 'relay.db-wal')).size

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-engine-'))
  flushes = []
  const log = {
    datasync: () =>
      new Promise<void>((done, refuse) => {
        flushes.push({ done, refuse })
      }),
    close: () => Promise.resolve(),
  }
  engine = await sqliteEngine(join(folder, 'relay.db'), () => Promise.resolve(log))
  const made = sql`create table notes (text text)`.execute(engine.db)
  ;(await nextFlush()).done()
  await made
})

afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The flush that waits for the test. */
async function nextFlush(): Promise<(typeof flushes)[number]> {
  for (;;) {
    const flush = flushes.shift()
    if (flush) return flush
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const insert = (text: string) => (db: Engine['db']) =>
  sql`insert into notes values (${text})`.execute(db)

it.each([
  ['a transaction', () => engine.transaction(insert('one'))],
  ['a statement by itself', () => insert('one')(engine.db)],
])('answers %s only when the disk has it', async (_what, work) => {
  let isAnswered = false
  const answered = work().then(() => (isAnswered = true))
  const flush = await nextFlush()
  // Others see it, and may write, while the disk works.
  expect((await sql`select * from notes`.execute(engine.db)).rows).toHaveLength(1)
  await engine.lightly(insert('two'))
  expect(isAnswered).toBe(false)
  flush.done()
  await answered
})

it('waits for no disk where nothing was written since the last flush', async () => {
  const written = engine.transaction(insert('one'))
  ;(await nextFlush()).done()
  await written
  await engine.transaction((tx) => sql`select * from notes`.execute(tx))
  await engine.flush()
  expect(flushes).toEqual([])
})

it('takes what was committed lightly along with the next flush', async () => {
  await engine.lightly(insert('one'))
  expect(flushes).toEqual([])
  const flushed = engine.flush()
  ;(await nextFlush()).done()
  await flushed
})

it('leaves nothing of light work that fails, and goes on', async () => {
  const work = engine.lightly(async (tx) => {
    await insert('half')(tx)
    throw new TypeError('planted')
  })
  await expect(work).rejects.toThrow('planted')
  expect((await sql`select * from notes`.execute(engine.db)).rows).toEqual([])
})

it.each([
  ['a transaction', () => engine.transaction(insert('one'))],
  ['a statement by itself', () => insert('one')(engine.db)],
])(
  'fails %s when the disk refuses it, and moves the log before it flushes again',
  async (_what, work) => {
    const refused = expect(work()).rejects.toThrow()
    ;(await nextFlush()).refuse(new Error('EIO'))
    await refused
    const later = work()
    expect(logSize()).toBeGreaterThan(0)
    const flush = await nextFlush()
    expect(logSize()).toBe(0)
    flush.done()
    await later
  },
)

it('shows a light commit to other processes at once', async () => {
  const other = await sqliteEngine(join(folder, 'relay.db'))
  await engine.lightly(insert('one'))
  expect((await sql`select * from notes`.execute(other.db)).rows).toHaveLength(1)
  await other.close()
})

it('flushes the log that holds the commits, also after the log was emptied', async () => {
  const real = await sqliteEngine(join(folder, 'relay.db'))
  await real.transaction(insert('one'))
  await sql`pragma wal_checkpoint(truncate)`.execute(real.db)
  await real.transaction(insert('two'))
  // The log is the same file as before, so its flush covers what was written since.
  expect(logSize()).toBeGreaterThan(0)
  await real.close()
})
