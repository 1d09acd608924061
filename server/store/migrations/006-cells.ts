import { sql } from 'kysely'
import type { Db, EngineKind } from '../engine.ts'

const statements: readonly string[] = [
  `drop table kpi_cells`,
  // One row for all short states of a bucket (metric ''), and one for each long one.
  `create table kpi_cells (tenant text not null, grain text not null, slice text not null, start bigint not null, value text not null, metric text not null, body text not null, primary key (tenant, grain, slice, start, value, metric))`,
  // Every bucket is folded anew.
  `update kpi_hours set wanted = wanted + 1`,
]

/** Buckets by metric, so that a figure is read without all others. */
export async function cells(db: Db, _engine: EngineKind): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
