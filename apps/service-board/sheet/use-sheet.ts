import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  emptySheet,
  readKpiSheet,
  writeKpiSheet,
  type KpiSheet,
} from '../../../server/api/kpi-sheet.ts'
import { RelayProblem, type Relay } from '../../kit/relay.ts'

export type Saved = 'saved' | 'conflict' | 'failed'

/** What the board is judged by, and how to change it. */
export interface SheetBox {
  /** `absent`: the relay has none to give, and the board stands without. */
  readonly state: 'loading' | 'absent' | 'ready'
  readonly document: KpiSheet
  /** Whether this person may save. */
  readonly canSave: boolean
  /**
   * Saves the newest sheet with this change made to it. `conflict`: somebody saved meanwhile; theirs is
   * shown now, and saving again lays the change over it. Nothing is shown as saved before it is.
   */
  readonly save: (change: (document: KpiSheet) => KpiSheet) => Promise<Saved>
  readonly reload: () => void
}

interface Held {
  readonly version: number
  readonly document: KpiSheet
}

const conflictStatus = 409

async function send(relay: Relay, ifVersion: number, document: KpiSheet): Promise<Held | Saved> {
  try {
    return await relay.call(writeKpiSheet, { body: { ifVersion, document } })
  } catch (error) {
    return error instanceof RelayProblem && error.status === conflictStatus ? 'conflict' : 'failed'
  }
}

export function useSheet(relay: Relay): SheetBox {
  const [held, setHeld] = useState<Held>()
  const [isAbsent, setAbsent] = useState(false)
  const newest = useRef<Held>(undefined)
  const take = useCallback((given: Held) => {
    newest.current = given
    setHeld(given)
    setAbsent(false)
  }, [])
  const look = useCallback(async () => {
    try {
      take(await relay.call(readKpiSheet))
    } catch {
      setAbsent(newest.current === undefined)
    }
  }, [relay, take])
  useEffect(() => void look(), [look])
  const save = useCallback(
    async (change: (document: KpiSheet) => KpiSheet): Promise<Saved> => {
      const { version, document } = newest.current ?? { version: 0, document: emptySheet }
      const answer = await send(relay, version, change(document))
      if (typeof answer !== 'string') take(answer)
      if (answer === 'conflict') await look()
      return typeof answer === 'string' ? answer : 'saved'
    },
    [relay, take, look],
  )
  // Kept under somebody's name: without a person nothing is saved.
  const role = relay.session().user?.role ?? 'agent'
  return useMemo(
    () => ({
      state: held ? 'ready' : isAbsent ? 'absent' : 'loading',
      document: held?.document ?? emptySheet,
      canSave: held !== undefined && role !== 'agent',
      save,
      reload: () => void look(),
    }),
    [held, isAbsent, role, save, look],
  )
}
