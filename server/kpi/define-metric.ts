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

interface Kept {
  of: number
  state: unknown
}

/** By the place of each part, in the order of the definition; null: nothing was looked at for it. */
type State = (Kept | null)[]
type Places = readonly (readonly [name: string, shape: Shape])[]

function mergeKept(shape: Shape, kept: readonly Kept[]): Kept | null {
  const [first] = kept
  if (!first) return null
  if (kept.length === 1) return { of: first.of, state: shape.merge(first.state, shape.initial()) }
  const states = kept.map(({ state }) => state)
  return {
    of: kept.reduce((sum, { of }) => sum + of, 0),
    state: shape.mergeAll?.(states) ?? states.reduce((a, b) => shape.merge(a, b)),
  }
}

function merger(places: Places): (states: readonly State[]) => State {
  return (states) =>
    places.map(([, shape], i) =>
      mergeKept(
        shape,
        states.flatMap((state) => state[i] ?? []),
      ),
    )
}

/** As buckets keep it: by the names of the parts. */
type Packed = Readonly<Record<string, readonly [of: number, state: unknown]>>

function packer(places: Places): (state: State) => Packed {
  return (state) => {
    const packed: Record<string, readonly [number, unknown]> = {}
    for (const [i, [name, shape]] of places.entries()) {
      const kept = state[i]
      if (kept) packed[name] = [kept.of, shape.pack ? shape.pack(kept.state) : kept.state]
    }
    return packed
  }
}

function unpacker(places: Places): (packed: Packed) => State {
  return (packed) =>
    places.map(([name, shape]) => {
      const kept = packed[name]
      if (!kept) return null
      const [of, state] = kept
      return { of, state: shape.unpack ? shape.unpack(state) : state }
    })
}

function reader<K extends FactKind>(
  { shown }: Definition<K>,
  places: Places,
): Metric<K, State>['read'] {
  return (state, view) => {
    const figures = places.flatMap(([name, shape], i) => {
      const kept = state[i]
      const figure = kept && shape.read(kept.state, kept.of, view)
      return figure ? [[name, figure] as const] : []
    })
    if (figures.length === 0) return undefined
    const reading = Object.fromEntries(figures)
    return shown?.(reading) ?? reading
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

/** A contribution with the place of its part. */
interface Added {
  readonly place: number
  readonly contribution: Contribution
}

interface Judged {
  /** Places of the parts for which the fact is looked at; undefined: none. */
  readonly among: readonly number[] | undefined
  readonly added: readonly Added[]
}

const nothing: Judged = { among: undefined, added: [] }

/** What a fact means to a metric: what the metric says of all its parts is asked once. */
function judge<K extends FactKind>(definition: Definition<K>) {
  const { over } = definition
  const entries = Object.entries(definition.parts)
  const all = entries.map((_, place) => place)
  const placeOf = new Map(entries.map(([name], place) => [name, place]))
  const isAlike = entries.every(([, { among }]) => among === undefined)
  return (fact: FactOf<K>, view: View): Judged => {
    if (fact.fact !== over || fact.at > view.asOf) return nothing
    const isAmong = definition.among?.(fact, view) ?? true
    if (isAlike && !isAmong) return nothing
    const among = isAlike
      ? all
      : all.filter((place) => entries[place]?.[1].among?.(fact, view) ?? isAmong)
    if (among.length === 0) return nothing
    const added: Added[] = []
    for (const contribution of definition.contributions(fact, view)) {
      const place = placeOf.get(contribution.part)
      if (place !== undefined && (isAlike || among.includes(place)))
        added.push({ place, contribution })
    }
    return { among, added }
  }
}

/** Makes the fold of a metric. What began after the view's moment, and facts of another kind, add nothing. */
export function defineMetric<K extends FactKind>(definition: Definition<K>): ListedMetric {
  const { parts, over, turnsAt } = definition
  const places = Object.entries(parts).map(([name, { shape }]) => [name, shape] as const)
  const shapes = places.map(([, shape]) => shape)
  const judged = judge(definition)
  const mergeAll = merger(places)
  function stepOf(fact: FactOf<K>, view: View): ((state: State) => State) | undefined {
    const { among, added } = judged(fact, view)
    if (!among) return undefined
    // Runs for every slice of every fact: plain loops, nothing made.
    return (state) => {
      for (let i = 0; i < among.length; i++) {
        const place = among[i] as number
        const kept = state[place]
        if (kept) kept.of += 1
        else state[place] = { of: 1, state: (shapes[place] as Shape).initial() }
      }
      for (let i = 0; i < added.length; i++) {
        const { place, contribution } = added[i] as Added
        const kept = state[place] as Kept
        kept.state = (shapes[place] as Shape).add(kept.state, contribution, fact)
      }
      return state
    }
  }
  const metric: Metric<K, State> = {
    ...definition,
    parts: Object.fromEntries(Object.entries(parts).map(([name, { title }]) => [name, title])),
    initial: () => places.map(() => null),
    step: (state, fact, view) => stepOf(fact, view)?.(state) ?? state,
    stepOf,
    merge: (a, b) => mergeAll([a, b]),
    mergeAll,
    pack: packer(places),
    unpack: unpacker(places) as (packed: unknown) => State,
    read: reader(definition, places),
    contributions: (fact, view) => judged(fact, view).added.map(({ contribution }) => contribution),
    changesAt: nextOf(over, turnsAt),
  }
  // The list holds metrics over facts of every kind; `judge` keeps the others out.
  return metric as unknown as ListedMetric
}
