import { RelayError } from '../core/error.ts'
import type { KpiFacts, KpiStore } from '../core/store/kpi.ts'
import type { StoreContext } from './context.ts'
import type { Db, EngineKind } from './engine.ts'
import { circleOf, dueAgain } from './kpi-circles.ts'
import { manyRows, multiInsert, statement } from './statement.ts'

type Facts = Pick<KpiStore, 'dueCircles' | 'putFacts' | 'facts' | 'openFacts' | 'firstHour'>

function writers(engine: EngineKind) {
  return {
    facts: multiInsert(engine, {
      table: 'kpi_facts',
      columns: ['tenant', 'hour', 'circle', 'body', 'is_open'],
      tail: 'on conflict (tenant, hour, circle) do update set body = excluded.body, is_open = excluded.is_open',
    }),
    noFacts: statement(
      engine,
      'delete from kpi_facts where tenant = ? and hour = ? and circle = ?',
    ),
    settle: manyRows<{ id: string }>(
      engine,
      4,
      (values) => `with settled (id, hours, wanted, changes_at) as (values ${values})
        update kpi_circles set hours = settled.hours, done = cast(settled.wanted as bigint), changes_at = cast(settled.changes_at as bigint)
        from settled where kpi_circles.id = settled.id and kpi_circles.tenant = ? and kpi_circles.wanted = cast(settled.wanted as bigint) returning kpi_circles.id`,
    ),
  }
}

const written = { sqlite: writers('sqlite'), postgres: writers('postgres') }

async function putFacts(
  tx: Db,
  kind: EngineKind,
  tenant: string,
  { circles, facts }: KpiFacts,
): Promise<void> {
  const to = written[kind]
  const rows = circles.map(({ id, hours, wanted, changesAt }) => [id, hours, wanted, changesAt])
  const settled = await to.settle(tx, rows, [tenant])
  if (settled.length < circles.length)
    throw new RelayError('store.lease_lost', 'Another process keeps the figures up.')
  const [gone, standing] = [
    facts.filter(({ body }) => body === ''),
    facts.filter(({ body }) => body !== ''),
  ]
  for (const { hour, circle } of gone) await to.noFacts(tx, [tenant, hour, circle])
  await to.facts(
    tx,
    standing.map(({ hour, circle, body, isOpen }) => [tenant, hour, circle, body, isOpen ? 1 : 0]),
  )
  await dueAgain(
    tx,
    kind,
    tenant,
    facts.map(({ hour }) => hour),
  )
}

/** Two looks at two small indexes: joined by an `or`, neither would be used. */
function dueCircles({ db }: StoreContext): KpiStore['dueCircles'] {
  return async (tenant, at, limit) => {
    const all = () => db.selectFrom('kpi_circles').selectAll().where('tenant', '=', tenant)
    const changed = await all().whereRef('wanted', '>', 'done').limit(limit).execute()
    const left = limit - changed.length
    const aged =
      left > 0
        ? await all()
            .where('changes_at', '<=', at)
            .whereRef('wanted', '<=', 'done')
            .limit(left)
            .execute()
        : []
    return [...changed, ...aged].map(circleOf)
  }
}

function readFacts({ db }: StoreContext): Pick<Facts, 'facts' | 'openFacts' | 'firstHour'> {
  return {
    async facts(tenant, { from, until, after, limit }) {
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
    },
    async openFacts(tenant, limit) {
      const rows = await db
        .selectFrom('kpi_facts')
        .select('body')
        .where('tenant', '=', tenant)
        .where('is_open', '=', 1)
        .orderBy('hour')
        .limit(limit)
        .execute()
      return rows.map(({ body }) => body)
    },
    async firstHour(tenant) {
      const row = await db
        .selectFrom('kpi_facts')
        .select('hour')
        .where('tenant', '=', tenant)
        .orderBy('hour')
        .limit(1)
        .executeTakeFirst()
      return row?.hour
    },
  }
}

/** What happened, as the figures count it: by hour and circle. */
export function createFacts(context: StoreContext): Facts {
  const { engine } = context
  return {
    dueCircles: dueCircles(context),
    putFacts: (tenant, facts) => engine.lightly((tx) => putFacts(tx, engine.kind, tenant, facts)),
    ...readFacts(context),
  }
}
