import type { ListedMetric } from './define-metric.ts'
import type { EpisodeFact } from './facts.ts'
import type { Figure, Reading } from './metric.ts'
import type { KpiReport } from './report.ts'

/** JSON values, nested by the dots of the parts. */
interface Tree {
  [name: string]: unknown
}

const inSeconds = (ms: number): number => ms / 1000

/** Durations in seconds; everything else as it is. */
function figureJson(figure: Figure, { unit }: ListedMetric): Tree {
  if (unit !== 'ms') return { ...figure }
  const spans = ['value', 'p50', 'p90', 'p95', 'mean'] as const
  const told: Tree = {}
  for (const name of spans) if (figure[name] !== undefined) told[name] = inSeconds(figure[name])
  if (figure.values) told['values'] = figure.values.map(inSeconds)
  const { n, of, coverage } = figure
  return {
    ...told,
    n,
    ...(of !== undefined && { of }),
    ...(coverage !== undefined && { coverage }),
  }
}

/** Parts that are shown only where another cannot be: their absence is no lack of data. */
const substitutes: ReadonlySet<string> = new Set(['responseRateOverSolved'])

/** The part a metric is first of all: it stands at the metric’s own level, the others below it. */
function mainPart(parts: ListedMetric['parts']): string | undefined {
  return ['', 'all'].find((name) => parts[name] !== undefined)
}

/** `{n: 0}` where there is no data, which is not a value of 0. */
function metricJson(metric: ListedMetric, reading: Reading | undefined): Tree {
  const main = mainPart(metric.parts)
  const tree: Tree = {}
  for (const part of Object.keys(metric.parts)) {
    const figure = reading?.[part]
    if (!figure && substitutes.has(part)) continue
    const told = figureJson(figure ?? { n: 0 }, metric)
    if (part === main) {
      Object.assign(tree, told)
      continue
    }
    const steps = part.split('.')
    let place = tree
    for (const step of steps.slice(0, -1)) place = (place[step] ??= {}) as Tree
    Object.assign((place[steps.at(-1) ?? ''] ??= {}) as Tree, told)
  }
  return tree
}

/** The list of who waits has the name; the ages of the list stand beside it. */
const keyOf = ({ id }: ListedMetric): string => (id === 'stillWaiting' ? 'stillWaitingSeconds' : id)

const iso = (at: number): string => new Date(at).toISOString()

function waitingJson({ conversation, channel, account, at }: EpisodeFact, asOf: number): Tree {
  const place = { channel, ...(account !== undefined && { account }) }
  return { conversation, ...place, since: iso(at), ageSeconds: inSeconds(asOf - at) }
}

function groupsJson({ lines }: KpiReport): readonly Tree[] {
  const places = [...new Set(lines.flatMap(({ groups }) => [...groups.keys()]))].sort()
  return places.map((key) => {
    const figures = lines.map(({ metric, groups }) => [
      keyOf(metric),
      metricJson(metric, groups.get(key)),
    ])
    return { key, ...(Object.fromEntries(figures) as Tree) }
  })
}

/**
 * The report as `relay kpi --json` prints it (§5 of the KPI reference): a key for each metric, durations
 * in seconds, times in ISO 8601.
 */
export function reportJson(report: KpiReport, by?: string): Tree {
  const { from, to, asOf, lines, waiting, waitingAt } = report
  const figures = lines.map(({ metric, reading }) => [keyOf(metric), metricJson(metric, reading)])
  const versions = lines.map(({ metric }) => [keyOf(metric), metric.version])
  return {
    from: iso(from),
    to: iso(to),
    asOf: iso(asOf),
    ...(Object.fromEntries(figures) as Tree),
    stillWaiting: waiting.map((episode) => waitingJson(episode, waitingAt)),
    ...(by !== undefined && { by, groups: groupsJson(report) }),
    formulaVersions: Object.fromEntries(versions) as Tree,
  }
}
