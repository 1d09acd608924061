import type { ChannelDoors, Feed, PulledPage } from '../../core/channel.ts'
import { RelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import { readJsonObject } from '../../wire/json.ts'
import type { WeiboAccount } from './account.ts'
import { refusal } from './errors.ts'
import { textIn } from './fields.ts'
import { compareIds, isId } from './ids.ts'

const kinds = ['status', 'comment'] as const
const prefix = 'datapush'
/** Within the lease of a feed, and short enough for a clean stop. */
const readForMs = 8000
const quietMs = 250
const timeoutMs = 14_000
const betweenReadsMs = 1000
const afterFailureMs = 30_000

/** The commercial streams, where a contract and its subscription ids are configured. */
export function streamFeeds({ datapushBase, datapushIds }: WeiboAccount): readonly Feed[] {
  if (datapushBase === undefined) return []
  return datapushIds.flatMap((subid) =>
    kinds.map((kind): Feed => ({
      name: `${prefix}:${kind}:${subid}`,
      when: 'clock',
      everyMs: betweenReadsMs,
    })),
  )
}

export function isStreamFeed(feed: string): boolean {
  return feed.startsWith(`${prefix}:`)
}

function failure(answer: IncomingAnswer, path: string): RelayError | undefined {
  const line = answer.text().trim().split('\n', 1)[0] ?? ''
  const code = /"error_code"/.test(line) ? Number(textIn(readJsonObject(line), 'error_code')) : 0
  if (code !== 0) return refusal(code, path)
  if (answer.status === 200) return undefined
  return new RelayError('channel.unavailable', `Weibo answered ${path} with ${answer.status}.`, {
    retry: { afterMs: afterFailureMs },
  })
}

/** Whole lines only: one cut by the end of the read is sent again after the position. */
function linesOf(answer: IncomingAnswer): readonly string[] {
  return answer
    .text()
    .split('\n')
    .slice(0, -1)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('{'))
}

function positionOf(line: string): string | undefined {
  try {
    const id = textIn(readJsonObject(line), 'id')
    return isId(id) ? id : undefined
  } catch {
    return undefined
  }
}

/**
 * What the stream says within a few seconds, from the newest frame stored on (Weibo replays five
 * minutes). Before the first frame there is no position; the polled feeds are the net below.
 */
export async function pullStream(
  account: WeiboAccount,
  { http }: ChannelDoors,
  feed: string,
  cursor: string | undefined,
): Promise<PulledPage> {
  const [, kind = '', subid = ''] = feed.split(':')
  const path = `datapush/${kind}`
  const answer = await http.call({
    method: 'GET',
    url: `${account.datapushBase ?? ''}/${path}`,
    headers: { authorization: `OAuth2 ${account.accessToken}` },
    query: { access_token: account.accessToken, subid, since_id: cursor || undefined },
    stream: { forMs: readForMs, quietMs },
    timeoutMs,
  })
  const failed = failure(answer, path)
  if (failed) throw failed
  const lines = linesOf(answer)
  const ids = [cursor ?? '', ...lines.map(positionOf)].filter((id) => id !== undefined && id !== '')
  return {
    items: lines.map((body) => ({ source: prefix, body })),
    cursor: (ids as string[]).sort(compareIds).at(-1) ?? '',
    hasMore: false,
  }
}
