import { useState } from 'react'
import type { KpiSheet } from '../../../server/api/kpi-sheet.ts'
import { useBoard } from '../board.ts'
import type { Saved } from './use-sheet.ts'

export type SaveState = Saved | 'idle' | 'saving'

/** One place to save from: what it is doing, and how the last attempt went. */
export function useSaving(): {
  readonly state: SaveState
  readonly save: (change: (document: KpiSheet) => KpiSheet) => Promise<Saved>
} {
  const { sheet } = useBoard()
  const [state, setState] = useState<SaveState>('idle')
  async function save(change: (document: KpiSheet) => KpiSheet): Promise<Saved> {
    setState('saving')
    const outcome = await sheet.save(change)
    setState(outcome)
    return outcome
  }
  return { state, save }
}
