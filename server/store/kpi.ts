import { sql } from 'kysely'
import type { KpiReader, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './engine.ts'
import { createCells } from './kpi-cells.ts'
import { createCircles } from './kpi-circles.ts'
import { createFacts } from './kpi-facts.ts'

const made = ['kpi_members', 'kpi_circles', 'kpi_facts', 'kpi_hours', 'kpi_cells'] as const

async function putReader(tx: Db, tenant: string, reader: KpiReader): Promise<void> {
  const { newestAt, ...rest } = reader
  const row = { ...rest, newest_at: newestAt }
  await tx
    .insertInto('kpi_readers')
    .values({ tenant, ...row })
    .onConflict((conflict) => conflict.column('tenant').doUpdateSet(row))
    .execute()
}

/** Nothing here waits for the disk: what a power cut takes away is read from the journal again. */
export function createKpi(context: StoreContext): KpiStore {
  const { engine, db } = context
  return {
    ...createCircles(context),
    ...createFacts(context),
    ...createCells(context),
    async reader(tenant) {
      return db
        .selectFrom('kpi_readers')
        .select(['seq', 'derivation', 'view', 'at', 'newest_at as newestAt'])
        .where('tenant', '=', tenant)
        .executeTakeFirst()
    },
    restart: (tenant, reader) =>
      engine.lightly(async (tx) => {
        for (const table of made) await tx.deleteFrom(table).where('tenant', '=', tenant).execute()
        await putReader(tx, tenant, reader)
      }),
    restate: (tenant, reader) =>
      engine.lightly(async (tx) => {
        await tx.deleteFrom('kpi_cells').where('tenant', '=', tenant).execute()
        await sql`update kpi_hours set wanted = wanted + 1 where tenant = ${tenant}`.execute(tx)
        await putReader(tx, tenant, reader)
      }),
    async touch(tenant, at) {
      await engine.lightly((tx) =>
        tx.updateTable('kpi_readers').set({ at }).where('tenant', '=', tenant).execute(),
      )
    },
    async journalEnd(tenant) {
      const row = await db
        .selectFrom('journal_heads')
        .select('seq')
        .where('tenant', '=', tenant)
        .executeTakeFirst()
      return row?.seq ?? 0
    },
  }
}
