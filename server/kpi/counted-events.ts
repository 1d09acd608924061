import type { KpiEvent, ReceivedEvent } from './event.ts'
import type { Told } from './episodes-of.ts'
import { compareEvents, knownAt } from './event-order.ts'

type Link = Extract<KpiEvent, { readonly type: 'linked' | 'unlinked' }>

/** What counts at a moment, each once. */
export interface CountedEvents {
  /** Of each conversation in order, items once by platform id. */
  readonly conversations: ReadonlyMap<string, readonly Told[]>
  /** Unordered; repeats of a word change nothing. */
  readonly links: readonly Link[]
  /** First withdrawal by platform id, epoch ms. */
  readonly deletions: ReadonlyMap<string, number>
}

/** Which of two copies stands: the one known first, so that a later one changes nothing. */
function standing<T extends KpiEvent>(a: T | undefined, b: T): T {
  if (a === undefined) return b
  return (knownAt(a) - knownAt(b) || compareEvents(a, b)) <= 0 ? a : b
}

function onceById(events: readonly KpiEvent[], asOf: number): readonly KpiEvent[] {
  const byId = new Map<string, KpiEvent>()
  const rest: KpiEvent[] = []
  for (const event of events) {
    if (knownAt(event) > asOf) continue
    if (event.id === undefined) rest.push(event)
    else byId.set(event.id, standing(byId.get(event.id), event))
  }
  for (const event of byId.values()) rest.push(event)
  return rest
}

/** Items once by platform id. One that comes by two feeds is a mention when either says so: which feed is read first is chance. */
function onceByPlatformId(copies: readonly ReceivedEvent[]): readonly ReceivedEvent[] {
  const items = new Map<string, ReceivedEvent>()
  const mentions = new Set<string>()
  for (const copy of copies) {
    items.set(copy.platformId, standing(items.get(copy.platformId), copy))
    if (copy.mention) mentions.add(copy.platformId)
  }
  return [...items.values()].map((item) =>
    item.mention || !mentions.has(item.platformId) ? item : { ...item, mention: true },
  )
}

function inOrder(events: Told[]): readonly Told[] {
  events.sort(compareEvents)
  return events.filter((event, i) => {
    const before = events[i - 1]
    return before === undefined || compareEvents(before, event) !== 0
  })
}

/**
 * Sorts out what counts at `asOf`. Order and repeats of the input never matter. Of copies with one id,
 * and of items with one platform id (whatever their channel or conversation), the one known first stands;
 * what a later copy says of its conversation does not count.
 */
export function countedEvents(events: readonly KpiEvent[], asOf: number): CountedEvents {
  const items: ReceivedEvent[] = []
  const conversations = new Map<string, Told[]>()
  const links: Link[] = []
  const deletions = new Map<string, number>()
  const tell = (event: Told): void => {
    const told = conversations.get(event.conversation)
    if (told === undefined) conversations.set(event.conversation, [event])
    else told.push(event)
  }
  for (const event of onceById(events, asOf)) {
    if (event.type === 'received') items.push(event)
    else if (event.type === 'deleted') {
      deletions.set(
        event.platformId,
        Math.min(event.at, deletions.get(event.platformId) ?? Infinity),
      )
    } else if ('sameAs' in event) links.push(event)
    else tell(event)
  }
  for (const item of onceByPlatformId(items)) tell(item)
  const ordered = new Map<string, readonly Told[]>()
  for (const [conversation, told] of conversations) ordered.set(conversation, inOrder(told))
  return { conversations: ordered, links, deletions }
}
