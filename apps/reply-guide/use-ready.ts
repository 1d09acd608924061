import { useCallback, useEffect, useState } from 'react'
import { readReadyReplies, type ReadyReplies } from '../../server/api/ready.ts'
import type { Relay } from '../kit/relay.ts'

export interface ReadyState {
  readonly state: 'loading' | 'error' | 'ready'
  /** The newest known; kept while newer ones are fetched. */
  readonly ready: ReadyReplies | undefined
  readonly reload: () => void
}

/** Suggestions beside a ticket, fetched anew whenever `version` changes. */
export function useReady(relay: Relay, ticket: string, version: string): ReadyState {
  const [ready, setReady] = useState<ReadyReplies>()
  const [isFailed, setFailed] = useState(false)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isGone = false
    async function read(): Promise<void> {
      try {
        const found = await relay.call(readReadyReplies, { parts: { ticketId: ticket } })
        if (isGone) return
        setReady(found)
        setFailed(false)
      } catch {
        if (!isGone) setFailed(true)
      }
    }
    void read()
    return () => {
      isGone = true
    }
  }, [relay, ticket, version, round])
  const reload = useCallback(() => {
    setFailed(false)
    setRound((n) => n + 1)
  }, [])
  // An answer of another ticket says nothing about this one.
  const own = ready?.ticket === ticket ? ready : undefined
  return { state: own ? 'ready' : isFailed ? 'error' : 'loading', ready: own, reload }
}
