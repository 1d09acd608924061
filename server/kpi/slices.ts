import type { Fact, Placed } from './facts.ts'

/** What figures can be sliced by. */
export const sliceDimensions = [
  'channel',
  'account',
  'group',
  'agent',
  'category',
  'province',
  'city',
  'tier',
] as const satisfies readonly (keyof Placed)[]

export type SliceDimension = (typeof sliceDimensions)[number]
/** One value of each dimension named; '' = not said. */
export type SliceFilter = Readonly<Partial<Record<SliceDimension, string>>>

/** A combination of dimensions that buckets are kept by. */
export interface Slice {
  /** Its dimensions joined by `+`; '' of the whole. */
  readonly name: string
  readonly dimensions: readonly SliceDimension[]
}

const separator = '\n'

function slice(...dimensions: SliceDimension[]): Slice {
  return { name: dimensions.join('+'), dimensions }
}

const [channel, ...others] = sliceDimensions

/** The whole, each dimension, the channel with each other one, and cities by their province. */
export const slices: readonly Slice[] = [
  slice(),
  ...sliceDimensions.map((one) => slice(one)),
  ...others.map((one) => slice(channel, one)),
  slice('province', 'city'),
]

export const sliceNames = slices.map(({ name }) => name)

/** The slice of exactly these dimensions; undefined where buckets keep none. */
export function sliceOf(dimensions: Iterable<SliceDimension>): Slice | undefined {
  const wanted = new Set(dimensions)
  return slices.find(
    (one) =>
      one.dimensions.length === wanted.size && one.dimensions.every((name) => wanted.has(name)),
  )
}

/** Where a fact lies in a slice. */
export function valueIn({ dimensions }: Slice, fact: Fact): string {
  return dimensions.map((name) => fact[name] ?? '').join(separator)
}

/** The values of a slice's dimensions, as a filter. */
export function filterOf({ dimensions }: Slice, value: string): SliceFilter {
  const values = value.split(separator)
  return Object.fromEntries(dimensions.map((name, i) => [name, values[i] ?? '']))
}

/** The one value of a slice that a filter over all its dimensions names. */
export function valueOf({ dimensions }: Slice, filter: SliceFilter): string {
  return dimensions.map((name) => filter[name] ?? '').join(separator)
}

export function isWithin(fact: Placed, filter: SliceFilter): boolean {
  return sliceDimensions.every((name) => {
    const wanted = filter[name]
    return wanted === undefined || (fact[name] ?? '') === wanted
  })
}
