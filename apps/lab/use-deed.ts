import { useCallback, useState } from 'react'

export interface Deed {
  readonly isRunning: boolean
  /** Why the last one failed; empty when it did not. */
  readonly problem: string
  /** Runs it; true when it succeeded. */
  readonly run: (deed: () => Promise<unknown>) => Promise<boolean>
}

/** An act that may fail: its reason is shown where it was asked for instead of getting lost. */
export function useDeed(): Deed {
  const [running, setRunning] = useState(0)
  const [problem, setProblem] = useState('')
  const run = useCallback(async (deed: () => Promise<unknown>) => {
    setRunning((count) => count + 1)
    try {
      await deed()
      setProblem('')
      return true
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      return false
    } finally {
      setRunning((count) => count - 1)
    }
  }, [])
  return { isRunning: running > 0, problem, run }
}
