import { SqliteDialect, type CompiledQuery } from 'kysely'
import { expect, it, vi } from 'vitest'
import { filingOf } from '../testing/filings.ts'
import { mail } from '../testing/mail.ts'
import { noticeOf, replyOf } from '../testing/replies.ts'
import { onEveryEngine, type StoreBed } from '../testing/store-bed.ts'

const size = 20_000

/** A long past: everything filed, sent, noted and read; written past the store, which would take minutes. */
function past(engine: StoreBed['engine']): readonly string[] {
  const n = engine === 'sqlite' ? 'value' : 'n'
  const series =
    engine === 'sqlite'
      ? `(with recursive c(value) as (select 1 union all select value + 1 from c where value < ${size}) select value from c) as s`
      : `generate_series(1, ${size}) as n`
  const message = JSON.stringify(mail({ key: 'old' }).message).replaceAll("'", "''")
  return [
    `insert into inbox (tenant, id, account, channel, key, state, wanted_state, conversation, message, raw, is_answerable, received_at, due_at, filing, disposition)
     select 'acme', 'm' || ${n}, 'wx', 'wechat', 'k' || ${n}, 'filed', 'pending', 'c' || (${n} / 4), '${message}', '{}', 1, ${n}, 0, 'f' || ${n}, 'R2' from ${series}`,
    `insert into conversations (tenant, id, account, channel, customer, thread, visibility, last_inbound_at, due_at, run_at, ticket)
     select 'acme', 'c' || ${n}, 'wx', 'wechat', 'customer' || ${n}, '', 'private', ${n}, null, 0, 't' || ${n} from ${series}`,
    `insert into filings (tenant, id, account, conversation, members, target, body, frozen_at, state)
     select 'acme', 'f' || ${n}, 'wx', 'c' || ${n}, '[]', '{}', '{}', ${n}, 'settled' from ${series}`,
    `insert into replies (tenant, id, account, conversation, comment, author, text, state, parts_total, written_at, updated_at, ticket)
     select 'acme', 'r' || ${n}, 'wx', 'c' || ${n}, '', '{}', '', 'sent', 1, ${n}, 0, 't' || ${n} from ${series}`,
    `insert into deliveries (tenant, id, reply, account, conversation, seq, position, content, state, run_at, updated_at, platform_id)
     select 'acme', 'r' || ${n} || '.0', 'r' || ${n}, 'wx', 'c' || ${n}, 0, ${n}, '{}', 'sent', 0, 0, 'p' || ${n} from ${series}`,
    `insert into notices (tenant, id, position, conversation, reply, text, add_tags, remove_tags, set_open, state, run_at)
     select 'acme', 'n' || ${n}, ${n}, 'c' || ${n}, 'r' || ${n}, '', '[]', '[]', 0, 'done', 0 from ${series}`,
    `insert into touched (tenant, ticket, wanted, done, run_at)
     select 'acme', 't' || ${n}, 1, 1, 0 from ${series}`,
    `insert into touched_keys (tenant, key, at) select 'acme', 'hook' || ${n}, 0 from ${series}`,
    `insert into journal (tenant, seq, type, at, body) select 'acme', ${n}, 'filed', 0, '{}' from ${series}`,
    `insert into journal_heads (tenant, seq) values ('acme', ${size})`,
  ]
}

/** A message in, filed; a reply out; and every question the queues ask of the store. */
async function oneRound(store: StoreBed['store'], now: number): Promise<void> {
  const { inbox, outbox, touched } = store
  const options = { owner: 'one', limit: 8, forMs: 10_000 }
  await inbox.accept([mail({ key: `new-${now}` }), mail({ key: 'k77' })])
  const [lane] = await inbox.claimLanes(options)
  const filing = await inbox.freeze(lane!, filingOf(lane!))
  await inbox.settle(lane!, filing, { ticket: { id: '7' }, commentId: '901' })
  await inbox.release(lane!)
  await inbox.nextDueAt()
  const conversation = lane!.conversation.id
  await inbox.conversationByTicket('acme', { id: 't500' })
  await inbox.messages('acme', conversation, 20)
  await inbox.dispose('acme', conversation, { until: now, value: 'R2' })
  await outbox.enqueue(replyOf(`new-${now}`, { conversation }))
  const [claim] = await outbox.claim({ ...options, needsWindow: ['acme/wx'] })
  const unknown = { state: 'unknown' as const, code: 'x', readBackAt: now, notice: noticeOf('r9') }
  await outbox.finish(claim!, unknown)
  const [look] = await outbox.claimReadBacks(options)
  await outbox.resolve(look!, { state: 'unknown' })
  await outbox.sweep((reply) => noticeOf(reply.id))
  const [notice] = await outbox.claimNotices(options)
  await outbox.finishNotice(notice!, { done: true })
  await outbox.nextDueAt()
  await outbox.isOwnSend('acme', 'wx', 'p500')
  await outbox.repliesOf('acme', { ticket: { id: 't500' } })
  await outbox.repliesOf('acme', { conversation })
  await touched.touch('acme', [{ ticket: { id: 't9' }, key: `hook-${now}` }])
  const [ticket] = await touched.claim(options)
  await touched.finish(ticket!, { lastComment: '901' })
  await touched.nextDueAt()
  await store.counts()
  await store.deadLetters.list({})
}

