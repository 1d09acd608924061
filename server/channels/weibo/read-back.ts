import type { OutboundReply, ReadBack } from '../../core/reply.ts'
import type { WeiboApi } from './api.ts'
import { readCreatedAt } from './created-at.ts'
import { idOf, listIn, objectIn, textIn } from './fields.ts'
import { readText } from './text.ts'

/** Weibo's clock and ours may differ by this much. */
const toleranceMs = 60_000

/** Weibo puts this in front of an answer to a comment. */
function withoutPrefix(text: string): string {
  return text.replace(/^回复@[^:：]{1,40}[:：]/, '').trim()
}

/** Looks among the account's own newest comments. Private messages cannot be looked up. */
export async function readBack(api: WeiboApi, reply: OutboundReply): Promise<ReadBack> {
  if (reply.visibility !== 'public' || reply.content.type !== 'text')
    return { found: false, isConclusive: false }
  const body = await api.read('comments/by_me', { count: 50 })
  const wanted = reply.content.text.trim()
  const since = (reply.attemptedAt ?? 0) - toleranceMs
  // The same words may have gone to somebody else under the same post.
  const parent = reply.target?.['cid'] ?? ''
  for (const comment of listIn(body, 'comments')) {
    const at = readCreatedAt(textIn(comment, 'created_at')) ?? 0
    const isThread = idOf(objectIn(comment, 'status')) === (reply.target?.['id'] ?? '')
    const isTarget = isThread && idOf(objectIn(comment, 'reply_comment')) === parent
    const isSame = withoutPrefix(readText(textIn(comment, 'text'))) === wanted
    if (isTarget && isSame && at >= since) return { found: true, platformId: idOf(comment), at }
  }
  return { found: false, isConclusive: false }
}
