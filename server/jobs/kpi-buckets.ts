import type { KpiStore } from '../core/store/index.ts'
import { foldCells, foldFacts, nextChange, type Cell } from '../kpi/buckets.ts'
import type { Fact } from '../kpi/facts.ts'
import { hourMs, type Hours } from '../kpi/hours.ts'
import type { Metric, View } from '../kpi/metric.ts'
import { sliceNames } from '../kpi/slices.ts'

const factsAtOnce = 1000

/** The facts of hours that start in a span, as the store holds them, in pieces. */
export async function* storedFacts(
  kpi: Pick<KpiStore, 'facts'>,
  tenant: string,
  { from, until }: { readonly from: number; readonly until: number },
): AsyncGenerator<readonly Fact[]> {
  let after: { readonly hour: number; readonly circle: string } | undefined
  for (;;) {
    const rows = await kpi.facts(tenant, {
      from,
      until,
      limit: factsAtOnce,
      ...(after && { after }),
    })
    yield rows.flatMap(({ body }) => JSON.parse(body) as Fact[])
    if (rows.length < factsAtOnce) return
    after = rows.at(-1)
  }
}

interface Folding {
  readonly tenant: string
  readonly metrics: readonly Metric[]
  readonly view: View
}

/** Folds an hour anew from its facts. */
export async function foldHour(
  kpi: KpiStore,
  { tenant, metrics, view }: Folding,
  { hour, wanted }: { readonly hour: number; readonly wanted: number },
): Promise<void> {
  const facts: Fact[] = []
  for await (const piece of storedFacts(kpi, tenant, { from: hour, until: hour + 1 }))
    facts.push(...piece)
  const next = nextChange(facts, metrics, view)
  await kpi.putHour(tenant, {
    hour,
    wanted,
    slices: sliceNames,
    cells: foldFacts(facts, metrics, view),
    changesAt: Number.isFinite(next) ? next : null,
  })
}

/** Every full hour of a day. */
export function hoursIn(hours: Hours, day: number): readonly number[] {
  const starts: number[] = []
  for (let hour = day; hour < hours.nextDay(day); hour += hourMs) starts.push(hour)
  return starts
}

/** Folds a day anew from its hours. */
export async function foldDay(
  kpi: KpiStore,
  { tenant, metrics }: Pick<Folding, 'tenant' | 'metrics'>,
  day: { readonly start: number; readonly hours: readonly number[] },
): Promise<void> {
  const cells: Cell[] = []
  for (const slice of sliceNames) {
    const rows = await kpi.cells(tenant, { grain: 'hour', slice, starts: day.hours })
    cells.push(...rows.map(({ value, body }) => ({ slice, value, body })))
  }
  await kpi.putDay(tenant, day.start, {
    slices: sliceNames,
    cells: foldCells(cells, metrics),
  })
}
