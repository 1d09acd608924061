import { sql } from 'kysely'
import type { KpiBucket, KpiGrain, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { multiInsert } from './statement.ts'
import type { Rows } from './tables.ts'

type Cells = Pick<KpiStore, 'stamp' | 'dueHours' | 'putHour' | 'putDay' | 'cells'>

const columns = ['tenant', 'grain', 'slice', 'start', 'value', 'metric', 'body'] as const
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
    cells.flatMap(({ slice, value, body }) =>
      rowsOf(body).map(([metric, part]) => [tenant, grain, slice, start, value, metric, part]),
    ),
  )
}

/** A longer state is a row of its own: whoever asks for one figure does not read those of thirty others. */
const longLine = 1000

/** The lines of a body in rows by metric; '' holds all that are short. */
function rowsOf(body: string): readonly (readonly [metric: string, part: string])[] {
  const short: string[] = []
  const rows: (readonly [string, string])[] = []
  for (const line of linesOf(body)) {
    if (line.length < longLine) short.push(line)
    else rows.push([idOf(line), line])
  }
  return [['', short.join('\n')], ...rows]
}

function linesOf(body: string): readonly string[] {
  return body
    .split('\n')
    .slice(1, -1)
    .filter((line) => line !== '')
    .map((line) => (line.endsWith(',') ? line.slice(0, -1) : line))
}

const idOf = (line: string): string => line.slice(1, line.indexOf('":'))

/** A bucket's rows put together again, of some metrics only where those are named. */
function joined(
  rows: readonly Pick<Rows['kpi_cells'], 'start' | 'value' | 'metric' | 'body'>[],
  metrics: readonly string[] | undefined,
): readonly { readonly start: number; readonly value: string; readonly body: string }[] {
  const wanted = metrics && new Set(metrics)
  const cells: { start: number; value: string; lines: string[] }[] = []
  for (const { start, value, metric, body } of rows) {
    let cell = cells.at(-1)
    if (cell?.start !== start || cell.value !== value)
      cells.push((cell = { start, value, lines: [] }))
    if (metric !== '') cell.lines.push(body)
    else if (body !== '')
      cell.lines.push(...body.split('\n').filter((line) => wanted?.has(idOf(line)) ?? true))
  }
  return cells.map(({ start, value, lines }) => ({ start, value, body: `{${lines.join(',')}}` }))
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
    metrics,
  }: Omit<Place, 'start'> & {
    readonly slice: string
    readonly starts: readonly number[]
    readonly value?: string
    readonly metrics?: readonly string[]
  },
) {
  let wanted = db
    .selectFrom('kpi_cells')
    .select(['start', 'value', 'metric', 'body'])
    .where('tenant', '=', tenant)
    .where('grain', '=', grain)
    .where('slice', '=', slice)
    .where('start', 'in', starts)
  if (value !== undefined) wanted = wanted.where('value', '=', value)
  if (metrics) wanted = wanted.where('metric', 'in', ['', ...metrics])
  return wanted.orderBy('start').orderBy('value').orderBy('metric').execute()
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
    async cells(tenant, { starts, ...of }) {
      const found = []
      for (let at = 0; at < starts.length; at += mostStarts) {
        const piece = starts.slice(at, at + mostStarts)
        found.push(...(await cellsAt(db, { ...of, tenant, starts: piece })))
      }
      return joined(found, of.metrics)
    },
  }
}
