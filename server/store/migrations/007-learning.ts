import { sql } from 'kysely'
import type { Db, EngineKind } from '../engine.ts'

const labels = `create table labels (tenant text not null, message text not null, field text not null, value text not null, at bigint not null, agent text not null, primary key (tenant, message, field))`

/** Bodies of many kilobytes: not in the key. */
const models = `create table learnt_models (tenant text not null, version integer not null, at bigint not null, base text not null, labels text not null, figures text not null, body text not null, retired_at bigint, primary key (tenant, version))`

/** What agents set right, and what was learnt from it. */
export async function learning(db: Db, engine: EngineKind): Promise<void> {
  const tail = engine === 'sqlite' ? ' without rowid' : ''
  await sql.raw(labels + tail).execute(db)
  await sql.raw(models).execute(db)
}
