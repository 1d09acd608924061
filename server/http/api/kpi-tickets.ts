import { RelayError } from '../../core/error.ts'
import type { KpiTickets } from '../../api/kpi.ts'
import { storedFacts } from '../../jobs/kpi-buckets.ts'
import type { Fact } from '../../kpi/facts.ts'
import type { Metric } from '../../kpi/metric.ts'
import { metricById } from '../../kpi/metrics/index.ts'
import { isWithin } from '../../kpi/slices.ts'
import { iso, type Call, type Handler } from './call.ts'
import { filterIn, scopeOf, spanOf } from './kpi-query.ts'

const usual = 50
const most = 200

interface Row {
  readonly fact: Fact
  readonly value: number
}

function limitIn({ query }: Pick<Call, 'query'>): number {
  const given = query['limit'] ?? String(usual)
  if (!/^[1-9]\d{0,5}$/.test(given))
    throw new RelayError('api.invalid', 'limit must be a whole number above 0.')
  return Math.min(Number(given), most)
}

function metricIn({ query }: Pick<Call, 'query'>) {
  const metric = metricById(query['metric'] ?? '')
  if (!metric) throw new RelayError('api.invalid', 'metric must name a metric.')
  const [first = ''] = Object.keys(metric.parts)
  const part = query['part'] ?? first
  if (!(part in metric.parts))
    throw new RelayError('api.invalid', 'part must name a part of the metric.')
  return { metric, part }
}

/** What needs a look first: the longest waits, the misses of a share; else the newest. */
function byInterest({ unit }: Metric): (a: Row, b: Row) => number {
  const sign = unit === 'share' || unit === 'score' ? 1 : -1
  return (a, b) => sign * (a.value - b.value) || b.fact.at - a.fact.at
}

/** Keeps the best few and counts all. */
class Shortlist {
  total = 0
  private rows: Row[] = []
  private readonly limit: number
  private readonly order: (a: Row, b: Row) => number

  constructor(limit: number, order: (a: Row, b: Row) => number) {
    this.limit = limit
    this.order = order
  }

  add(row: Row): void {
    this.total += 1
    this.rows.push(row)
    if (this.rows.length >= 10 * this.limit) this.cut()
  }

  private cut(): void {
    this.rows = this.rows.sort(this.order).slice(0, this.limit)
  }

  best(): readonly Row[] {
    this.cut()
    return this.rows
  }
}

async function rowOf(
  { runtime, session }: Pick<Call, 'runtime' | 'session'>,
  { fact, value }: Row,
): Promise<KpiTickets['rows'][number]> {
  const row = await runtime.store.inbox.conversation(session.tenant.tenant.id, fact.conversation)
  return {
    conversation: fact.conversation,
    ticket: row?.ticket?.id ?? null,
    channel: fact.channel,
    account: fact.account ?? row?.account ?? '',
    at: iso(fact.at),
    value,
  }
}

export const readKpiTickets: Handler<'readKpiTickets'> = async (call) => {
  const { kpi } = call.runtime.store
  const { tenant, hours, viewAt } = scopeOf(call)
  const [span, filter, { metric, part }] = [spanOf(call), filterIn(call), metricIn(call)]
  const shortlist = new Shortlist(limitIn(call), byInterest(metric))
  const reader = await kpi.reader(tenant)
  const view = viewAt(Math.min(reader?.at ?? 0, metric.isStanding === true ? span.to : Infinity))
  const from = metric.isStanding === true ? ((await kpi.firstHour(tenant)) ?? span.from) : span.from
  const isAsked = (fact: Fact): boolean =>
    fact.fact === metric.over && fact.at >= from && fact.at < span.to && isWithin(fact, filter)
  const until = span.to
  for await (const facts of storedFacts(kpi, tenant, { from: hours.hourOf(from), until })) {
    for (const fact of facts.filter(isAsked)) {
      const added = metric.contributions(fact, view).find((one) => one.part === part)
      if (added) shortlist.add({ fact, value: added.value })
    }
  }
  const rows = await Promise.all(shortlist.best().map((row) => rowOf(call, row)))
  return { total: shortlist.total, rows }
}
