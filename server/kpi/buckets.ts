import type { Fact } from './facts.ts'
import type { Metric, View } from './metric.ts'
import { valueIn, type Slice } from './slices.ts'

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
export function addFact(states: States, fact: Fact, metrics: readonly Metric[], view: View): void {
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

type Step = readonly [id: string, step: (state: unknown) => unknown, initial: () => unknown]

/** What a fact does to states: it is judged once for all of them. */
function stepsOf(fact: Fact, metrics: readonly Metric[], view: View): readonly Step[] {
  return metrics.flatMap((metric): Step[] => {
    if (metric.over !== fact.fact) return []
    const { id, initial, stepOf } = metric
    const step = stepOf
      ? stepOf(fact, view)
      : (state: unknown): unknown => metric.step(state, fact, view)
    return step ? [[id, step, initial]] : []
  })
}

/** The buckets of an hour or a day from its facts. */
export function foldFacts(
  facts: readonly Fact[],
  slices: readonly Slice[],
  { metrics, view }: { readonly metrics: readonly Metric[]; readonly view: View },
): readonly Cell[] {
  const folded = slices.map((slice) => ({ slice, values: new Map<string, States>() }))
  for (const fact of facts) {
    const steps = stepsOf(fact, metrics, view)
    if (steps.length === 0) continue
    for (const { slice, values } of folded) {
      const value = valueIn(slice, fact)
      const states = values.get(value) ?? new Map<string, unknown>()
      values.set(value, states)
      for (const [id, step, initial] of steps)
        states.set(id, step(states.has(id) ? states.get(id) : initial()))
    }
  }
  return folded.flatMap(({ slice, values }) =>
    [...values].map(([value, states]) => ({ slice: slice.name, value, body: bodyOf(states) })),
  )
}

/** When one of the facts changes a figure by time alone, epoch ms; Infinity: never. */
export function nextChange(facts: readonly Fact[], metrics: readonly Metric[], view: View): number {
  let next = Infinity
  for (const fact of facts) {
    for (const { over, changesAt } of metrics)
      if (over === fact.fact) next = Math.min(next, changesAt?.(fact, view) ?? Infinity)
  }
  return next
}
