import { RelayError } from '../core/error.ts'
import type { KpiCircle, KpiPage, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { manyRows, multiInsert, statement } from './statement.ts'
import type { Rows } from './tables.ts'

type Circles = Pick<KpiStore, 'circlesOf' | 'circles' | 'take'>

export function circleOf({ id, records, hours, wanted }: Rows['kpi_circles']): KpiCircle {
  return { id, records, hours, wanted }
}

/** Statements of a page: hundreds of rows each. */
function writers(engine: EngineKind) {
  const into = (table: string, columns: readonly string[], tail: string) =>
    multiInsert(engine, { table, columns, tail })
  return {
    members: into(
      'kpi_members',
      ['tenant', 'member', 'circle'],
      'on conflict (tenant, member) do update set circle = excluded.circle',
    ),
    records: into(
      'kpi_circles',
      ['tenant', 'id', 'records', 'hours', 'wanted', 'done'],
      'on conflict (tenant, id) do update set records = kpi_circles.records || excluded.records, wanted = kpi_circles.wanted + 1',
    ),
    hours: into(
      'kpi_hours',
      ['tenant', 'hour', 'wanted', 'done'],
      'on conflict (tenant, hour) do update set wanted = kpi_hours.wanted + 1',
    ),
    end: statement<{ hours: string }>(
      engine,
      'delete from kpi_circles where tenant = ? and id = ? returning hours',
    ),
    noFacts: statement(
      engine,
      'delete from kpi_facts where tenant = ? and hour = ? and circle = ?',
    ),
    advance: statement<{ seq: number }>(
      engine,
      'update kpi_readers set seq = ?, derivation = ?, view = ?, at = ?, newest_at = ? where tenant = ? and seq = ? returning seq',
    ),
  }
}

const written = { sqlite: writers('sqlite'), postgres: writers('postgres') }

/** Makes buckets of hours due. */
export async function dueAgain(
  tx: Db,
  kind: EngineKind,
  tenant: string,
  hours: Iterable<number>,
): Promise<void> {
  const sorted = [...new Set(hours)].sort((a, b) => a - b)
  await written[kind].hours(
    tx,
    sorted.map((hour) => [tenant, hour, 1, 0]),
  )
}

async function absorb(tx: Db, kind: EngineKind, tenant: string, circle: string): Promise<void> {
  const to = written[kind]
  const [row] = await to.end(tx, [tenant, circle])
  if (!row) return
  const hours = Object.keys(JSON.parse(row.hours) as Record<string, string>).map(Number)
  for (const hour of hours) await to.noFacts(tx, [tenant, hour, circle])
  await dueAgain(tx, kind, tenant, hours)
}

async function takePage(tx: Db, kind: EngineKind, tenant: string, page: KpiPage): Promise<void> {
  const to = written[kind]
  const { reader, after, members, records, absorbed } = page
  const { seq, derivation, view, at, newestAt } = reader
  const moved = await to.advance(tx, [seq, derivation, view, at, newestAt, tenant, after])
  if (moved.length === 0)
    throw new RelayError('store.lease_lost', 'Another process keeps the figures up.')
  for (const circle of absorbed) await absorb(tx, kind, tenant, circle)
  await to.members(
    tx,
    members.map(([member, circle]) => [tenant, member, circle]),
  )
  await to.records(
    tx,
    records.map(([circle, lines]) => [tenant, circle, lines, '{}', 1, 0]),
  )
}

/** Who belongs together, and everything that was written down about them. */
export function createCircles({ engine, db }: StoreContext): Circles {
  // `select` comes first: after anything else the engine waits for the disk, as if it had written.
  const members = manyRows<Rows['kpi_members']>(
    engine.kind,
    1,
    (values) => `select m.member, m.circle from (values ${values}) as wanted
      join kpi_members m on m.member = wanted.column1 and m.tenant = ?`,
  )
  const circles = manyRows<Rows['kpi_circles']>(
    engine.kind,
    1,
    (values) => `select c.* from (values ${values}) as wanted
      join kpi_circles c on c.id = wanted.column1 and c.tenant = ?`,
  )
  return {
    async circlesOf(tenant, names) {
      const asked = names.map((name) => [name])
      const rows = await members(db, asked, [tenant])
      return rows.map(({ member, circle }) => [member, circle] as const)
    },
    async circles(tenant, ids) {
      const asked = ids.map((id) => [id])
      return (await circles(db, asked, [tenant])).map(circleOf)
    },
    take: (tenant, page) => engine.lightly((tx) => takePage(tx, engine.kind, tenant, page)),
  }
}
