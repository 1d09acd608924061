import { useCallback, useEffect, useState } from 'react'
import type { CustomerFile } from '../../../server/api/customers.ts'
import { readCustomer } from '../../../server/api/customers.ts'
import { RelayProblem, type Relay } from '../relay.ts'

/** Who is in sight. */
export interface Whom {
  readonly ticket?: string | undefined
  readonly user?: string | undefined
  readonly external?: string | undefined
}

export interface CustomerState {
  /** `loading`: not known yet; `empty`: nobody of ours; `error`: not reachable and nothing known. */
  readonly state: 'loading' | 'empty' | 'error' | 'ready'
  readonly card: CustomerFile | undefined
  /** Why the last reading brought nothing, also while an older card is shown. */
  readonly problem: RelayProblem['why'] | undefined
  readonly reload: () => Promise<void>
  /** Shows a card that an act answered. */
  readonly show: (card: CustomerFile | null) => void
}

/** The card of whoever is in sight; the last one stays while the relay is away. */
export function useCustomer(
  relay: Relay | undefined,
  { ticket, user, external }: Whom,
  version?: string,
): CustomerState {
  const [card, setCard] = useState<CustomerFile | null>()
  const [problem, setProblem] = useState<RelayProblem['why'] | undefined>(
    relay ? undefined : 'ended',
  )
  const reload = useCallback(async () => {
    if (!relay || (ticket ?? user ?? external) === undefined) return
    try {
      const { customer } = await relay.call(readCustomer, { query: { ticket, user, external } })
      setCard(customer)
      setProblem(undefined)
    } catch (error) {
      setProblem(error instanceof RelayProblem ? error.why : 'unreachable')
    }
  }, [relay, ticket, user, external])
  useEffect(() => void reload(), [reload, version])
  const unread = problem === undefined ? 'loading' : 'error'
  const state = card === undefined ? unread : card === null ? 'empty' : 'ready'
  return { state, card: card ?? undefined, problem, reload, show: setCard }
}
