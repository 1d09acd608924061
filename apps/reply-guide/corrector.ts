import { correctUnderstanding, type Correction } from '../../server/api/understanding.ts'
import type { Relay } from '../kit/relay.ts'

/** A correction without the message it is about. */
export type Said = Correction extends infer C
  ? C extends Correction
    ? Omit<C, 'message'>
    : never
  : never

export type Correct = (correction: Said) => Promise<void>

/** Where corrections go. */
export interface Correcting {
  readonly relay: Relay
  readonly ticket: string
}

/** Records what an agent says about one message. */
export function corrector({ relay, ticket }: Correcting, message: string): Correct {
  return async (correction) => {
    const body = { message, ...correction }
    await relay.call(correctUnderstanding, { parts: { ticketId: ticket }, body })
  }
}
