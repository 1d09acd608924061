import type { Clock } from '../core/clock.ts'
import type { Store } from '../core/store/index.ts'
import { hourMs } from '../kpi/hours.ts'
import { backlog } from '../kpi/metrics/backlog.ts'
import { serviceLevel } from '../kpi/metrics/service-level.ts'
import { stillWaiting } from '../kpi/metrics/still-waiting.ts'
import type { KpiSettings } from '../kpi/settings.ts'
import { foldStanding, readingOf, readSpan } from './api/kpi-figures.ts'
import { scopeFor, type Scope } from './api/kpi-query.ts'

export interface KpiGauge {
  readonly name: 'service_level' | 'backlog' | 'still_waiting' | 'age_seconds'
  /** Tenants and clocks: small closed sets. */
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

interface Parts {
  readonly store: Pick<Store, 'kpi'>
  readonly clock: Clock
}

/** A day back from the end of this hour: whole hours are read from buckets. */
function lastDay({ hours }: Scope, now: number): { readonly from: number; readonly to: number } {
  const to = hours.hourOf(now) + hourMs
  return { from: to - 24 * hourMs, to }
}

async function gaugesOf({ store, clock }: Parts, scope: Scope): Promise<readonly KpiGauge[]> {
  const { tenant } = scope
  const asOf = (await store.kpi.reader(tenant))?.at ?? 0
  // Never up to date yet: no figure is right.
  if (asOf === 0) return []
  const span = lastDay(scope, clock.now())
  const { readings } = await readSpan(store.kpi, scope, {
    span,
    filter: {},
    metrics: [serviceLevel],
  })
  const standing = { ...scope, span, filter: {}, metrics: [backlog, stillWaiting], asOf }
  const { whole } = await foldStanding(store.kpi, standing)
  const view = scope.viewAt(asOf)
  const levels = Object.entries(readings.get(serviceLevel.id) ?? {}).flatMap(
    ([part, { value }]): KpiGauge[] =>
      value === undefined
        ? []
        : [{ name: 'service_level', labels: { tenant, clock: part }, value }],
  )
  const open = readingOf(backlog, whole, view)?.['']?.value ?? 0
  const waiting = readingOf(stillWaiting, whole, view)?.['']?.n ?? 0
  return [
    ...levels,
    { name: 'backlog', labels: { tenant }, value: open },
    { name: 'still_waiting', labels: { tenant }, value: waiting },
    { name: 'age_seconds', labels: { tenant }, value: (clock.now() - asOf) / 1000 },
  ]
}

const keptMs = 15_000

/** Figures for `/metrics`, at most 15 s old: several scrapers cost no more than one. */
export function createKpiGauges(
  parts: Parts,
  settings: ReadonlyMap<string, KpiSettings>,
): () => Promise<readonly KpiGauge[]> {
  let kept: { readonly at: number; readonly made: Promise<readonly KpiGauge[]> } | undefined
  return () => {
    const now = parts.clock.monotonic()
    if (kept && now - kept.at < keptMs) return kept.made
    const scopes = [...settings].map(([tenant, agreed]) => scopeFor(tenant, agreed))
    const made = Promise.all(scopes.map((scope) => gaugesOf(parts, scope))).then((all) =>
      all.flat(),
    )
    kept = { at: now, made }
    made.catch(() => (kept = undefined))
    return made
  }
}
