import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { openEngine } from './open-engine.ts'
import { advisePlanner } from './planner.ts'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-planner-'))
  engine = await openEngine(`sqlite:${join(folder, 'relay.db')}`)
  await migrate(engine)
  await advisePlanner(engine)
})

afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

async function planOf(query: string): Promise<string> {
  const { rows } = await sql
    .raw<{ detail: string }>(`explain query plan ${query}`)
    .execute(engine.db)
  return rows.map(({ detail }) => detail).join('; ')
}

it.each([
  [
    'finds unsorted mail without reading the sorted',
    `select id, message from inbox where tenant = 't' and state = 'fresh' order by id limit 128`,
    'INDEX inbox_fresh (tenant=?)',
  ],
  [
    'finds what waits in one conversation without reading the others',
    `select id, message from inbox where tenant = 't' and conversation = 'c' and state = 'pending' and due_at <= 1 order by id limit 200`,
    'INDEX inbox_waiting (tenant=? AND conversation=?)',
  ],
  [
    'shows the mail of one conversation without reading the others',
    `select id, message from inbox where tenant = 't' and conversation = 'c' order by id desc limit 50`,
    'INDEX inbox_conversation (tenant=? AND conversation=?)',
  ],
  [
    'finds the newest id of a tenant with one look at the end of its key',
    `select max(id) from inbox where tenant = 't'`,
    'USING PRIMARY KEY (tenant=?)',
  ],
  [
    'finds the conversations that are due without reading the idle',
    `select id from conversations where run_at <= 1 and (due_at is not null or open_filing is not null) and until <= 1 order by run_at limit 16`,
    'INDEX conversations_due (run_at<?)',
  ],
  [
    'finds the parts of a conversation that are to be sent without reading the sent',
    `select id from deliveries where tenant = 't' and conversation = 'c' and state in ('queued', 'sending', 'unknown') order by position`,
    'INDEX deliveries_open (tenant=? AND conversation=?)',
  ],
  [
    'finds what waits for a decision without reading what was sent',
    `select id from replies where tenant = 't' and state = 'held' order by written_at limit 100`,
    'INDEX replies_held (tenant=?)',
  ],
  [
    'finds the newest answers of an account without reading the others',
    `select id from replies where tenant = 't' and account = 'a' and state = 'sent' and written_at > 1 order by written_at desc limit 100`,
    'INDEX replies_sent (tenant=? AND account=?',
  ],
  [
    'finds what was meant with one text without reading the other texts',
    `select id from intents where tenant = 't' and ticket = '7' and digest = 'd' and reply is null and expires_at > 1 order by at desc limit 1`,
    'INDEX intents_text (tenant=? AND ticket=? AND digest=?)',
  ],
  [
    'finds the newest version of a document with one look at its key',
    `select body from documents where tenant = 't' and name = 'n' order by version desc limit 1`,
    'USING PRIMARY KEY (tenant=? AND name=?)',
  ],
])('%s', async (_title, query, plan) => {
  expect(await planOf(query)).toContain(plan)
})

it('keeps its advice when a store is opened again', async () => {
  const adviceNow = async () =>
    (await sql<object>`select tbl, idx, stat from sqlite_stat1 order by idx`.execute(engine.db))
      .rows
  const first = await adviceNow()
  await advisePlanner(engine)
  expect(first.length).toBeGreaterThan(30)
  expect(await adviceNow()).toEqual(first)
})

it('advises on indexes that exist and on no other', async () => {
  const { rows } = await sql<{ idx: string }>`select idx from sqlite_stat1
    where idx not in (select name from sqlite_schema)`.execute(engine.db)
  expect(rows).toEqual([])
})
