import { foldSpan, readingOf } from '../http/api/kpi-figures.ts'
import { readKpiAttention } from '../http/api/kpi-attention.ts'
import { readKpiCatalogue, readKpiReport } from '../http/api/kpi.ts'
import type { KpiStore, Store } from '../core/store/index.ts'
import { hoursOf } from '../kpi/hours.ts'
import { metrics } from '../kpi/metrics/index.ts'
import { viewsOf } from '../kpi/settings.ts'
import { systemClock } from '../wire/system-clock.ts'
import { kpiSettings } from './kpi-store.ts'
import { spentMs } from './processor-time.ts'

/** What a board looks at: of everything, and filtered. */
const filters: readonly Readonly<Record<string, string>>[] = [
  {},
  { channel: 'wechat' },
  { agent: 'a3' },
  { province: 'p1' },
  { category: 'k1', channel: 'weibo' },
]

export interface Looked {
  readonly tenant: string
  readonly store: Pick<Store, 'inbox' | 'outbox'>
  readonly kpi: KpiStore
  /** Epoch ms. */
  readonly from: number
  readonly to: number
}

type Call = Parameters<typeof readKpiReport>[0]

/** What the endpoints see of a request, without HTTP around it. */
function callOf({ tenant, store, kpi, from, to }: Looked, query: Record<string, string>): Call {
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const call: unknown = {
    runtime: { store: { ...store, kpi }, clock: systemClock },
    session: { tenant: { tenant: { id: tenant }, kpi: kpiSettings } },
    query: { ...span, ...query },
  }
  return call as Call
}

/** Processor time of some work, ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = spentMs()
  await work()
  return spentMs() - start
}

/** Each figure alone under each filter, from the question to the text of the answer. */
export async function lookAtTiles(looked: Looked): Promise<readonly number[]> {
  const times: number[] = []
  for (const filter of filters) {
    for (const { id } of metrics) {
      const call = callOf(looked, { ...filter, metrics: id })
      times.push(await timed(async () => JSON.stringify(await readKpiReport(call))))
    }
  }
  return times
}

/** Everything the first page asks for when it opens. */
export function openFrontPage(looked: Looked): Promise<number> {
  return timed(async () => {
    const { stage, metrics: all } = await readKpiCatalogue(callOf(looked, {}))
    const open = all.filter((metric) => metric.stage <= stage).map(({ id }) => id)
    const report = await readKpiReport(callOf(looked, { metrics: open.join(',') }))
    const attention = await readKpiAttention(callOf(looked, {}))
    if (report.metrics.length !== open.length || attention.unanswered.total === 0)
      throw new TypeError('the front page is not whole')
    return JSON.stringify([report, attention])
  })
}

/** The same figure from the stored facts one by one; processor time, ms. */
export async function scanFacts(looked: Looked, id: string): Promise<number> {
  const { kpi, tenant, from, to } = looked
  const reader = await kpi.reader(tenant)
  const asOf = reader?.at ?? 0
  const viewAt = viewsOf(kpiSettings)
  const own = metrics.filter((metric) => metric.id === id)
  const asked = { tenant, settings: kpiSettings, hours: hoursOf(kpiSettings.timeZone), viewAt }
  return timed(async () => {
    const span = { from, to }
    const folded = await foldSpan(kpi, {
      ...asked,
      span,
      filter: {},
      metrics: own,
      asOf,
      isPast: true,
    })
    for (const metric of own) readingOf(metric, folded.whole, viewAt(asOf))
  })
}
