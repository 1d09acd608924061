import { sql } from 'kysely'
import type { Db, EngineKind } from '../engine.ts'

/** Small rows, which lie in their key. */
const small: readonly string[] = [
  `create table kpi_readers (tenant text not null, seq bigint not null, derivation text not null, view text not null, at bigint not null, newest_at bigint, primary key (tenant))`,
  `create table kpi_members (tenant text not null, member text not null, circle text not null, primary key (tenant, member))`,
  `create table kpi_hours (tenant text not null, hour bigint not null, wanted bigint not null, done bigint not null, changes_at bigint, primary key (tenant, hour))`,
]

/** Rows of some kilobytes: in a key of SQLite each would spill over into pages of its own. */
const large: readonly string[] = [
  `create table kpi_circles (tenant text not null, id text not null, records text not null, hours text not null, wanted bigint not null, done bigint not null, changes_at bigint, primary key (tenant, id))`,
  `create table kpi_facts (tenant text not null, hour bigint not null, circle text not null, body text not null, is_open integer not null, primary key (tenant, hour, circle))`,
  // The time before the value: a span of all values, and of one value, are both near one another.
  `create table kpi_cells (tenant text not null, grain text not null, slice text not null, start bigint not null, value text not null, body text not null, primary key (tenant, grain, slice, start, value))`,
]

const indexes: readonly string[] = [
  `create index kpi_circles_changing on kpi_circles (tenant, changes_at) where changes_at is not null`,
  `create index kpi_circles_due on kpi_circles (tenant, id) where wanted > done`,
  `create index kpi_facts_open on kpi_facts (tenant, hour, circle) where is_open = 1`,
  `create index kpi_hours_due on kpi_hours (tenant, hour) where wanted > done`,
  `create index kpi_hours_changing on kpi_hours (tenant, changes_at) where changes_at is not null`,
]

/** Figures kept ready. All of it can be made anew from the journal. */
export async function figures(db: Db, engine: EngineKind): Promise<void> {
  const tail = engine === 'sqlite' ? ' without rowid' : ''
  for (const table of small) await sql.raw(table + tail).execute(db)
  for (const table of large) await sql.raw(table).execute(db)
  for (const index of indexes) await sql.raw(index).execute(db)
}