/** Every statement that SQLite is given while the work runs. */
async function statementsOf(work: () => Promise<void>): Promise<ReadonlySet<string>> {
  const texts = new Set<string>()
  const create = SqliteDialect.prototype.createDriver
  const spy = vi.spyOn(SqliteDialect.prototype, 'createDriver')
  spy.mockImplementation(function (this: SqliteDialect) {
    const driver = create.call(this)
    const acquire = driver.acquireConnection.bind(driver)
    driver.acquireConnection = async () => {
      const connection = await acquire()
      return {
        streamQuery: connection.streamQuery.bind(connection),
        executeQuery: (query: CompiledQuery) => {
          texts.add(query.sql)
          return connection.executeQuery(query)
        },
      }
    }
    return driver
  })
  await work()
  spy.mockRestore()
  return texts
}

/** Indexes that are as small as the work that waits, whatever has been done before. */
const partial =
  /^SCAN \w+ USING (COVERING )?INDEX (inbox_fresh|inbox_waiting|inbox_quarantined|conversations_due|conversations_leased|deliveries_open|deliveries_queued|deliveries_sending|deliveries_read_back|notices_order|notices_waiting|touched_waiting|dead_letters_open)\b/

async function onSqlite(bed: StoreBed): Promise<void> {
  const texts = await statementsOf(async () => {
    const store = await bed.open()
    await oneRound(store, bed.clock.now())
    await store.close()
  })
  const asked = [...texts].filter((text) => /^(select|update|delete|insert)/i.test(text.trim()))
  expect(asked.length).toBeGreaterThan(40)
  const whole: string[] = []
  for (const text of asked) {
    const steps = await bed.rows<{ detail: string }>(`explain query plan ${text}`)
    const reads = steps.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN '))
    const bad = reads.filter((detail) => !partial.test(detail) && !small.test(detail))
    whole.push(...bad.map((detail) => `${detail}: ${text}`))
  }
  expect(whole).toEqual([])
}

/** One row per tenant, or the rows of a subquery. */
const small = /^SCAN (h|keyring|due|free|schema_version|\d+-ROW VALUES CLAUSE|CONSTANT ROW)\b/

async function onPostgres(bed: StoreBed): Promise<void> {
  const scans = async () => {
    const rows = await bed.rows<{ relname: string; n: number }>(
      `select relname, seq_tup_read::int as n from pg_stat_user_tables where n_live_tup > 1000 order by relname`,
    )
    return Object.fromEntries(rows.map(({ relname, n }) => [relname, n]))
  }
  const others = () =>
    bed.rows(
      `select pid from pg_stat_activity where datname = current_database() and application_name = 'counted'`,
    )
  await vi.waitFor(async () => expect(Object.keys(await scans())).toHaveLength(9))
  const before = await scans()
  const url = new URL(bed.url)
  url.searchParams.set('application_name', 'counted')
  const store = await bed.open({ url: url.toString() })
  expect(await others()).not.toEqual([])
  await oneRound(store, bed.clock.now())
  await store.close()
  // What a connection read is counted when it ends.
  await vi.waitFor(async () => expect(await others()).toEqual([]))
  expect(await scans()).toEqual(before)
}

onEveryEngine('A store with a long past', (bed) => {
  it('opens and works without reading through it', async () => {
    for (const statement of past(bed.engine)) await bed.rows(statement)
    await bed.rows('analyze')
    await (bed.engine === 'sqlite' ? onSqlite(bed) : onPostgres(bed))
  })
})
