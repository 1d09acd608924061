import { sql } from 'kysely'
import type { KpiBucket, KpiGrain, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { multiInsert } from './statement.ts'

type Cells = Pick<KpiStore, 'stamp' | 'dueHours' | 'putHour' | 'putDay' | 'cells'>

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

/** Two looks at two small indexes: joined by an `or`, neither would be used. */
function dueHours({ db }: StoreContext): KpiStore['dueHours'] {
  return async (tenant, at, limit) => {
    const all = () =>
      db
        .selectFrom('kpi_hours')
        .select(['hour', 'wanted'])
        .where('tenant', '=', tenant)
        .orderBy('hour', 'desc')
        .limit(limit)
    const changed = await all().whereRef('wanted', '>', 'done').execute()
    const aged = await all().where('changes_at', '<=', at).execute()
    const hours = new Map([...aged, ...changed].map((row) => [row.hour, row]))
    return [...hours.values()].sort((a, b) => b.hour - a.hour).slice(0, limit)
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
    async stamp(tenant, { from, until }) {
      const { rows } = await sql<{ n: number; done: number; changes: number }>`
        select count(*) as n, cast(coalesce(sum(done), 0) as bigint) as done,
          cast(coalesce(sum(changes_at), 0) as bigint) as changes
        from kpi_hours where tenant = ${tenant} and hour >= ${from} and hour < ${until}`.execute(db)
      const [row] = rows
      return `${row?.n} ${row?.done} ${row?.changes}`
    },
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
