import type { FactKind, FactOf } from './facts.ts'
import type { Contribution, Metric, Reading, View, Words } from './metric.ts'
import type { Shape } from './shapes.ts'

/** A metric of the list names its parts. */
export type ListedMetric = Metric & { readonly parts: Readonly<Record<string, Words>> }

type Judge<K extends FactKind> = (fact: FactOf<K>, view: View) => boolean

export interface Part<K extends FactKind> {
  readonly title: Words
  readonly shape: Shape
  /** Which facts could be measured (`of`); without it those of the metric. */
  readonly among?: Judge<K>
}

type Told = 'id' | 'title' | 'formula' | 'exclusions' | 'family' | 'stage' | 'unit' | 'version'

/** What tells one metric from another; the fold is made from it. */
export interface Definition<K extends FactKind> extends Pick<
  Metric<K>,
  Told | 'isStanding' | 'owner'
> {
  readonly over: K
  readonly parts: Readonly<Record<string, Part<K>>>
  /** Which facts could be measured (`of`); without it all of them. */
  readonly among?: Judge<K>
  /** Only of facts among those; anything else is left out. */
  readonly contributions: (fact: FactOf<K>, view: View) => readonly Contribution[]
  /** When time alone changes what a fact adds; may answer moments gone by, the next one to come is taken. */
  readonly turnsAt?: (fact: FactOf<K>, view: View) => readonly number[]
  /** Parts that stand for one another: which of them is shown. */
  readonly shown?: (reading: Reading) => Reading
}

type State = Record<string, { of: number; state: unknown }>

/** Merges part by part; a part that only one of them has is copied. */
function merger(
  parts: Readonly<Record<string, { readonly shape: Shape }>>,
): (a: State, b: State) => State {
  return (a, b) => {
    const made: State = {}
    for (const [name, { shape }] of Object.entries(parts)) {
      const [one, other] = [a[name], b[name]]
      if (!one && !other) continue
      made[name] = {
        of: (one?.of ?? 0) + (other?.of ?? 0),
        state: shape.merge(one?.state ?? shape.initial(), other?.state ?? shape.initial()),
      }
    }
    return made
  }
}

/** In the fixed order of the parts, so that equal states are equal JSON. */
function inOrder(state: State, names: readonly string[]): State {
  const entries = names.map((name) => [name, state[name]] as const)
  return Object.fromEntries(entries.filter(([, kept]) => kept !== undefined)) as State
}

function reader<K extends FactKind>(definition: Definition<K>): Metric<K, State>['read'] {
  return (state, view) => {
    const figures = Object.entries(definition.parts).flatMap(([name, { shape }]) => {
      const part = state[name]
      const figure = part && shape.read(part.state, part.of, view)
      return figure ? [[name, figure] as const] : []
    })
    if (figures.length === 0) return undefined
    const reading = Object.fromEntries(figures)
    return definition.shown?.(reading) ?? reading
  }
}

/** The first of the moments that is still to come. By the platform's clock a fact may begin after now, too. */
function nextOf<K extends FactKind>(
  over: K,
  turnsAt: Definition<K>['turnsAt'],
): (fact: FactOf<K>, view: View) => number {
  return (fact, view) => {
    const moments = fact.fact === over ? [fact.at, ...(turnsAt?.(fact, view) ?? [])] : []
    return Math.min(...moments.filter((at) => at > view.asOf), Infinity)
  }
}

/** Makes the fold of a metric. What began after the view's moment, and facts of another kind, add nothing. */
export function defineMetric<K extends FactKind>(definition: Definition<K>): ListedMetric {
  const { parts, over, turnsAt } = definition
  const entries = Object.entries(parts)
  const names = entries.map(([name]) => name)
  const counts = (fact: FactOf<K>, view: View): boolean =>
    fact.fact === over && fact.at <= view.asOf
  /** Judges a part for one fact; what the metric says of all parts is asked once. */
  function looking(fact: FactOf<K>, view: View): (part: Part<K> | undefined) => boolean {
    const isAmong = definition.among?.(fact, view) ?? true
    return (part) => part !== undefined && (part.among?.(fact, view) ?? isAmong)
  }
  function stepOf(fact: FactOf<K>, view: View): ((state: State) => State) | undefined {
    if (!counts(fact, view)) return undefined
    const looksAt = looking(fact, view)
    const among = entries.filter(([, part]) => looksAt(part))
    if (among.length === 0) return undefined
    const added = definition
      .contributions(fact, view)
      .filter((contribution) => looksAt(parts[contribution.part]))
    return (state) => {
      let isNew = false
      for (const [name, part] of among) {
        isNew ||= state[name] === undefined
        const kept = (state[name] ??= { of: 0, state: part.shape.initial() })
        kept.of += 1
      }
      for (const contribution of added) {
        const [part, kept] = [parts[contribution.part], state[contribution.part]]
        if (part && kept) kept.state = part.shape.add(kept.state, contribution, fact)
      }
      return isNew ? inOrder(state, names) : state
    }
  }
  const metric: Metric<K, State> = {
    ...definition,
    parts: Object.fromEntries(entries.map(([name, { title }]) => [name, title])),
    initial: () => ({}),
    step: (state, fact, view) => stepOf(fact, view)?.(state) ?? state,
    stepOf,
    merge: merger(parts),
    read: reader(definition),
    contributions(fact, view) {
      if (!counts(fact, view)) return []
      const looksAt = looking(fact, view)
      return definition.contributions(fact, view).filter(({ part }) => looksAt(parts[part]))
    },
    changesAt: nextOf(over, turnsAt),
  }
  // The list holds metrics over facts of every kind; `counts` keeps the others out.
  return metric as unknown as ListedMetric
}
