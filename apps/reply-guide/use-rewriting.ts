import { useState } from 'react'
import { rewriteReadyReply } from '../../server/api/ready.ts'
import type { Relay } from '../kit/relay.ts'

export type Rewriting =
  | { readonly state: 'none' | 'running' | 'refused' | 'unavailable' | 'off' }
  | { readonly state: 'shown'; readonly text: string }

/** The endpoint has 8 s; the way there and back takes its own time. */
const timeoutMs = 10_000

/** One suggestion in other words, when an agent asks for it. */
export function useRewriting(relay: Relay, ticket: string, replyId: string) {
  const [rewriting, setRewriting] = useState<Rewriting>({ state: 'none' })
  async function ask(): Promise<void> {
    setRewriting({ state: 'running' })
    try {
      const parts = { ticketId: ticket, replyId }
      const { outcome, text } = await relay.call(rewriteReadyReply, { parts, timeoutMs })
      if (outcome === 'shown')
        setRewriting(text === null ? { state: 'unavailable' } : { state: 'shown', text })
      else setRewriting({ state: outcome })
    } catch {
      setRewriting({ state: 'unavailable' })
    }
  }
  return {
    rewriting,
    onAsk: () => void ask(),
    onBack: () => setRewriting({ state: 'none' }),
  }
}
