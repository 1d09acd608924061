import type { Fact } from './facts.ts'
import type { Metric, View } from './metric.ts'
import { filterOf, valueIn, valueOf, type Slice, type Slicing } from './slices.ts'

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
export function stepsOf(fact: Fact, metrics: readonly Metric[], view: View): readonly Step[] {
  return metrics.flatMap((metric): Step[] => {
    if (metric.over !== fact.fact) return []
    const { id, initial, stepOf } = metric
    const step = stepOf
      ? stepOf(fact, view)
      : (state: unknown): unknown => metric.step(state, fact, view)
    return step ? [[id, step, initial]] : []
  })
}

/** Folds facts into the slices of an hour or a day. */
export class Bucket {
  private readonly slices: Map<Slice, Map<string, States>>
  private readonly slicing: Slicing

  constructor(slicing: Slicing) {
    this.slicing = slicing
    this.slices = new Map(slicing.folded.map((slice) => [slice, new Map<string, States>()]))
  }

  add(fact: Fact, steps: readonly Step[]): void {
    for (const [slice, values] of this.slices) {
      const value = valueIn(slice, fact)
      let states = values.get(value)
      if (!states) values.set(value, (states = new Map<string, unknown>()))
      for (const [id, step, initial] of steps) states.set(id, step(states.get(id) ?? initial()))
    }
  }

  /** Nothing may be added any more. */
  cells(metrics: readonly Metric[]): readonly Cell[] {
    const made = new Map([...this.slices].map(([slice, values]) => [slice.name, values]))
    for (const { slice, from } of this.slicing.gathered) {
      const values = new Map<string, States>()
      for (const [value, states] of made.get(from.name) ?? []) {
        const target = valueOf(slice, filterOf(from, value))
        const sum = values.get(target) ?? new Map<string, unknown>()
        values.set(target, sum)
        addStates(sum, states, metrics)
      }
      made.set(slice.name, values)
    }
    return [...made].flatMap(([slice, values]) =>
      [...values].map(([value, states]) => ({ slice, value, body: bodyOf(states) })),
    )
  }
}

/** When a fact changes a figure by time alone, epoch ms; Infinity: never. */
export function nextChange(fact: Fact, metrics: readonly Metric[], view: View): number {
  let next = Infinity
  for (const { over, changesAt } of metrics)
    if (over === fact.fact && changesAt) next = Math.min(next, changesAt(fact, view))
  return next
}
