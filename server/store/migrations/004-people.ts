import { sql } from 'kysely'
import type { Db, EngineKind } from '../engine.ts'

const byWhom = 'by_id text, by_name text'
const identity = 'tenant text not null, account text not null, customer text not null'

const tables: readonly string[] = [
  `create table persons (tenant text not null, id text not null, made_at bigint not null, primary key (tenant, id))`,
  `create table link_acts (tenant text not null, id text not null, kind text not null, how text, at bigint not null, ${byWhom}, undone_by text, primary key (tenant, id))`,
  `create table links (${identity}, id text not null, person text not null, how text not null, at bigint not null, ${byWhom}, opened_by text not null, closed_by text, undone_at bigint, primary key (tenant, id))`,
  `create table unions (${identity}, union_id text not null, primary key (tenant, account, customer))`,
  `create table desk_users (${identity}, desk_user text not null, primary key (tenant, desk_user, account, customer))`,
  `create table bindings (${identity}, id text not null, kind text not null, sealed text not null, digest text not null, shown text not null, at bigint not null, ${byWhom}, ended_at bigint, primary key (tenant, id))`,
  `create table consents (${identity}, id text not null, kind text not null, value text not null, at bigint not null, ${byWhom}, primary key (tenant, id))`,
  `create table preferences (${identity}, body text not null, at bigint not null, ${byWhom}, primary key (tenant, account, customer))`,
  `create table promise_marks (tenant text not null, reply text not null, start_at integer not null, value text not null, at bigint not null, ${byWhom}, primary key (tenant, reply, start_at))`,
]

const statements: readonly string[] = [
  // An identity belongs to one person at a time; what was before stays as the record.
  `create unique index links_now on links (tenant, account, customer) where closed_by is null`,
  `create index links_identity on links (tenant, account, customer, id)`,
  `create index links_person on links (tenant, person, id)`,
  `create index links_opened on links (tenant, opened_by)`,
  `create index links_closed on links (tenant, closed_by) where closed_by is not null`,
  `create index unions_union on unions (tenant, union_id)`,
  `create index bindings_identity on bindings (tenant, account, customer, id)`,
  `create index bindings_digest on bindings (tenant, digest) where ended_at is null`,
  `create index consents_identity on consents (tenant, account, customer, id)`,
  `create index conversations_name on conversations (tenant, customer_name) where customer_name is not null`,
]

/** Who is the same person on several channels, and what people wrote down about them. */
export async function people(db: Db, engine: EngineKind): Promise<void> {
  const tail = engine === 'sqlite' ? ' without rowid' : ''
  for (const table of tables) await sql.raw(table + tail).execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}
