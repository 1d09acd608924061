import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { MetricName, Metrics } from '../core/metrics.ts'
import type { KpiGauge } from './metrics-kpi.ts'

/** Label names are fixed per metric: prom-client refuses others. */
const counters: Partial<Record<MetricName, { help: string; labels: readonly string[] }>> = {
  callbacks: { help: 'Platform callbacks by channel and answer', labels: ['status'] },
  accepted: { help: 'Items accepted durably', labels: ['channel'] },
  filings: { help: 'Filings by outcome', labels: ['outcome'] },
  deliveries: { help: 'Sends by outcome', labels: ['state'] },
  notices: { help: 'Private notes about replies', labels: ['outcome'] },
  pulls: { help: 'Pages pulled from feeds', labels: ['channel'] },
  spooled: { help: 'Items written to the local spool while the store was down', labels: [] },
  breaker_opened: { help: 'Circuit breakers opened', labels: ['endpoint'] },
}

const timings: Partial<Record<MetricName, string>> = {
  callback_ms: 'Time to answer a platform callback, ms',
  filing_ms: 'Time of a helpdesk call, ms',
  time_to_ticket_ms: 'From acceptance to the ticket, ms',
  delivery_ms: 'Time of a send, ms',
}

interface Counted {
  readonly name: MetricName
  readonly labels: Readonly<Record<string, string>>
  by: number
}

const buckets = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000]

export interface PrometheusMetrics extends Metrics {
  /** Text exposition. */
  render(standing: Standing): Promise<string>
}

/** What is read at the moment of asking. */
export interface Standing {
  /** Rows of the store by state. */
  readonly counts: Readonly<Record<string, number>>
  readonly spoolHoldsMail: boolean
  /** Figures of the service; those without data are left out. */
  readonly kpi?: readonly KpiGauge[]
}

type KpiName = KpiGauge['name']

const kpiGauges: Readonly<Record<KpiName, { help: string; labels: readonly string[] }>> = {
  service_level: {
    help: 'Share of first responses on time, of episodes begun in the last 24 hours',
    labels: ['tenant', 'clock'],
  },
  backlog: { help: 'Open episodes', labels: ['tenant'] },
  still_waiting: { help: 'Episodes nobody has answered', labels: ['tenant'] },
  age_seconds: { help: 'Seconds since the figures were brought up to date', labels: ['tenant'] },
}

/** Sets them anew: a figure without data any more must not stay. */
function kpiGaugesIn(registry: Registry): (figures: readonly KpiGauge[]) => void {
  const gauges = new Map(
    Object.entries(kpiGauges).map(([name, { help, labels }]) => [
      name as KpiName,
      new Gauge({
        name: `weiqiao_kpi_${name}`,
        help,
        labelNames: [...labels],
        registers: [registry],
      }),
    ]),
  )
  return (figures) => {
    for (const gauge of gauges.values()) gauge.reset()
    for (const { name, labels, value } of figures) gauges.get(name)?.set({ ...labels }, value)
  }
}

export function createMetrics(): PrometheusMetrics {
  const registry = new Registry()
  const counter = new Map<string, Counter>()
  const histogram = new Map<string, Histogram>()
  for (const [name, { help, labels }] of Object.entries(counters)) {
    counter.set(
      name,
      new Counter({
        name: `weiqiao_${name}_total`,
        help,
        labelNames: [...labels],
        registers: [registry],
      }),
    )
  }
  for (const [name, help] of Object.entries(timings)) {
    histogram.set(
      name,
      new Histogram({ name: `weiqiao_${name}`, help, buckets, registers: [registry] }),
    )
  }
  const rows = new Gauge({
    name: 'weiqiao_store_rows',
    help: 'Rows of the store by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const spool = new Gauge({
    name: 'weiqiao_spool_holds_mail',
    help: '1 while mail waits on the local disk for the store',
    registers: [registry],
  })
  const setKpi = kpiGaugesIn(registry)
  /** Since the last look: finding a counter by its labels costs more than a callback can spare. */
  const counted = new Map<string, Counted>()
  function count(name: MetricName, labels: Counted['labels'] = {}, by = 1): void {
    if (by <= 0) return
    let key: string = name
    for (const label in labels) key += `\n${labels[label]}`
    const known = counted.get(key)
    if (known) known.by += by
    else counted.set(key, { name, labels, by })
  }
  function pour(): void {
    for (const { name, labels, by } of counted.values()) counter.get(name)?.inc(labels, by)
    counted.clear()
  }
  return {
    count,
    observe(name, ms) {
      histogram.get(name)?.observe(ms)
    },
    render({ counts, spoolHoldsMail, kpi = [] }) {
      pour()
      setKpi(kpi)
      spool.set(spoolHoldsMail ? 1 : 0)
      // A state that holds no rows any more is not counted: its last figure must not stay.
      rows.reset()
      for (const [state, n] of Object.entries(counts)) rows.set({ state }, n)
      return registry.metrics()
    },
  }
}
