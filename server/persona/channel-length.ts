import { withCode } from './agent-code.ts'
import type { LintContext } from './context.ts'
import { measure } from './measure.ts'

/** How long a reply is on its channel, in the channel's own unit. */
export interface SentLength {
  readonly length: number
  readonly limit: number
  /** Messages it takes: more than one only where the relay splits replies by itself. */
  readonly parts: number
}

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
  const parts = isSplit ? Math.max(1, Math.ceil(length / limit)) : 1
  return { length, limit, parts }
}

/** Too long to be sent at all: over the limit of one message, or more parts than sends are left. */
export function isTooLong(draft: string, context: LintContext): boolean {
  const sent = lengthAsSent(draft, context)
  if (sent === undefined || sent.length <= sent.limit) return false
  return sent.parts === 1 || sent.parts > (context.channel?.repliesLeft ?? Infinity)
}
