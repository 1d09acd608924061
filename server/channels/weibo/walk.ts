import { isRelayError } from '../../core/error.ts'
import type { JsonObject } from '../../wire/json.ts'
import { idOf, listIn, textIn } from './fields.ts'
import type { FeedMark, Gap } from './cursor.ts'
import { before, compareIds, isId, maxId, minId } from './ids.ts'

export interface FeedCall {
  readonly name: string
  /** Key of the list in the answer. */
  readonly list: string
  readonly count: number
}

/** Reads one page: ids greater than `since`, smaller or equal `max`, newest first. */
export type ReadPage = (query: {
  count: number
  since_id?: string
  max_id?: string
}) => Promise<JsonObject>

export interface Walked {
  /** Oldest first. */
  readonly items: readonly JsonObject[]
  readonly mark: FeedMark
  /** Set when the allowance or a limit ended the walk early. */
  readonly waitMs?: number
}

interface Range {
  readonly items: readonly JsonObject[]
  /** What the walk did not get to. */
  readonly left: Gap | undefined
  readonly waitMs?: number
}

const maxPages = 40

function isLimit(error: unknown): error is { retry: { afterMs: number } } {
  return isRelayError(error, 'channel.rate_limited') && typeof error.retry === 'object'
}

/**
 * Where the next page begins, or undefined after the last. Items may be filtered away, so a short or
 * empty page ends the list only where Weibo names nothing below it.
 */
function nextMax(page: JsonObject, ids: readonly string[], count: number): string | undefined {
  const next = textIn(page, 'next_cursor')
  const lowest = minId(ids)
  if (lowest === undefined) return isId(next) && next !== '0' ? next : undefined
  return ids.length < count && next === '0' ? undefined : before(lowest)
}

async function readRange(
  call: FeedCall,
  read: ReadPage,
  since: string,
  top: string | undefined,
): Promise<Range> {
  const seen = new Map<string, JsonObject>()
  let max = top
  for (let pages = 0; pages < maxPages; pages++) {
    let page: JsonObject
    try {
      page = await read({
        count: call.count,
        since_id: since,
        ...(max !== undefined && { max_id: max }),
      })
    } catch (error) {
      if (!isLimit(error)) throw error
      // Nothing read at all: the whole range is still to come, and the mark does not move.
      return {
        items: inOrder(seen),
        left: max === undefined ? undefined : { since, max },
        waitMs: error.retry.afterMs,
      }
    }
    // Without its list it is no page: what lies below is read another time.
    if (!Array.isArray(page[call.list])) break
    const fresh = listIn(page, call.list).filter(
      (item) => isId(idOf(item)) && compareIds(idOf(item), since) > 0,
    )
    for (const item of fresh) seen.set(idOf(item), item)
    const next = nextMax(page, fresh.map(idOf), call.count)
    const isEnd =
      next === undefined ||
      compareIds(next, since) <= 0 ||
      (max !== undefined && compareIds(next, max) >= 0)
    if (isEnd) return { items: inOrder(seen), left: undefined }
    max = next
  }
  return { items: inOrder(seen), left: max === undefined ? undefined : { since, max } }
}

function inOrder(seen: ReadonlyMap<string, JsonObject>): readonly JsonObject[] {
  return [...seen.entries()].sort(([a], [b]) => compareIds(a, b)).map(([, item]) => item)
}

/**
 * The very first round only marks the newest id: the past is not filed. undefined after an answer
 * without a list, which says nothing about what there is.
 */
export async function firstMark(call: FeedCall, read: ReadPage): Promise<FeedMark | undefined> {
  const page = await read({ count: call.count })
  if (!Array.isArray(page[call.list])) return undefined
  const ids = listIn(page, call.list).map(idOf).filter(isId)
  const below = textIn(page, 'next_cursor')
  return { since: maxId(ids) ?? (isId(below) ? below : '0') }
}

/**
 * Everything newer than the mark. When the allowance ends in the middle, the newest items are handed
 * over, the mark moves to them, and the part between is remembered and read first next time.
 */
export async function walk(call: FeedCall, read: ReadPage, mark: FeedMark): Promise<Walked> {
  if (mark.gap) {
    const { items, left, waitMs } = await readRange(call, read, mark.gap.since, mark.gap.max)
    const still = waitMs !== undefined && items.length === 0 ? mark.gap : left
    const next: FeedMark = still ? { since: mark.since, gap: still } : { since: mark.since }
    if (still || waitMs !== undefined)
      return { items, mark: next, ...(waitMs !== undefined && { waitMs }) }
    const newer = await walk(call, read, next)
    return { ...newer, items: [...items, ...newer.items] }
  }
  const { items, left, waitMs } = await readRange(call, read, mark.since, undefined)
  const newest = maxId(items.map(idOf)) ?? mark.since
  // With nothing handed over the mark stays, and what is left is above it still.
  const gap = left && items.length > 0 ? { gap: left } : {}
  return { items, mark: { since: newest, ...gap }, ...(waitMs !== undefined && { waitMs }) }
}
