import type { ChannelDoors, Feed, PulledPage } from '../../core/channel.ts'
import { isRelayError } from '../../core/error.ts'
import type { RawItem } from '../../core/message.ts'
import { writeJson, type JsonObject } from '../../wire/json.ts'
import type { WeiboAccount } from './account.ts'
import type { Allowance } from './allowance.ts'
import type { WeiboApi } from './api.ts'
import { readMark, writeMark, type FeedMark } from './cursor.ts'
import { isStreamFeed, pullStream, streamFeeds } from './datapush.ts'
import { listIn } from './fields.ts'
import { firstMark, walk, type FeedCall, type ReadPage } from './walk.ts'

const calls: Readonly<Record<string, FeedCall>> = {
  mentions: { name: 'statuses/mentions', list: 'statuses', count: 200 },
  comments: { name: 'comments/to_me', list: 'comments', count: 50 },
  comment_mentions: { name: 'comments/mentions', list: 'comments', count: 50 },
}

const clockFeeds = Object.keys(calls)

/** Three polled feeds, single comments that a push only named, and streams where there are any. */
export function feedsOf(account: WeiboAccount): readonly Feed[] {
  return [
    ...clockFeeds.map((name): Feed => ({ name, when: 'clock', everyMs: account.pollMs })),
    { name: 'pushed_comments', when: 'told' },
    ...streamFeeds(account),
  ]
}

interface Pulling {
  readonly account: WeiboAccount
  readonly doors: ChannelDoors
  readonly api: WeiboApi
  readonly allowance: Allowance
}

function rawItems(source: string, items: readonly JsonObject[]): readonly RawItem[] {
  return items.map((item) => ({ source, body: writeJson(item) }))
}

/** The floor between rounds is the admin's; only what is left of the allowance lengthens it. */
async function pause({ account, allowance }: Pulling, least = 0): Promise<number> {
  return Math.max(account.pollMs, least, await allowance.pauseMs(clockFeeds.length))
}

/** A part left for later is reported once, when it appears; it stays in the mark until it is read. */
function newGap(before: FeedMark, { gap }: FeedMark): Pick<PulledPage, 'gap'> {
  if (!gap || before.gap) return {}
  return { gap: { from: gap.since, to: gap.max, reason: 'allowance' } }
}

async function pullClock(
  pulling: Pulling,
  feed: string,
  cursor: string | undefined,
): Promise<PulledPage> {
  const call = calls[feed] as FeedCall
  const long = pulling.account.isCommercial ? { isGetLongText: 1 } : {}
  const read: ReadPage = (query) => pulling.api.read(call.name, { ...query, ...long })
  const mark = readMark(cursor)
  try {
    if (!mark) {
      const first = await firstMark(call, read)
      const marked = first ? writeMark(first) : ''
      return { items: [], cursor: marked, hasMore: false, waitMs: await pause(pulling) }
    }
    const walked = await walk(call, read, mark)
    const waitMs = await pause(pulling, walked.waitMs)
    return {
      items: rawItems(feed, walked.items),
      cursor: writeMark(walked.mark),
      hasMore: false,
      waitMs,
      ...newGap(mark, walked.mark),
    }
  } catch (error) {
    if (!isRelayError(error, 'channel.rate_limited') || typeof error.retry !== 'object') throw error
    return {
      items: [],
      cursor: cursor ?? '',
      hasMore: false,
      waitMs: Math.max(pulling.account.pollMs, error.retry.afterMs),
    }
  }
}

/** A pushed mention names a comment without its post; here it is read whole. */
async function pullPushed(
  { api }: Pulling,
  hint: string | undefined,
  cursor: string | undefined,
): Promise<PulledPage> {
  if (hint === undefined) return { items: [], cursor: cursor ?? '', hasMore: false }
  const body = await api.read('comments/show_batch', { cids: hint })
  const found = listIn(body, 'comments')
  return { items: rawItems('pushed_comments', found), cursor: cursor ?? '', hasMore: false }
}

export function pull(
  pulling: Pulling,
  feed: string,
  cursor: string | undefined,
  hint?: string,
): Promise<PulledPage> {
  if (isStreamFeed(feed)) return pullStream(pulling.account, pulling.doors, feed, cursor)
  return feed === 'pushed_comments'
    ? pullPushed(pulling, hint, cursor)
    : pullClock(pulling, feed, cursor)
}
