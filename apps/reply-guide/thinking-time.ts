import type { LintContext } from '../../server/persona/context.ts'

/** What the relay and the platform are left for sending: a reply is checked, queued and confirmed in it. */
export const sendingMs = 30_000

const minuteMs = 60_000

export interface ThinkingTime {
  /** Until when one may think, epoch ms: the promised moment less the time sending takes. */
  readonly endsAt: number
  /** The promised moment itself, epoch ms; after it the reply is late. */
  readonly dueAt: number
  /** The whole of it from the customer's first unanswered message on, ms. */
  readonly wholeMs: number
  /** The reply window closes before the promised moment, so it decides. */
  readonly isByWindow: boolean
}

/**
 * How long an agent may still think before the answer is due. undefined = nobody waits, or no target is
 * set (`policy.replyMinutes`, else `policy.progressMinutes`).
 */
export function thinkingTime(
  { ticket, policy }: LintContext,
  windowEndsAt: number | undefined,
): ThinkingTime | undefined {
  const minutes = policy?.replyMinutes ?? policy?.progressMinutes
  const since = Date.parse(ticket?.waitingSince ?? '')
  if (minutes === undefined || Number.isNaN(since)) return undefined
  const promised = since + minutes * minuteMs
  const dueAt = Math.min(promised, windowEndsAt ?? promised)
  const endsAt = dueAt - sendingMs
  return { endsAt, dueAt, wholeMs: Math.max(0, endsAt - since), isByWindow: dueAt < promised }
}
