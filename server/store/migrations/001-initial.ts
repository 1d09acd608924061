import { sql } from 'kysely'
import type { Db, EngineKind } from '../engine.ts'

const times = 'bigint not null'

function lease(): string {
  return `owner text, fence bigint not null default 0, until bigint not null default 0`
}

const tables: readonly string[] = [
  `create table keyring (tenant text not null, version integer not null, wrapped text not null, primary key (tenant))`,
  `create table secrets (tenant text not null, name text not null, value text not null, primary key (tenant, name))`,
  `create table kept (tenant text not null, key text not null, value text not null, expires_at bigint, primary key (tenant, key))`,
  `create table leases (tenant text not null, key text not null, owner text not null, fence bigint not null, until ${times}, primary key (tenant, key))`,
  `create table tokens (tenant text not null, key text not null, value text not null, refresh text, fetched_at ${times}, expires_at ${times}, version integer not null, primary key (tenant, key))`,
  `create table budgets (tenant text not null, key text not null, left_over double precision not null, at ${times}, blocked_until ${times}, primary key (tenant, key))`,
  `create table journal_heads (tenant text not null, seq bigint not null, primary key (tenant))`,
  `create table journal (tenant text not null, seq bigint not null, type text not null, at ${times}, body text not null, primary key (tenant, seq))`,
  `create table inbox (tenant text not null, id text not null, account text not null, channel text not null, key text not null, state text not null, wanted_state text not null, conversation text, message text not null, raw text not null, is_answerable integer not null, received_at ${times}, due_at ${times}, filing text, tries integer not null default 0, disposition text, primary key (tenant, id))`,
  `create table conversations (tenant text not null, id text not null, account text not null, channel text not null, customer text not null, customer_name text, thread text not null, visibility text not null, entry text, ticket text, target text, last_inbound_at ${times}, last_filed_at bigint, due_at bigint, run_at ${times}, open_filing text, ${lease()}, primary key (tenant, id))`,
  `create table filings (tenant text not null, id text not null, account text not null, conversation text not null, members text not null, target text not null, body text not null, tries integer not null default 0, frozen_at ${times}, state text not null, ticket text, primary key (tenant, id))`,
  `create table own_comments (tenant text not null, comment text not null, filing text not null, primary key (tenant, comment))`,
  `create table windows (tenant text not null, account text not null, customer text not null, grants text not null, is_reachable integer not null, primary key (tenant, account, customer))`,
  `create table cursors (tenant text not null, account text not null, feed text not null, cursor text not null, primary key (tenant, account, feed))`,
  `create table gaps (tenant text not null, id text not null, account text not null, feed text not null, cursor text not null, body text not null, at ${times}, primary key (tenant, id))`,
  `create table replies (tenant text not null, id text not null, account text not null, conversation text not null, ticket text, comment text not null, author text not null, text text not null, state text not null, hold_reason text, code text, parts_total integer not null, parts_sent integer not null default 0, written_at ${times}, updated_at ${times}, primary key (tenant, id))`,
  `create table deliveries (tenant text not null, id text not null, reply text not null, account text not null, conversation text not null, seq integer not null, position bigint not null, content text not null, state text not null, tries integer not null default 0, run_at ${times}, first_attempt_at bigint, read_back_at bigint, platform_id text, code text, took_window integer not null default 0, updated_at ${times}, ${lease()}, primary key (tenant, id))`,
  `create table notices (tenant text not null, id text not null, position bigint not null, ticket text, conversation text not null, reply text not null, text text not null, add_tags text not null, remove_tags text not null, set_open integer not null, state text not null, tries integer not null default 0, run_at ${times}, ${lease()}, primary key (tenant, id))`,
  `create table touched (tenant text not null, ticket text not null, last_comment text, wanted bigint not null, done bigint not null, run_at ${times}, tries integer not null default 0, ${lease()}, primary key (tenant, ticket))`,
  `create table touched_keys (tenant text not null, key text not null, at ${times}, primary key (tenant, key))`,
  `create table files (tenant text not null, id text not null, token_hash text not null, name text not null, content_type text not null, size bigint not null, expires_at ${times}, primary key (tenant, id))`,
  `create table dead_letters (tenant text not null, id text not null, kind text not null, refers_to text not null, conversation text, code text not null, message text not null, at ${times}, replayed_at bigint, primary key (tenant, id))`,
]

// Partial indexes stay as small as the work that waits, whatever has been done before.
const indexes: readonly string[] = [
  `create unique index inbox_key on inbox (tenant, account, key)`,
  `create index inbox_fresh on inbox (tenant, id) where state = 'fresh'`,
  `create index inbox_waiting on inbox (tenant, conversation, id) where state = 'pending'`,
  `create index inbox_filing on inbox (tenant, filing) where filing is not null`,
  `create index inbox_undisposed on inbox (tenant, conversation, received_at) where disposition is null and state = 'filed'`,
  `create index inbox_quarantined on inbox (tenant, id) where state = 'quarantined'`,
  `create index inbox_conversation on inbox (tenant, conversation, id) where conversation is not null`,
  `create unique index conversations_place on conversations (tenant, account, customer, thread)`,
  `create index conversations_ticket on conversations (tenant, ticket) where ticket is not null`,
  `create index conversations_due on conversations (run_at) where due_at is not null or open_filing is not null`,
  `create index conversations_leased on conversations (until) where owner is not null`,
  `create index filings_open on filings (tenant, conversation, frozen_at) where state = 'open'`,
  `create index replies_conversation on replies (tenant, conversation, written_at)`,
  `create index replies_ticket on replies (tenant, ticket, written_at)`,
  `create index deliveries_open on deliveries (tenant, conversation, position) where state in ('queued', 'sending', 'unknown')`,
  `create index deliveries_queued on deliveries (run_at) where state = 'queued'`,
  `create index deliveries_sending on deliveries (until) where state = 'sending'`,
  `create index deliveries_read_back on deliveries (read_back_at) where state = 'unknown' and read_back_at is not null`,
  `create index deliveries_platform on deliveries (tenant, account, platform_id) where platform_id is not null`,
  `create index deliveries_reply on deliveries (tenant, reply, seq)`,
  `create index notices_order on notices (tenant, reply, position) where state = 'waiting'`,
  `create index notices_waiting on notices (run_at) where state = 'waiting'`,
  `create index touched_waiting on touched (run_at) where wanted > done`,
  `create unique index files_token on files (token_hash)`,
  `create index files_expiry on files (expires_at)`,
  `create index dead_letters_open on dead_letters (tenant, at) where replayed_at is null`,
]

/** The first schema. The tenant leads every key, so that the tables can be distributed by it. */
export async function initial(db: Db, engine: EngineKind): Promise<void> {
  const bytes = engine === 'postgres' ? 'bytea' : 'blob'
  const chunks = `create table chunks (tenant text not null, file text not null, seq integer not null, bytes ${bytes} not null, primary key (tenant, file, seq))`
  // Rows lie in the order of their key: one tree to write instead of two.
  const tail = engine === 'sqlite' ? ' without rowid' : ''
  for (const table of tables) await sql.raw(table + tail).execute(db)
  for (const statement of [chunks, ...indexes]) await sql.raw(statement).execute(db)
}
