import { useCallback, useState } from 'react'
import type { Reasons } from './save-gate.ts'

interface Given {
  readonly draft: string
  readonly reasons: Reasons
}

const none: Reasons = new Map()

/** Reasons for sending in spite of an error. They hold for one text: a changed one is another reply. */
export function useReasons(draft: string) {
  const [given, setGiven] = useState<Given>({ draft: '', reasons: none })
  const reasons = given.draft === draft ? given.reasons : none
  const give = useCallback(
    (rule: string, reason: string | undefined) =>
      setGiven((before) => {
        const next = new Map(before.draft === draft ? before.reasons : none)
        if (reason === undefined) next.delete(rule)
        else next.set(rule, reason)
        return { draft, reasons: next }
      }),
    [draft],
  )
  return { reasons, give }
}
