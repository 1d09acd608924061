import { sql } from 'kysely'
import type { Db, EngineKind } from '../engine.ts'

const tables: readonly string[] = [
  `create table documents (tenant text not null, name text not null, version bigint not null, body text not null, at bigint not null, by_id text, by_name text, primary key (tenant, name, version))`,
  `create table intents (tenant text not null, id text not null, ticket text not null, author text, digest text not null, overrides text not null, at bigint not null, expires_at bigint not null, reply text, primary key (tenant, id))`,
  `create table dismissals (tenant text not null, rule text not null, agent text not null, count bigint not null, last_at bigint not null, primary key (tenant, rule, agent))`,
]

const statements: readonly string[] = [
  `alter table replies add column findings text`,
  `create index replies_held on replies (tenant, written_at) where state = 'held'`,
  `create index intents_text on intents (tenant, ticket, digest, at)`,
  `create index intents_expiry on intents (expires_at) where reply is null`,
]

/** Documents in versions, what agents meant when saving, dismissed findings, why a reply was held. */
export async function guidance(db: Db, engine: EngineKind): Promise<void> {
  const tail = engine === 'sqlite' ? ' without rowid' : ''
  for (const table of tables) await sql.raw(table + tail).execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}
