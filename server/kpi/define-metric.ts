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
export interface Definition<K extends FactKind> extends Pick<Metric<K>, Told | 'isStanding'> {
  readonly over: K
  readonly parts: Readonly<Record<string, Part<K>>>
  /** Which facts could be measured (`of`); without it all of them. */
  readonly among?: Judge<K>
  /** Only of facts among those; anything else is left out. */
  readonly contributions: (fact: FactOf<K>, view: View) => readonly Contribution[]
  /** May answer moments gone by and undefined; the next one to come is taken. */
  readonly turnsAt?: (fact: FactOf<K>, view: View) => readonly (number | undefined)[]
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

/** Counts the fact in the parts that look at it. New parts stand in their fixed order, so that equal states are equal JSON. */
function withParts<P extends { readonly shape: Shape }>(
  state: State,
  parts: Readonly<Record<string, P>>,
  looksAt: (part: P) => boolean,
): State {
  const looking = Object.entries(parts).filter(([, part]) => looksAt(part))
  const isNew = looking.some(([name]) => state[name] === undefined)
  for (const [name, { shape }] of looking) {
    const kept = (state[name] ??= { of: 0, state: shape.initial() })
    kept.of += 1
  }
  if (!isNew) return state
  const entries = Object.keys(parts).map((name) => [name, state[name]] as const)
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

/** Makes the fold of a metric. What began after the view's moment, and facts of another kind, add nothing. */
export function defineMetric<K extends FactKind>(definition: Definition<K>): ListedMetric {
  const { parts, over, turnsAt } = definition
  const isAmong = (part: Part<K> | undefined, fact: FactOf<K>, view: View): boolean =>
    part !== undefined && ((part.among ?? definition.among)?.(fact, view) ?? true)
  const counts = (fact: FactOf<K>, view: View): boolean =>
    fact.fact === over && fact.at <= view.asOf
  const contributions = (fact: FactOf<K>, view: View): readonly Contribution[] =>
    counts(fact, view)
      ? definition.contributions(fact, view).filter(({ part }) => isAmong(parts[part], fact, view))
      : []
  const metric: Metric<K, State> = {
    ...definition,
    parts: Object.fromEntries(Object.entries(parts).map(([name, { title }]) => [name, title])),
    initial: () => ({}),
    step(state, fact, view) {
      if (!counts(fact, view)) return state
      const next = withParts(state, parts, (part) => isAmong(part, fact, view))
      for (const contribution of contributions(fact, view)) {
        const [part, kept] = [parts[contribution.part], next[contribution.part]]
        if (part && kept) kept.state = part.shape.add(kept.state, contribution, fact)
      }
      return next
    },
    merge: merger(parts),
    read: reader(definition),
    contributions,
    ...(turnsAt && {
      changesAt: (fact, view) =>
        turnsAt(fact, view).reduce<number>(
          (next, at) => (at !== undefined && at > view.asOf && at < next ? at : next),
          Infinity,
        ),
    }),
  }
  // The list holds metrics over facts of every kind; `counts` keeps the others out.
  return metric as unknown as ListedMetric
}
