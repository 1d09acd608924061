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

const channel = 'channel'

const whole = slice()
const byChannel = slice(channel)
const byCity = slice('province', 'city')
const within = (one: SliceDimension): Slice => slice(channel, one)

/** Slices of an hour or a day: those that facts are folded into, and those put together from another one. */
export interface Slicing {
  readonly folded: readonly Slice[]
  /** Each after the one it is made from. */
  readonly gathered: readonly { readonly slice: Slice; readonly from: Slice }[]
}

/** Kept by the hour: more would be larger than the facts themselves, which are read instead. */
export const hourSlicing: Slicing = {
  folded: [byChannel],
  gathered: [{ slice: whole, from: byChannel }],
}

const few = ['group', 'agent', 'category', 'province', 'tier'] as const

/**
 * Kept by the day: the whole, each dimension, the channel with those that have few values, and cities by
 * their province. An account says its channel, so the two together are no slice of their own.
 */
export const daySlicing: Slicing = {
  folded: [slice('account'), ...few.map(within), byCity],
  gathered: [
    ...few.map((one) => ({ slice: slice(one), from: within(one) })),
    { slice: slice('city'), from: byCity },
    { slice: byChannel, from: within('tier') },
    { slice: whole, from: byChannel },
  ],
}

export function slicesOf({ folded, gathered }: Slicing): readonly Slice[] {
  return [...folded, ...gathered.map(({ slice: made }) => made)]
}

export const hourSlices = slicesOf(hourSlicing)
export const daySlices = slicesOf(daySlicing)

/** The slice of exactly these dimensions; undefined where there is none. */
export function sliceOf(
  slices: readonly Slice[],
  dimensions: Iterable<SliceDimension>,
): Slice | undefined {
  const wanted = new Set(dimensions)
  return slices.find(
    (one) =>
      one.dimensions.length === wanted.size && one.dimensions.every((name) => wanted.has(name)),
  )
}

/** Where a fact lies in a slice. */
export function valueIn({ dimensions }: Slice, fact: Fact): string {
  const [one, other] = dimensions
  if (one === undefined) return ''
  // One and two are all there are; said once more because every fact passes here eight times.
  const value = fact[one] ?? ''
  return other === undefined ? value : value + separator + (fact[other] ?? '')
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
