import { contextOf, isHandle, isPeopleOnly, type Context } from './context.ts'
import type { NameKind } from './gazetteer.ts'
import type { Mention } from './mentions.ts'
import { isWithin, levelOf, type Place } from './place.ts'

/** Mentions that name one place together: 成都 … 武侯区. */
export interface Group {
  readonly place: Place
  readonly mentions: readonly Mention[]
  readonly weight: number
  readonly confidence: number
}

interface Read extends Context {
  readonly mention: Mention
}

const trust: Readonly<Record<NameKind, number>> = {
  full: 0.95,
  short: 0.92,
  fragile: 0.75,
  common: 0.9,
  nick: 0.88,
  landmark: 0.85,
  none: 0,
}

/** The widest reading of a mention that fits a place: within it, or around it. */
function fitting(place: Place, { name }: Mention): Place | undefined {
  const inner = name.places.find((one) => isWithin(one, place))
  return inner ?? (name.places.some((one) => isWithin(place, one)) ? place : undefined)
}

const between = /^(?:省|市|区|县|州|自治区)?[的,，、\s·/\-—>:：(（]{0,2}$/

function standsBeside(text: string, group: Group, mention: Mention): boolean {
  return group.mentions.some(
    ({ start, end }) =>
      (mention.start >= end &&
        mention.start - end <= 4 &&
        between.test(text.slice(end, mention.start))) ||
      (start >= mention.end &&
        start - mention.end <= 2 &&
        between.test(text.slice(mention.end, start))),
  )
}

/** Whether a mention may join a group: an everyday word only where it stands beside. */
function joins(text: string, group: Group, mention: Mention): Place | undefined {
  const place = fitting(group.place, mention)
  if (place === undefined) return undefined
  const isDoubtful =
    mention.name.kind === 'common' || /^[城郊矿东西南北]区$/.test(mention.name.word)
  return isDoubtful && !standsBeside(text, group, mention) ? undefined : place
}

/** 武侯区玉林: a name written straight behind a city or district it does not lie in is one of its quarters. */
function isQuarter(groups: readonly Group[], { start, name }: Mention): boolean {
  if (name.kind === 'full' || name.kind === 'landmark') return false
  return groups.some(
    ({ place, mentions }) => place.city !== null && mentions.some(({ end }) => end === start),
  )
}

/** 朝阳北票: what lies in a place and is named straight behind it tells which of several is meant. */
function isBacked(place: Place, { end }: Mention, reads: readonly Read[]): boolean {
  return reads.some(
    ({ mention }) =>
      mention.start >= end &&
      mention.start - end <= 2 &&
      mention.name.places.some((one) => levelOf(one) > levelOf(place) && isWithin(one, place)),
  )
}

/** The place a mention means with nothing else to go by. */
function alone(
  { mention, isMarked }: Read,
  home: Place | null,
  reads: readonly Read[],
): Place | undefined {
  const { kind, places, foremost, word } = mention.name
  if (kind === 'common' || /^[城郊矿东西南北]区$/.test(word)) return undefined
  if (kind === 'fragile' && !isMarked) return undefined
  const [first, second] = places
  if (first === undefined) return undefined
  if (second === undefined) return first
  if (home !== null) {
    const near = places.find((place) => isWithin(place, home))
    if (near !== undefined) return near
  }
  const backed = places.find((place) => isBacked(place, mention, reads))
  if (backed !== undefined) return backed
  if (foremost !== undefined) return foremost
  return levelOf(first) < levelOf(second) ? first : undefined
}

function added(group: Group | undefined, place: Place, { mention, weight }: Read): Group {
  const { kind, places } = mention.name
  const own = places.length > 1 && group === undefined ? trust[kind] - 0.2 : trust[kind]
  const isChain = group !== undefined && levelOf(place) > levelOf(group.place)
  return {
    place,
    mentions: [...(group?.mentions ?? []), mention],
    // What stands last says most of the chain: 从广东发到四川成都.
    weight:
      group === undefined
        ? weight
        : Math.abs(weight) > Math.abs(group.weight)
          ? weight
          : group.weight,
    confidence: Math.max(group?.confidence ?? 0, isChain ? 0.97 : own),
  }
}

/** Two doubtful names make one certain place where one lies in the other and stands behind it: 开封鼓楼区. */
function pairOf(text: string, outer: Read, open: readonly Read[]): readonly Group[] {
  for (const inner of open) {
    const gap = inner.mention.start - outer.mention.end
    if (gap < 0 || gap > 2 || !between.test(text.slice(outer.mention.end, inner.mention.start)))
      continue
    for (const around of outer.mention.name.places) {
      const place = inner.mention.name.places.find(
        (one) => levelOf(one) > levelOf(around) && isWithin(one, around),
      )
      if (place) return [added(added(undefined, around, outer), place, inner)]
    }
  }
  return []
}

/** Groups the names of a text by the place they mean together. */
export function groupsIn(
  text: string,
  mentions: readonly Mention[],
  home: Place | null,
): readonly Group[] {
  const all = mentions.map((mention): Read => ({ ...contextOf(mention), mention }))
  const denied = new Set(all.filter(({ isDenied }) => isDenied).map(({ mention }) => mention.name))
  const reads = all.filter(
    ({ mention }) =>
      !denied.has(mention.name) && !isPeopleOnly(mention) && !isHandle(text, mention),
  )
  const groups: Group[] = []
  const open: Read[] = []
  function place(read: Read): boolean {
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i]
      const joint = group && joins(text, group, read.mention)
      if (!group || joint === undefined) continue
      groups[i] = added(group, joint, read)
      return true
    }
    return false
  }
  for (const read of reads) {
    if (place(read) || isQuarter(groups, read.mention)) continue
    const own = alone(read, home, reads)
    if (own === undefined) open.push(read)
    else groups.push(added(undefined, own, read))
  }
  for (const read of open) if (!place(read)) groups.push(...pairOf(text, read, open))
  return groups
}

/** The place of the problem among several. */
export function chosen(groups: readonly Group[]): Group | undefined {
  return groups.toSorted((a, b) => b.weight - a.weight || levelOf(b.place) - levelOf(a.place))[0]
}
