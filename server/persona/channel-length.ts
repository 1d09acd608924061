import { maxBytes } from '../core/sent-text/wechat.ts'
import { withCode } from './agent-code.ts'
import type { LintContext } from './context.ts'
import { measure } from './measure.ts'
import { partsAsSent } from './parts-as-sent.ts'

/** How long a reply is on its channel, in the channel's own unit. */
export interface SentLength {
  readonly length: number
  readonly limit: number
  /** Messages it takes: more than one only where the relay splits replies by itself. */
  readonly parts: number
}

/** Where the relay itself would split; for any other limit only the least number is known. */
const sentLimit = maxBytes
const farBeyond = 8000
const splitting: ReadonlySet<string> = new Set(['wechat', 'wecom'])

/** The length as it is sent, appended code included; undefined where the channel names no limit. */
export function lengthAsSent(draft: string, context: LintContext): SentLength | undefined {
  const { channel, roster } = context
  const limit = channel?.maxLength
  if (channel === undefined || limit === undefined) return undefined
  const code = roster?.appended !== false ? roster?.code : undefined
  // Far beyond every channel a code more or less changes nothing.
  const sent = draft.length > farBeyond ? draft : withCode(draft, code)
  const length = measure(sent, channel.unit ?? 'chars')
  // Sina's own count is used for public comments, which are never split.
  const isSplit = splitting.has(channel.kind) && channel.unit !== 'weibo' && limit > 0
  const least = isSplit ? Math.max(1, Math.ceil(length / limit)) : 1
  const isExact = least > 1 && channel.unit === 'bytes' && limit === sentLimit && length < farBeyond
  // Parts end with sentences: more of them than their length alone would need.
  const parts = isExact ? Math.max(least, partsAsSent(draft, context).length) : least
  return { length, limit, parts }
}

/** Too long to be sent at all: over the limit of one message, or more parts than sends are left. */
export function isTooLong(draft: string, context: LintContext): boolean {
  const sent = lengthAsSent(draft, context)
  if (sent === undefined || sent.length <= sent.limit) return false
  return sent.parts === 1 || sent.parts > (context.channel?.repliesLeft ?? Infinity)
}
