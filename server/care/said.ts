import { writtenBy, type Situation } from './situation.ts'
import { wordsOf } from './words.ts'

const inboundKept = 20
const earlierKept = 40

interface Turn {
  /** '' of the brand's own. */
  readonly message: string
  readonly from: 'customer' | 'brand'
  readonly text: string
  /** By the relay's clock, for the order. */
  readonly seenAt: number
  readonly at: number
}

/** Everything said in words, oldest first; of one moment, the question before the answer. */
function turnsOf({ messages, replies, masks }: Situation): readonly Turn[] {
  const asked = messages.map(({ id, message, receivedAt }): Turn => {
    const text = wordsOf(message, masks)
    return { message: id, from: 'customer', text, seenAt: receivedAt, at: message.sentAt }
  })
  const told = replies.map(({ text, writtenAt }): Turn => {
    const seenAt = writtenBy(writtenAt)
    return { message: '', from: 'brand', text: text.trim(), seenAt, at: writtenAt }
  })
  return [...asked, ...told].filter(({ text }) => text !== '').sort((a, b) => a.seenAt - b.seenAt)
}

/** What the next answer answers, and what was said before it. */
export function said(situation: Situation): {
  readonly inbound: readonly Pick<Turn, 'message' | 'text' | 'at'>[]
  readonly earlier: readonly Turn[]
} {
  const turns = turnsOf(situation)
  const last = turns.findLastIndex(({ from }) => from === 'brand')
  return {
    inbound: turns.slice(last + 1).slice(-inboundKept),
    earlier: turns.slice(0, last + 1).slice(-earlierKept),
  }
}
