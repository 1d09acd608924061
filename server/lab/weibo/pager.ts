import { WeiboRefusal } from './refusal.ts'

type Query = Readonly<Record<string, string | undefined>>

interface Item {
  id: string
  isDeleted: boolean
}

export interface Page<T> {
  items: T[]
  /** Counts what was filtered out as well: the platform's figure cannot be trusted either. */
  total: number
  nextCursor: number
}

/**
 * Newest first. `since_id` is exclusive, `max_id` inclusive. Deleted items are left out after the
 * page is cut, so that a page may be shorter than asked for although there is more.
 */
export function pageOf<T extends Item>(
  feed: readonly T[],
  query: Query,
  limits: { usual: number; most: number },
): Page<T> {
  const since = readId(query, 'since_id')
  const max = readId(query, 'max_id')
  const count = Math.min(readCount(query, 'count') ?? limits.usual, limits.most)
  const page = Math.max(readCount(query, 'page') ?? 1, 1)

  const first = since === 0n ? 0 : countUpTo(feed, since)
  const end = max === 0n ? feed.length : countUpTo(feed, max)
  const top = Math.max(first, end - (page - 1) * count)
  const bottom = Math.max(first, top - count)
  const cut = feed.slice(bottom, top).reverse()
  return {
    items: cut.filter((item) => !item.isDeleted),
    total: Math.max(0, end - first),
    nextCursor: bottom > first ? Number(feed[bottom - 1]?.id ?? 0) : 0,
  }
}

/** How many items have an id up to and including this one. Feeds grow in the order of their ids. */
function countUpTo(feed: readonly Item[], id: bigint): number {
  let low = 0
  let high = feed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (BigInt(feed[middle]?.id ?? 0) <= id) low = middle + 1
    else high = middle
  }
  return low
}

function readId(query: Query, name: string): bigint {
  const value = query[name]
  if (value === undefined || value === '') return 0n
  if (!/^\d{1,19}$/.test(value)) throw new WeiboRefusal(10008, { detail: name })
  return BigInt(value)
}

function readCount(query: Query, name: string): number | undefined {
  const value = query[name]
  if (value === undefined || value === '') return undefined
  if (!/^\d{1,6}$/.test(value)) throw new WeiboRefusal(10008, { detail: name })
  return Number(value)
}
