import type { Fact } from './facts.ts'
import type { Metric, View } from './metric.ts'
import { slices, valueIn } from './slices.ts'

/** States by metric; a metric that nothing was added to has none. */
export type States = Map<string, unknown>

/** One bucket of one slice. */
export interface Cell {
  readonly slice: string
  readonly value: string
  /** JSON object with a line for each metric: `bodyOf`. */
  readonly body: string
}

/** Takes one fact into states that are the caller's own. */
export function addFact(
  states: States,
  fact: Fact,
  metrics: readonly Metric[],
  view: View,
): void {
  for (const metric of metrics) {
    if (metric.over !== fact.fact) continue
    const state = states.has(metric.id) ? states.get(metric.id) : metric.initial()
    states.set(metric.id, metric.step(state, fact, view))
  }
}

/** Takes other states into ones that are the caller's own; the others stay as they are. */
export function addStates(into: States, from: States, metrics: readonly Metric[]): void {
  for (const metric of metrics) {
    if (!from.has(metric.id)) continue
    const other = from.get(metric.id)
    into.set(metric.id, into.has(metric.id) ? metric.merge(into.get(metric.id), other) : other)
  }
}

/** As the store keeps them: JSON whose lines are the metrics, so that one can be picked without reading all. */
export function bodyOf(states: States): string {
  const lines = [...states]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, state]) => [id, JSON.stringify(state)] as const)
    .filter(([, state]) => state !== '{}')
    .map(([id, state]) => `${JSON.stringify(id)}:${state}`)
  return `{\n${lines.join(',\n')}\n}`
}

export function statesOf(body: string): States {
  return new Map(Object.entries(JSON.parse(body) as Record<string, unknown>))
}

type Folded = Map<string, Map<string, States>>

function statesAt(folded: Folded, slice: string, value: string): States {
  const values = folded.get(slice) ?? new Map<string, States>()
  folded.set(slice, values)
  const states = values.get(value) ?? new Map<string, unknown>()
  values.set(value, states)
  return states
}

function cellsOf(folded: Folded): readonly Cell[] {
  return [...folded].flatMap(([slice, values]) =>
    [...values].map(([value, states]) => ({ slice, value, body: bodyOf(states) })),
  )
}

/** The buckets of an hour from its facts. */
export function foldFacts(
  facts: readonly Fact[],
  metrics: readonly Metric[],
  view: View,
): readonly Cell[] {
  const folded: Folded = new Map()
  for (const fact of facts) {
    for (const slice of slices)
      addFact(statesAt(folded, slice.name, valueIn(slice, fact)), fact, metrics, view)
  }
  return cellsOf(folded)
}

/** The buckets of a day from those of its hours. */
export function foldCells(cells: readonly Cell[], metrics: readonly Metric[]): readonly Cell[] {
  const folded: Folded = new Map()
  for (const { slice, value, body } of cells)
    addStates(statesAt(folded, slice, value), statesOf(body), metrics)
  return cellsOf(folded)
}

/** When one of the facts changes a figure by time alone, epoch ms; Infinity: never. */
export function nextChange(
  facts: readonly Fact[],
  metrics: readonly Metric[],
  view: View,
): number {
  let next = Infinity
  for (const fact of facts) {
    for (const { over, changesAt } of metrics)
      if (over === fact.fact) next = Math.min(next, changesAt?.(fact, view) ?? Infinity)
  }
  return next
}
