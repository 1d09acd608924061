import { join } from 'node:path'
import { sql } from 'kysely'
import type { Acceptance } from '../core/store/inbox.ts'
import type { Db } from '../store/engine.ts'
import { openStore } from '../store/index.ts'
import { openEngine } from '../store/open-engine.ts'
import { silentLog } from '../testing/silent-log.ts'
import { systemClock } from '../wire/system-clock.ts'
import { closedTenant } from './callbacks.ts'
import { benchMasterKey } from './servers.ts'

/** Messages that go through the store's own code; the others are copies of their rows. */
const originals = 1000
const customers = 250
/** Every so many copies share a conversation with the original. */
const conversationsPerOriginal = 400

function item(n: number): Acceptance {
  const at = Date.now() - 30 * 86_400_000 + n
  const id = `oFill${n % customers}`
  const text = `你好，我上周买的耳机左边没有声音了，可以换吗？单号 ${n}`
  return {
    tenant: closedTenant.id,
    account: 'wx',
    channel: 'wechat',
    message: {
      key: `msg:${n}:${id}`,
      kind: 'message',
      platformKind: 'text',
      customer: { id },
      thread: '',
      visibility: 'private',
      parts: [{ type: 'text', text }],
      sentAt: at,
      target: { kind: 'message' },
      grant: { rule: 'message', count: 5, forMs: 172_800_000 },
      platformId: String(n),
    },
    raw: { source: 'callback', body: `<xml><Content><![CDATA[${text}]]></Content></xml>` },
    receivedAt: at,
    state: 'pending',
    isAnswerable: true,
    dueAt: at,
  }
}

async function storeOriginals(url: string): Promise<void> {
  const store = await openStore({
    url,
    masterKey: benchMasterKey,
    clock: systemClock,
    log: silentLog,
  })
  try {
    const batch = 100
    for (let at = 0; at < originals; at += batch)
      await store.inbox.accept(Array.from({ length: batch }, (_, i) => item(at + i)))
    // Sorted: conversations, windows and journal exist.
    await store.counts()
  } finally {
    await store.close()
  }
}

/** Everything is filed, as it is after years: only the past is large. */
const settle: readonly string[] = [
  `update inbox set state = 'filed', disposition = 'R2', filing = 'f-' || id`,
  `update conversations set due_at = null, ticket = 't-' || id, last_filed_at = last_inbound_at`,
  `insert into filings (tenant, id, account, conversation, members, target, body, tries, frozen_at, state, ticket)
   select tenant, filing, account, conversation, '["' || id || '"]', '{"type":"new"}', '{"text":"…"}', 0, received_at, 'settled', 't' from inbox`,
]

/** `k` numbers the copies. */
const copies: readonly string[] = [
  `insert into conversations select tenant, id || '-' || k as id, account, channel, customer || '-' || k, customer_name, thread, visibility,
     entry, ticket || '-' || k, target, last_inbound_at, last_filed_at, due_at, run_at, open_filing, owner, fence, until
   from conversations, numbers where k < ${conversationsPerOriginal}`,
  `insert into inbox select tenant, substr(id, 1, 14) || '-' || k as id, account, channel, key || ':' || k, state, wanted_state,
     case when k % ${conversationsPerOriginal} = 0 then conversation else conversation || '-' || (k % ${conversationsPerOriginal}) end,
     message, raw, is_answerable, received_at, due_at, filing || '-' || k, tries, disposition
   from inbox, numbers`,
  `insert into filings select tenant, id || '-' || k, account, conversation, members, target, body, tries, frozen_at, state, ticket
   from filings, numbers`,
  `insert into journal select j.tenant, h.seq + (j.seq - 1) * (select count(*) from numbers) + k, j.type, j.at, j.body
   from journal j join journal_heads h on h.tenant = j.tenant, numbers`,
  `update journal_heads set seq = (select max(seq) from journal where journal.tenant = journal_heads.tenant)`,
]

async function multiply(db: Db, times: number): Promise<void> {
  const run = (text: string): Promise<unknown> => sql.raw(text).execute(db)
  for (const text of settle) await run(text)
  await run('create temp table numbers (k integer primary key)')
  await run(
    `with recursive n(k) as (select 1 union all select k + 1 from n where k < ${times - 1}) insert into numbers select k from n`,
  )
  for (const text of copies) await run(text)
  await run('drop table numbers')
}

/** A SQLite store of a relay in a folder, with so many messages filed long ago. */
export async function fillStore(folder: string, messages: number): Promise<void> {
  const url = `sqlite:${join(folder, 'relay.db')}`
  await storeOriginals(url)
  const engine = await openEngine(url)
  try {
    // Only the making of it may be lost in a power cut.
    await sql`pragma synchronous=off`.execute(engine.db)
    await sql`pragma cache_size=-200000`.execute(engine.db)
    await multiply(engine.db, messages / originals)
    const { rows } = await sql<{ n: number }>`select count(*) as n from inbox`.execute(engine.db)
    if (rows[0]?.n !== messages) throw new TypeError(`the store holds ${rows[0]?.n} messages`)
    await sql`pragma wal_checkpoint(truncate)`.execute(engine.db)
  } finally {
    await engine.close()
  }
}
