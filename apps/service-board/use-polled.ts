import { useCallback, useEffect, useRef, useState } from 'react'
import { RelayProblem } from '../kit/relay.ts'

export interface Polled<T> {
  /** `loading`: nothing to show yet; `error`: nothing to show and none to be had. */
  readonly state: 'loading' | 'error' | 'ready'
  readonly value: T | undefined
  /** Why the last reading brought nothing, also while an older value is shown. */
  readonly problem: RelayProblem['why'] | undefined
  /** What is shown was asked with other filters; the new answer is on its way. */
  readonly isChanging: boolean
  readonly reload: () => void
}

interface Held<T> {
  readonly key: string
  readonly value: T
}

/** How often the board looks again: with the way there, no figure of a fresh relay is older than ten seconds. */
export const pollMs = 5_000
/** For what is dear to compute and slow to change. */
export const slowPollMs = 15_000

/** Looks at once, then again and again while the page is seen, and when it comes into sight. */
function useRepeated(look: () => Promise<void>, key: string, everyMs: number | 'once'): void {
  useEffect(() => {
    void look()
    if (everyMs === 'once') return
    const lookIfSeen = (): void => {
      if (document.visibilityState !== 'hidden') void look()
    }
    const timer = setInterval(lookIfSeen, everyMs)
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [look, key, everyMs])
}

/**
 * What `load` brings, again and again while the page is seen. `key` says what is asked for: the value of
 * another key stays in sight until the new one is there, so that nothing jumps.
 */
export function usePolled<T>(
  load: () => Promise<T>,
  key: string,
  everyMs: number | 'once' = pollMs,
): Polled<T> {
  const [held, setHeld] = useState<Held<T>>()
  const [problem, setProblem] = useState<RelayProblem['why']>()
  const newest = useRef({ load, key })
  newest.current = { load, key }
  const asking = useRef<string>(undefined)

  const look = useCallback(async () => {
    const asked = newest.current.key
    // A slow relay is not asked again before it has answered.
    if (asking.current === asked) return
    asking.current = asked
    // An answer to what nobody asks for any more is none.
    const isWanted = (): boolean => asked === newest.current.key
    try {
      const value = await newest.current.load()
      if (!isWanted()) return
      setHeld({ key: asked, value })
      setProblem(undefined)
    } catch (error) {
      if (!isWanted()) return
      setProblem(error instanceof RelayProblem ? error.why : 'unreachable')
    } finally {
      if (asking.current === asked) asking.current = undefined
    }
  }, [])

  useRepeated(look, key, everyMs)
  const unread = problem === undefined ? 'loading' : 'error'
  return {
    state: held === undefined ? unread : 'ready',
    value: held?.value,
    problem,
    isChanging: held !== undefined && held.key !== key && problem === undefined,
    reload: () => void look(),
  }
}
