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

/** All of them in one. They stay as they are, and parts of the sum are theirs: nothing may be added to it. */
export function sumOfStates(all: readonly States[], metrics: readonly Metric[]): States {
  const sum: States = new Map()
  for (const metric of metrics) {
    const own = all.flatMap((states) => (states.has(metric.id) ? [states.get(metric.id)] : []))
    if (own.length === 0) continue
    sum.set(metric.id, own.length === 1 ? own[0] : mergedBy(metric, own))
  }
  return sum
}

function mergedBy(metric: Metric, states: readonly unknown[]): unknown {
  return metric.mergeAll?.(states) ?? states.reduce((a, b) => metric.merge(a, b))
}

/** As the store keeps them: JSON whose lines are the metrics, so that one can be picked without reading all. */
export function bodyOf(states: States, metrics: readonly Metric[]): string {
  const lines: string[] = []
  for (const { id, pack } of metrics) {
    if (!states.has(id)) continue
    const state = states.get(id)
    const text = JSON.stringify(pack ? pack(state) : state)
    if (text !== '{}') lines.push(`${JSON.stringify(id)}:${text}`)
  }
  return `{\n${lines.join(',\n')}\n}`
}

export function statesOf(body: string, metrics: readonly Metric[]): States {
  const packed = JSON.parse(body) as Readonly<Record<string, unknown>>
  const states: States = new Map()
  for (const { id, unpack } of metrics) {
    const state = packed[id]
    if (state !== undefined) states.set(id, unpack ? unpack(state) : state)
  }
  return states
}

/** `place`: of the metric among all. */
interface Step {
  readonly place: number
  readonly step: (state: unknown) => unknown
  readonly initial: () => unknown
}

/** What a fact does to states: it is judged once for all of them. */
export function stepsOf(fact: Fact, metrics: readonly Metric[], view: View): readonly Step[] {
  const steps: Step[] = []
  for (const [place, metric] of metrics.entries()) {
    if (metric.over !== fact.fact) continue
    const { initial, stepOf } = metric
    const step = stepOf
      ? stepOf(fact, view)
      : (state: unknown): unknown => metric.step(state, fact, view)
    if (step) steps.push({ place, step, initial })
  }
  return steps
}

/** All buckets of one slice. */
export interface SliceCells {
  readonly slice: string
  readonly cells: readonly Cell[]
}

/** States by the place of their metric. */
type Placed = unknown[]

/** Folds facts into the slices of an hour or a day. */
export class Bucket {
  private readonly slices: readonly (readonly [slice: Slice, values: Map<string, Placed>])[]
  private readonly slicing: Slicing

  constructor(slicing: Slicing) {
    this.slicing = slicing
    this.slices = slicing.folded.map((slice) => [slice, new Map<string, Placed>()] as const)
  }

  add(fact: Fact, steps: readonly Step[]): void {
    for (const [slice, values] of this.slices) {
      const value = valueIn(slice, fact)
      let states = values.get(value)
      if (!states) values.set(value, (states = []))
      for (const { place, step, initial } of steps) states[place] = step(states[place] ?? initial())
    }
  }

  /** Slice by slice, so that the caller can rest in between. Nothing may be added any more. */
  *cells(metrics: readonly Metric[]): Generator<SliceCells> {
    const made = new Map(
      this.slices.map(([{ name }, values]) => [name, namedStates(values, metrics)] as const),
    )
    for (const [slice, values] of made) yield { slice, cells: cellsOf(slice, values, metrics) }
    for (const { slice, from } of this.slicing.gathered) {
      const values = new Map<string, States[]>()
      for (const [value, states] of made.get(from.name) ?? []) {
        const target = valueOf(slice, filterOf(from, value))
        const own = values.get(target)
        if (own) own.push(states)
        else values.set(target, [states])
      }
      const sums = new Map(
        [...values].map(([value, own]) => [value, sumOfStates(own, metrics)] as const),
      )
      made.set(slice.name, sums)
      yield { slice: slice.name, cells: cellsOf(slice.name, sums, metrics) }
    }
  }
}

function namedStates(
  values: ReadonlyMap<string, Placed>,
  metrics: readonly Metric[],
): ReadonlyMap<string, States> {
  const named = new Map<string, States>()
  for (const [value, placed] of values) {
    const states: States = new Map()
    for (const [place, { id }] of metrics.entries())
      if (placed[place] !== undefined) states.set(id, placed[place])
    named.set(value, states)
  }
  return named
}

function cellsOf(
  slice: string,
  values: ReadonlyMap<string, States>,
  metrics: readonly Metric[],
): readonly Cell[] {
  return [...values].map(([value, states]) => ({ slice, value, body: bodyOf(states, metrics) }))
}

/** When a fact changes a figure by time alone, epoch ms; Infinity: never. */
export function nextChange(fact: Fact, metrics: readonly Metric[], view: View): number {
  let next = Infinity
  for (const { over, changesAt } of metrics)
    if (over === fact.fact && changesAt) next = Math.min(next, changesAt(fact, view))
  return next
}
