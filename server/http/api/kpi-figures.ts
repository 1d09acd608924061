import type { KpiGrain, KpiStore } from '../../core/store/index.ts'
import { storedFacts } from '../../jobs/kpi-buckets.ts'
import { addFact, bodyOf, statesOf, sumOfStates, type States } from '../../kpi/buckets.ts'
import type { Metric, Reading, View } from '../../kpi/metric.ts'
import {
  filterOf,
  isWithin,
  sliceDimensions,
  daySlices,
  hourSlices,
  sliceOf,
  valueOf,
  type Slice,
  type SliceFilter,
} from '../../kpi/slices.ts'
import { allHours, stretchesOf, type Span } from '../../kpi/stretches.ts'
import type { GroupBy, Scope } from './kpi-query.ts'

export interface Asked extends Scope {
  readonly span: Span
  readonly filter: SliceFilter
  readonly by?: GroupBy | undefined
  readonly metrics: readonly Metric[]
  /** The moment the figures hold for, epoch ms. */
  readonly asOf: number
  /** Of a moment gone by, which buckets know nothing of: fact by fact. */
  readonly isPast?: boolean
}

/** States of a span: all of it, by the value asked for, and by day or hour. */
export interface Folded {
  readonly whole: States
  readonly groups: ReadonlyMap<string, States>
  readonly trend: ReadonlyMap<number, Readings>
}

/** By metric; one without data is left out. */
export type Readings = ReadonlyMap<string, Reading>

const hourlyUpToMs = 48 * 3_600_000

/** Whether the trend of a span is drawn by hours. */
function isHourly({ span }: Asked): boolean {
  return span.to - span.from <= hourlyUpToMs
}

/** Where a bucket or a fact of a moment is added to. */
interface Place {
  readonly at: number
  readonly key: string
}

class Sums {
  private readonly whole: States[] = []
  private readonly groups = new Map<string, States[]>()
  private readonly starts = new Map<number, States[]>()
  private readonly trend = new Map<number, Readings>()
  private readonly asked: Asked

  constructor(asked: Asked) {
    this.asked = asked
  }

  /** What is added is not changed any more. */
  add({ at, key }: Place, states: States): void {
    const { by, hours } = this.asked
    this.whole.push(states)
    if (by !== undefined) addTo(this.groups, key, states)
    addTo(this.starts, isHourly(this.asked) ? hours.hourOf(at) : hours.dayOf(at), states)
  }

  /** Of other days and hours than all else. */
  addFolded({ whole, groups, trend }: Folded): void {
    this.whole.push(whole)
    for (const [key, states] of groups) addTo(this.groups, key, states)
    for (const [start, readings] of trend) this.trend.set(start, readings)
  }

  folded(view: View): Folded {
    const { metrics } = this.asked
    const trend = new Map(this.trend)
    for (const [start, parts] of this.starts) {
      const states = sumOfStates(parts, metrics)
      const readings = metrics.flatMap((metric) => {
        const reading = readingOf(metric, states, view)
        return reading ? [[metric.id, reading] as const] : []
      })
      trend.set(start, new Map(readings))
    }
    const groups = [...this.groups].map(
      ([key, parts]) => [key, sumOfStates(parts, metrics)] as const,
    )
    return { whole: sumOfStates(this.whole, metrics), groups: new Map(groups), trend }
  }
}

function addTo<K>(sums: Map<K, States[]>, key: K, states: States): void {
  const parts = sums.get(key)
  if (parts) parts.push(states)
  else sums.set(key, [states])
}

/** Of a moment and where it lies; the hours come from the moment alone. */
function keyOf(placed: SliceFilter, at: number, { by, hours }: Asked): string {
  if (by === undefined) return ''
  if (by === 'hour') return String(hours.weekHourOf(at) % 24).padStart(2, '0')
  return by === 'weekHour' ? String(hours.weekHourOf(at)) : (placed[by] ?? '')
}

interface Adding {
  readonly view: View
  readonly sums: Sums
}

