import type { Dimensions } from './event.ts'
import type { Told } from './episodes-of.ts'
import type { Placed } from './facts.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const dimensions = [
  'account',
  'group',
  'agent',
  'category',
  'province',
  'city',
  'tier',
] as const satisfies readonly (keyof Dimensions)[]

/** What an event says of each dimension; a transfer says its new group. */
function say(placed: Writable<Dimensions>, event: Dimensions): void {
  for (const dimension of dimensions) {
    const value = event[dimension]
    if (value !== undefined) placed[dimension] = value
  }
}

/** What an item says besides where its writer lives. */
function withoutPlace({ province: _province, city: _city, ...rest }: Dimensions): Dimensions {
  return rest
}

/**
 * Where a conversation belongs by the last word of each dimension; undefined without any item. Where the
 * trouble is, once it was told, outranks where whoever writes of it lives.
 */
export function placedOf(told: readonly Told[]): Placed | undefined {
  const placed: Writable<Dimensions> = {}
  let where: Pick<Placed, 'channel' | 'conversation'> | undefined
  const isPlaced = told.some(
    ({ type, province, city }) => type === 'classified' && (province ?? city) !== undefined,
  )
  for (const event of told) {
    say(placed, isPlaced && event.type === 'received' ? withoutPlace(event) : event)
    if (event.type === 'transferred' && event.toGroup !== undefined) placed.group = event.toGroup
    if (event.type === 'received') {
      where = { channel: event.channel, conversation: event.conversation }
    }
  }
  return where && { ...where, ...placed }
}

/** Where an item belongs: by its own event, and by its conversation where that says nothing. */
export function placedItem(
  item: Dimensions & { readonly channel: string },
  placed: Placed,
): Placed {
  const own: Writable<Placed> = { ...placed, channel: item.channel }
  say(own, item)
  return own
}
