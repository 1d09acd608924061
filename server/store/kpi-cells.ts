import type { KpiBucket, KpiGrain, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { multiInsert } from './statement.ts'

type Cells = Pick<KpiStore, 'dueHours' | 'facts' | 'putHour' | 'putDay' | 'cells'>

const columns = ['tenant', 'grain', 'slice', 'start', 'value', 'body'] as const
const insert = {
  sqlite: multiInsert('sqlite', { table: 'kpi_cells', columns, tail: '' }),
  postgres: multiInsert('postgres', { table: 'kpi_cells', columns, tail: '' }),
}

interface Place {
  readonly tenant: string
  readonly grain: KpiGrain
  readonly start: number
}

async function replace(
  tx: Db,
  kind: EngineKind,
  { tenant, grain, start, slices, cells }: Place & KpiBucket,
): Promise<void> {
  await tx
    .deleteFrom('kpi_cells')
    .where('tenant', '=', tenant)
    .where('grain', '=', grain)
    .where('slice', 'in', slices)
    .where('start', '=', start)
    .execute()
  await insert[kind](
    tx,
    cells.map(({ slice, value, body }) => [tenant, grain, slice, start, value, body]),
  )
}

/** A body of some metrics only: their lines, so that nobody reads states that nobody asked for. */
function picked(body: string, metrics: readonly string[] | undefined): string {
  if (!metrics) return body
  const lines = body.split('\n').filter((line) => metrics.some((id) => line.startsWith(`"${id}":`)))
  return `{${lines.map((line) => line.replace(/,$/, '')).join(',')}}`
}

function dueHours({ db }: StoreContext): KpiStore['dueHours'] {
  return async (tenant, at, limit) => {
    const rows = await db
      .selectFrom('kpi_hours')
      .select(['hour', 'wanted'])
      .where('tenant', '=', tenant)
      .where((eb) => eb.or([eb('wanted', '>', eb.ref('done')), eb('changes_at', '<=', at)]))
      .orderBy('hour', 'desc')
      .limit(limit)
      .execute()
    return rows
  }
}

function readFacts({ db }: StoreContext): KpiStore['facts'] {
  return async (tenant, { from, until, after, limit }) => {
    let wanted = db
      .selectFrom('kpi_facts')
      .select(['hour', 'circle', 'body'])
      .where('tenant', '=', tenant)
      .where('hour', '>=', after?.hour ?? from)
      .where('hour', '<', until)
    if (after)
      wanted = wanted.where((eb) =>
        eb.or([eb('hour', '>', after.hour), eb('circle', '>', after.circle)]),
      )
    return wanted.orderBy('hour').orderBy('circle').limit(limit).execute()
  }
}

const mostStarts = 100

/** One look into the key for each start: a slice may hold hundreds of values for every hour between. */
async function cellsAt(
  db: Db,
  {
    tenant,
    grain,
    slice,
    starts,
    value,
  }: Omit<Place, 'start'> & {
    readonly slice: string
    readonly starts: readonly number[]
    readonly value?: string
  },
) {
  let wanted = db
    .selectFrom('kpi_cells')
    .select(['start', 'value', 'body'])
    .where('tenant', '=', tenant)
    .where('grain', '=', grain)
    .where('slice', '=', slice)
    .where('start', 'in', starts)
  if (value !== undefined) wanted = wanted.where('value', '=', value)
  return wanted.orderBy('start').orderBy('value').execute()
}

/** Buckets: folded facts, by hour and by day. */
export function createCells(context: StoreContext): Cells {
  const { engine, db } = context
  return {
    dueHours: dueHours(context),
    facts: readFacts(context),
    putHour: (tenant, { hour, wanted, changesAt, ...bucket }) =>
      engine.lightly(async (tx) => {
        await replace(tx, engine.kind, { tenant, grain: 'hour', start: hour, ...bucket })
        await tx
          .updateTable('kpi_hours')
          .set({ done: wanted, changes_at: changesAt })
          .where('tenant', '=', tenant)
          .where('hour', '=', hour)
          .execute()
      }),
    putDay: (tenant, day, bucket) =>
      engine.lightly((tx) =>
        replace(tx, engine.kind, { tenant, grain: 'day', start: day, ...bucket }),
      ),
    async cells(tenant, { metrics, starts, ...of }) {
      const found = []
      for (let at = 0; at < starts.length; at += mostStarts) {
        const piece = starts.slice(at, at + mostStarts)
        found.push(...(await cellsAt(db, { ...of, tenant, starts: piece })))
      }
      return found.map((row) => ({ ...row, body: picked(row.body, metrics) }))
    },
  }
}
