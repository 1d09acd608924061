import { useCallback, useEffect, useRef, useState } from 'react'
import type { Lab } from './lab-door.ts'

export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly again: () => void }
  | { readonly state: 'ready'; readonly value: T }

const settleMs = 120

/** A value of the lab, read again whenever something happens there; old values stay while reading. */
export function useLive<T>(lab: Lab, path: string | undefined): Live<T> {
  const [live, setLive] = useState<Live<T>>({ state: 'loading' })
  const turn = useRef(0)

  const read = useCallback(() => {
    if (path === undefined) return
    const mine = (turn.current += 1)
    lab.get<T>(path).then(
      (value) => {
        if (turn.current === mine) setLive({ state: 'ready', value })
      },
      () => {
        if (turn.current === mine) setLive({ state: 'failed', again: read })
      },
    )
  }, [lab, path])

  useEffect(() => {
    setLive({ state: 'loading' })
    read()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = lab.follow(() => {
      clearTimeout(timer)
      timer = setTimeout(read, settleMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [lab, read])

  return live
}
