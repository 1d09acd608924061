import { useCallback, useEffect, useState } from 'react'
import { readMacros, type MacroChoice } from '../../server/api/ready.ts'
import type { Relay } from '../kit/relay.ts'

export interface MacrosState {
  readonly state: 'loading' | 'error' | 'ready'
  readonly macros: readonly MacroChoice[]
  readonly isPartial: boolean
  readonly reload: () => void
}

type Found =
  | {
      readonly ticket: string
      readonly macros: readonly MacroChoice[]
      readonly isPartial: boolean
    }
  | 'error'
  | undefined

/** The templates for one ticket, fetched once they are looked at. */
export function useMacros(relay: Relay, ticket: string): MacrosState {
  const [found, setFound] = useState<Found>()
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isGone = false
    relay.call(readMacros, { parts: { ticketId: ticket } }).then(
      (answer) => !isGone && setFound(answer),
      () => !isGone && setFound('error'),
    )
    return () => {
      isGone = true
    }
  }, [relay, ticket, round])
  const reload = useCallback(() => {
    setFound(undefined)
    setRound((n) => n + 1)
  }, [])
  const own = typeof found === 'object' && found.ticket === ticket ? found : undefined
  return {
    state: own ? 'ready' : found === 'error' ? 'error' : 'loading',
    macros: own?.macros ?? [],
    isPartial: own?.isPartial ?? false,
    reload,
  }
}
