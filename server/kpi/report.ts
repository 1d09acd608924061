import type { ListedMetric } from './define-metric.ts'
import { placer, type Dimension } from './dimension.ts'
import { withExactPercentiles } from './exact-percentiles.ts'
import type { EpisodeFact, Fact, FactKind, Facts } from './facts.ts'
import type { Reading, View } from './metric.ts'
import { metrics } from './metrics/index.ts'
import { isWaiting } from './spans.ts'

/** Epoch ms, `to` exclusive. */
export interface ReportQuery {
  readonly from: number
  readonly to: number
  readonly view: View
  readonly by?: Dimension
  /** Whose wall clock the hour of the day is read from. */
  readonly timeZone?: string
  /** Without it every one. */
  readonly only?: readonly ListedMetric[]
}

export interface ReportLine {
  readonly metric: ListedMetric
  /** Undefined: no data. */
  readonly reading: Reading | undefined
  /** Of each value of the dimension asked for, by name; '' = not said. */
  readonly groups: ReadonlyMap<string, Reading>
}

export interface KpiReport {
  readonly from: number
  readonly to: number
  readonly asOf: number
  readonly lines: readonly ReportLine[]
  /** Episodes that wait for a first answer, the longest first, and since when that is looked at, epoch ms. */
  readonly waiting: readonly EpisodeFact[]
  readonly waitingAt: number
}

const listOf = { item: 'items', episode: 'episodes', turn: 'turns' } as const satisfies Record<
  FactKind,
  keyof Facts
>

/** The facts of a metric: what begins in the period; of a standing one whatever began before its end. */
function factsOf(
  { over, isStanding }: ListedMetric,
  facts: Facts,
  { from, to }: ReportQuery,
): readonly Fact[] {
  const all: readonly Fact[] = facts[listOf[over]]
  return all.filter(({ at }) => at < to && (isStanding === true || at >= from))
}

/** A standing figure is taken at the period’s end, or at the report’s moment where that is earlier. */
function viewOf({ isStanding }: Pick<ListedMetric, 'isStanding'>, { view, to }: ReportQuery): View {
  return isStanding ? { ...view, asOf: Math.min(view.asOf, to) } : view
}

function groupsOf(facts: readonly Fact[], query: ReportQuery): ReadonlyMap<string, Fact[]> {
  const { by, timeZone = 'UTC' } = query
  if (by === undefined) return new Map()
  const placeOf = placer(by, timeZone)
  const groups = new Map<string, Fact[]>()
  for (const fact of facts) {
    const place = placeOf(fact)
    const group = groups.get(place)
    if (group) group.push(fact)
    else groups.set(place, [fact])
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One figure of these facts, its percentiles exact however many there are. */
export function readMetric(
  metric: ListedMetric,
  facts: readonly Fact[],
  view: View,
): Reading | undefined {
  let state = metric.initial()
  for (const fact of facts) state = metric.step(state, fact, view)
  return withExactPercentiles(metric, metric.read(state, view), facts, view)
}

function lineOf(metric: ListedMetric, facts: Facts, query: ReportQuery): ReportLine {
  const view = viewOf(metric, query)
  const counted = factsOf(metric, facts, query)
  const groups = new Map<string, Reading>()
  for (const [place, group] of groupsOf(counted, query)) {
    const reading = readMetric(metric, group, view)
    if (reading) groups.set(place, reading)
  }
  return { metric, reading: readMetric(metric, counted, view), groups }
}

/**
 * Every figure of a period: a fact belongs to the one in which it starts; backlog and waiting are taken at
 * its end. Facts must have been derived at the moment of the view.
 */
export function kpiReport(facts: Facts, query: ReportQuery): KpiReport {
  const { from, to, view, only = metrics } = query
  const standing = viewOf({ isStanding: true }, query)
  const waiting = facts.episodes.filter(
    (episode) => episode.at < to && episode.at <= standing.asOf && isWaiting(episode, standing),
  )
  return {
    from,
    to,
    asOf: view.asOf,
    lines: only.map((metric) => lineOf(metric, facts, query)),
    waiting: waiting.sort((a, b) => a.at - b.at),
    waitingAt: standing.asOf,
  }
}
