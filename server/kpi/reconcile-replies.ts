/** How a written reply ended. `failed` and `unconfirmed` never reached the customer as far as we know. */
export type ReplyEnd = 'delivered' | 'failed' | 'unconfirmed' | 'bot' | 'internal'

/** One reply as it stands in the ticket. Epoch ms. */
export interface WrittenReply {
  readonly writtenAt: number
  readonly deliveredAt?: number
  readonly agent?: string
  readonly end: ReplyEnd
}

/** Zendesk counts an agent's public comment when it is written, whatever becomes of it. */
export function isCountedByRule({ end }: WrittenReply): boolean {
  return end === 'delivered' || end === 'failed' || end === 'unconfirmed'
}

export function neverReached({ end }: WrittenReply): boolean {
  return end === 'failed' || end === 'unconfirmed'
}

export const minuteMs = 60_000

/** Zendesk's figures have whole minutes: less than one of them is no difference in what was counted. */
export function isRounding(ms: number): boolean {
  return Math.abs(ms) < minuteMs
}

/**
 * The reply that Zendesk's figure (ms from the ticket's creation) speaks of: the one its rule names where
 * that fits, else whichever fits, else the one its rule names all the same.
 */
export function countedReply(
  replies: readonly WrittenReply[],
  { createdAt, figure }: { readonly createdAt: number; readonly figure: number },
): WrittenReply | undefined {
  const fits = ({ writtenAt }: WrittenReply): boolean =>
    isRounding(figure - (writtenAt - createdAt))
  const byRule = replies.find(isCountedByRule)
  if (byRule && fits(byRule)) return byRule
  return replies.find(fits) ?? byRule
}

/** The reply that reached the customer at that moment; the first one written where deliveries are not known so exactly. */
export function deliveredBy(
  replies: readonly WrittenReply[],
  at: number,
): WrittenReply | undefined {
  const delivered = replies.filter(({ end }) => end === 'delivered')
  return (
    delivered.find(({ deliveredAt }) => deliveredAt === at) ??
    delivered.find(({ writtenAt }) => writtenAt <= at)
  )
}
