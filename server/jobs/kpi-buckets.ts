import type { KpiStore } from '../core/store/index.ts'
import { Bucket, nextChange, stepsOf } from '../kpi/buckets.ts'
import type { Fact } from '../kpi/facts.ts'
import type { Hours } from '../kpi/hours.ts'
import type { Metric, View } from '../kpi/metric.ts'
import { daySlicing, hourSlicing } from '../kpi/slices.ts'
import { breath } from './breath.ts'

/** Rows read and folded in one go: some ten milliseconds. */
const factsAtOnce = 100

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
  readonly hours: Hours
}

interface DueHour {
  readonly hour: number
  readonly wanted: number
}

/** A fold of one day: the day whole, and those of its hours that are due. */
interface DayFold {
  readonly whole: Bucket
  readonly parts: ReadonlyMap<number, { readonly bucket: Bucket; next: number }>
}

function addFacts({ whole, parts }: DayFold, facts: readonly Fact[], folding: Folding): void {
  const { view, metrics, hours } = folding
  for (const fact of facts) {
    const steps = stepsOf(fact, metrics, view)
    whole.add(fact, steps)
    const part = parts.get(hours.hourOf(fact.at))
    if (!part) continue
    part.bucket.add(fact, steps)
    part.next = Math.min(part.next, nextChange(fact, metrics, view))
  }
}

/**
 * Folds the hours of one day that are due anew from their facts, and the day with them. The day is written
 * first: an hour is settled only when nothing of it is left to do. Slice by slice: between two of them
 * everybody else gets a turn.
 */
export async function foldDay(
  kpi: KpiStore,
  folding: Folding,
  day: { readonly start: number; readonly due: readonly DueHour[] },
): Promise<void> {
  const { tenant, metrics, hours } = folding
  const span = { from: day.start, until: hours.nextDay(day.start) }
  const fold: DayFold = {
    whole: new Bucket(daySlicing),
    parts: new Map(
      day.due.map(({ hour }) => [hour, { bucket: new Bucket(hourSlicing), next: Infinity }]),
    ),
  }
  for await (const facts of storedFacts(kpi, tenant, span)) {
    addFacts(fold, facts, folding)
    await breath()
  }
  for (const { slice, cells } of fold.whole.cells(metrics)) {
    await kpi.putDay(tenant, day.start, { slices: [slice], cells })
    await breath()
  }
  for (const { hour, wanted } of day.due) {
    const { bucket, next } = fold.parts.get(hour) ?? {
      bucket: new Bucket(hourSlicing),
      next: Infinity,
    }
    const changesAt = Number.isFinite(next) ? next : null
    const made = [...bucket.cells(metrics)]
    const slices = made.map(({ slice }) => slice)
    const cells = made.flatMap((one) => one.cells)
    await kpi.putHour(tenant, { hour, wanted, changesAt, slices, cells })
    await breath()
  }
}