/** Facts one by one: the ends of a span, and combinations that no buckets are kept of. */
async function addFacts(
  kpi: KpiStore,
  asked: Asked,
  { span, view, sums }: Adding & { readonly span: Span },
): Promise<void> {
  const { tenant, filter, metrics, hours } = asked
  const { from, to } = span
  const places = new Map<string, Place & { readonly states: States }>()
  for await (const facts of storedFacts(kpi, tenant, { from: hours.hourOf(from), until: to })) {
    for (const fact of facts) {
      if (fact.at < from || fact.at >= to || !isWithin(fact, filter)) continue
      const key = keyOf(fact, fact.at, asked)
      const name = `${hours.hourOf(fact.at)} ${key}`
      const place = places.get(name) ?? { at: fact.at, key, states: new Map<string, unknown>() }
      places.set(name, place)
      addFact(place.states, fact, metrics, view)
    }
  }
  for (const { states, ...place } of places.values()) sums.add(place, states)
}

interface Plan {
  /** Buckets to read. */
  readonly buckets: readonly {
    readonly grain: KpiGrain
    readonly slice: Slice
    readonly starts: readonly number[]
  }[]
  /** What only the facts themselves tell. */
  readonly spans: readonly Span[]
}

/** Days where there are any, hours where those are kept, facts for the rest. */
function planOf(asked: Asked): Plan {
  const { span, filter, by, hours } = asked
  if (asked.isPast) return { buckets: [], spans: [span] }
  const names = sliceDimensions.filter((name) => filter[name] !== undefined || name === by)
  const [day, hour] = [sliceOf(daySlices, names), sliceOf(hourSlices, names)]
  const needsHours = by === 'hour' || by === 'weekHour' || isHourly(asked)
  const stretches = stretchesOf(span, hours)
  const days = day && !needsHours ? stretches.days : []
  const whole = days.length > 0 ? stretches.hours : allHours(stretches, hours)
  if (hour) {
    return {
      buckets: [
        ...(day ? [{ grain: 'day' as const, slice: day, starts: days }] : []),
        { grain: 'hour', slice: hour, starts: whole },
      ],
      spans: stretches.edges,
    }
  }
  const [first, last] = [days[0], days.at(-1)]
  if (!day || first === undefined || last === undefined) return { buckets: [], spans: [span] }
  const around = [
    { from: span.from, to: first },
    { from: hours.nextDay(last), to: span.to },
  ]
  return {
    buckets: [{ grain: 'day', slice: day, starts: days }],
    spans: around.filter(({ from, to }) => from < to),
  }
}

async function addBuckets(
  kpi: KpiStore,
  asked: Asked,
  { bucket, sums }: { readonly bucket: Plan['buckets'][number]; readonly sums: Sums },
): Promise<void> {
  const { tenant, filter, metrics } = asked
  const { grain, slice, starts } = bucket
  const isOne = slice.dimensions.every((name) => filter[name] !== undefined)
  const rows = await kpi.cells(tenant, {
    grain,
    slice: slice.name,
    starts,
    metrics: metrics.map(({ id }) => id),
    ...(isOne && { value: valueOf(slice, filter) }),
  })
  for (const { start, value, body } of rows) {
    const placed = filterOf(slice, value)
    const isAsked = slice.dimensions.every(
      (name) => filter[name] === undefined || filter[name] === placed[name],
    )
    if (isAsked) sums.add({ at: start, key: keyOf(placed, start, asked) }, statesOf(body, metrics))
  }
}

/** Days that hardly change any more: every window of the targets has closed. */
const settledAfterMs = 9 * 86_400_000
const mostKept = 256
/** Settled days folded before, by what was asked of which of them. */
const memories = new WeakMap<KpiStore, Map<string, Memory>>()

interface Memory {
  readonly stamp: string
  /** Packed as buckets are: sums of months would be large. */
  readonly whole: string
  readonly groups: readonly (readonly [key: string, body: string])[]
  readonly trend: Folded['trend']
}

