import { useCallback, useEffect, useRef, useState } from 'react'
import type { Lab } from './lab-door.ts'

export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly again: () => void }
  | { readonly state: 'ready'; readonly value: T }

/** Changes come in bursts: one reading for each of these spans, however long the burst lasts. */
const settleMs = 120

/**
 * A value of the lab, read again whenever something happens there. What was read once stays when a
 * later reading fails: whoever is writing below it must not lose the page.
 */
export function useLive<T>(lab: Lab, path: string): Live<T> {
  const [live, setLive] = useState<Live<T>>({ state: 'loading' })
  const turn = useRef(0)

  const read = useCallback(() => {
    const mine = (turn.current += 1)
    lab.get<T>(path).then(
      (value) => {
        if (turn.current === mine) setLive({ state: 'ready', value })
      },
      () => {
        if (turn.current !== mine) return
        setLive((before) => (before.state === 'ready' ? before : { state: 'failed', again: read }))
      },
    )
  }, [lab, path])

  useEffect(() => {
    setLive({ state: 'loading' })
    read()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = lab.follow(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        read()
      }, settleMs)
    })
    return () => {
      clearTimeout(timer)
      turn.current += 1
      stop()
    }
  }, [lab, read])

  return live
}

/** Whether the page still hears from the lab. */
export function useConnection(lab: Lab): boolean {
  const [isConnected, setConnected] = useState(true)
  useEffect(() => lab.watch(setConnected), [lab])
  return isConnected
}
