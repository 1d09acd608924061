import { sql } from 'kysely'
import type { Db } from '../engine.ts'

/** Finds the newest answers customers have, by account. */
export async function answers(db: Db): Promise<void> {
  await sql
    .raw(`create index replies_sent on replies (tenant, account, written_at) where state = 'sent'`)
    .execute(db)
}