function remembered({ whole, groups, trend }: Memory, metrics: readonly Metric[]): Folded {
  const open = groups.map(([key, body]) => [key, statesOf(body, metrics)] as const)
  return { whole: statesOf(whole, metrics), groups: new Map(open), trend }
}

/** Settled days are folded once: after that only their stamp is looked at. */
async function foldSettled(
  kpi: KpiStore,
  asked: Asked,
  bucket: Plan['buckets'][number],
): Promise<Folded> {
  const { tenant, filter, by, metrics, hours } = asked
  const kept = memories.get(kpi) ?? new Map<string, Memory>()
  memories.set(kpi, kept)
  const [first = 0, last = 0] = [bucket.starts[0], bucket.starts.at(-1)]
  const versions = metrics.map(({ id, version }) => [id, version])
  const key = JSON.stringify([tenant, bucket.slice.name, filter, by, versions, first, last])
  const stamp = await kpi.stamp(tenant, { from: first, until: hours.nextDay(last) })
  const known = kept.get(key)
  kept.delete(key)
  if (known?.stamp === stamp) {
    kept.set(key, known)
    return remembered(known, metrics)
  }
  const sums = new Sums(asked)
  await addBuckets(kpi, asked, { bucket, sums })
  const folded = sums.folded(asked.viewAt(asked.asOf))
  kept.set(key, {
    stamp,
    whole: bodyOf(folded.whole, metrics),
    groups: [...folded.groups].map(([of, states]) => [of, bodyOf(states, metrics)] as const),
    trend: folded.trend,
  })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return folded
}

/** Folds what began in a span, from buckets wherever there are any. */
export async function foldSpan(kpi: KpiStore, asked: Asked): Promise<Folded> {
  const sums = new Sums(asked)
  const view = asked.viewAt(asked.asOf)
  const { buckets, spans } = planOf(asked)
  for (const bucket of buckets) {
    const isSettled = (start: number): boolean =>
      bucket.grain === 'day' && start < asked.asOf - settledAfterMs
    const settled = bucket.starts.filter(isSettled)
    if (settled.length > 0)
      sums.addFolded(await foldSettled(kpi, asked, { ...bucket, starts: settled }))
    const starts = bucket.starts.filter((start) => !isSettled(start))
    await addBuckets(kpi, asked, { bucket: { ...bucket, starts }, sums })
  }
  for (const span of spans) await addFacts(kpi, asked, { span, view, sums })
  return sums.folded(view)
}

/** What stands at a moment began at any time before it; the moment is the span's end, or now. */
export async function foldStanding(kpi: KpiStore, asked: Asked): Promise<Folded> {
  const first = await kpi.firstHour(asked.tenant)
  const { from, to } = asked.span
  const span = { from: Math.min(first ?? from, from), to }
  const asOf = Math.min(asked.asOf, to)
  return foldSpan(kpi, { ...asked, span, asOf, isPast: to < asked.asOf })
}

/** What a metric says of states; undefined = no data. */
export function readingOf(
  { id, read }: Metric,
  states: States | undefined,
  view: View,
): Reading | undefined {
  return states?.has(id) ? read(states.get(id), view) : undefined
}

/** What some metrics say of a span, and the moment it holds for. */
export async function readSpan(
  kpi: KpiStore,
  scope: Scope,
  asked: Pick<Asked, 'span' | 'filter' | 'metrics'>,
): Promise<{ readonly asOf: number; readonly readings: Readings }> {
  const asOf = (await kpi.reader(scope.tenant))?.at ?? 0
  const { whole } = await foldSpan(kpi, { ...scope, ...asked, asOf })
  const view = scope.viewAt(asOf)
  const readings = asked.metrics.flatMap((metric) => {
    const reading = readingOf(metric, whole, view)
    return reading ? [[metric.id, reading] as const] : []
  })
  return { asOf, readings: new Map(readings) }
}
