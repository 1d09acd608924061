import { RelayError } from '../core/error.ts'
import type { KpiCircle, KpiPage, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { manyRows, multiInsert, statement } from './statement.ts'
import type { Rows } from './tables.ts'

type Circles = Pick<KpiStore, 'circlesOf' | 'circles' | 'dueCircles' | 'commit'>

function circleOf({ id, events, hours, changes_at: changesAt }: Rows['kpi_circles']): KpiCircle {
  return { id, events, hours, changesAt }
}

/** Statements of the upkeep: hundreds of rows with each page. */
function writers(engine: EngineKind) {
  const into = (table: string, columns: readonly string[], tail: string) =>
    multiInsert(engine, { table, columns, tail })
  return {
    members: into(
      'kpi_members',
      ['tenant', 'member', 'circle'],
      'on conflict (tenant, member) do update set circle = excluded.circle',
    ),
    circles: into(
      'kpi_circles',
      ['tenant', 'id', 'events', 'hours', 'changes_at'],
      'on conflict (tenant, id) do update set events = excluded.events, hours = excluded.hours, changes_at = excluded.changes_at',
    ),
    facts: into(
      'kpi_facts',
      ['tenant', 'hour', 'circle', 'body'],
      'on conflict (tenant, hour, circle) do update set body = excluded.body',
    ),
    hours: into(
      'kpi_hours',
      ['tenant', 'hour', 'wanted', 'done'],
      'on conflict (tenant, hour) do update set wanted = kpi_hours.wanted + 1',
    ),
    noFacts: statement(
      engine,
      'delete from kpi_facts where tenant = ? and hour = ? and circle = ?',
    ),
    noCircle: statement(engine, 'delete from kpi_circles where tenant = ? and id = ?'),
    advance: statement<{ seq: number }>(
      engine,
      'update kpi_readers set seq = ?, derivation = ?, view = ?, at = ? where tenant = ? and seq = ? returning seq',
    ),
  }
}

const written = { sqlite: writers('sqlite'), postgres: writers('postgres') }

async function writePage(tx: Db, kind: EngineKind, tenant: string, page: KpiPage): Promise<void> {
  const to = written[kind]
  const { reader, after, members, circles, absorbed, facts } = page
  const { seq, derivation, view, at } = reader
  const moved = await to.advance(tx, [seq, derivation, view, at, tenant, after])
  if (moved.length === 0)
    throw new RelayError('store.lease_lost', 'Another process keeps the figures up.')
  for (const id of absorbed) await to.noCircle(tx, [tenant, id])
  await to.members(
    tx,
    members.map(([member, circle]) => [tenant, member, circle]),
  )
  await to.circles(
    tx,
    circles.map((one) => [tenant, one.id, one.events, one.hours, one.changesAt]),
  )
  for (const { hour, circle } of facts.filter(({ body }) => body === ''))
    await to.noFacts(tx, [tenant, hour, circle])
  await to.facts(
    tx,
    facts
      .filter(({ body }) => body !== '')
      .map(({ hour, circle, body }) => [tenant, hour, circle, body]),
  )
  const hours = [...new Set(facts.map(({ hour }) => hour))].sort((a, b) => a - b)
  await to.hours(
    tx,
    hours.map((hour) => [tenant, hour, 1, 0]),
  )
}

/** Who belongs together, and everything that was heard of them. */
export function createCircles({ engine, db }: StoreContext): Circles {
  const members = manyRows<Rows['kpi_members']>(
    engine.kind,
    1,
    (values) => `with wanted (member) as (values ${values})
      select m.member, m.circle from wanted w join kpi_members m on m.member = w.member and m.tenant = ?`,
  )
  const circles = manyRows<Rows['kpi_circles']>(
    engine.kind,
    1,
    (values) => `with wanted (id) as (values ${values})
      select c.* from wanted w join kpi_circles c on c.id = w.id and c.tenant = ?`,
  )
  return {
    async circlesOf(tenant, names) {
      const rows = await members(
        db,
        names.map((name) => [name]),
        [tenant],
      )
      return rows.map(({ member, circle }) => [member, circle] as const)
    },
    async circles(tenant, ids) {
      const rows = await circles(
        db,
        ids.map((id) => [id]),
        [tenant],
      )
      return rows.map(circleOf)
    },
    async dueCircles(tenant, at, limit) {
      const rows = await db
        .selectFrom('kpi_circles')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('changes_at', '<=', at)
        .orderBy('changes_at')
        .limit(limit)
        .execute()
      return rows.map(circleOf)
    },
    commit: (tenant, page) => engine.lightly((tx) => writePage(tx, engine.kind, tenant, page)),
  }
}
