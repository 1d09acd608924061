import { useRef, useState } from 'react'

interface Numbered {
  readonly id: number
}

export interface SteadyList<T> {
  readonly rows: readonly T[]
  /** New ones that wait until the list may move. */
  readonly waiting: number
  readonly hold: (isHeld: boolean) => void
  /** Shows the newest order although the list is held. */
  readonly refresh: () => void
}

/**
 * A list that is sorted by its newest change, but never under somebody's cursor: while held, rows
 * keep their places (their contents stay live), and what is new waits.
 */
export function useSteadyList<T extends Numbered>(newest: readonly T[]): SteadyList<T> {
  const [isHeld, setHeld] = useState(false)
  const shown = useRef<readonly T[]>([])
  const [, redraw] = useState(0)

  const byId = new Map(newest.map((item) => [item.id, item]))
  if (!isHeld || shown.current.length === 0) shown.current = newest
  // One that left the list stays where it is, too, as it was last seen.
  else shown.current = shown.current.map((item) => byId.get(item.id) ?? item)

  const known = new Set(shown.current.map(({ id }) => id))
  return {
    rows: shown.current,
    waiting: newest.filter(({ id }) => !known.has(id)).length,
    hold: setHeld,
    refresh() {
      shown.current = newest
      redraw((count) => count + 1)
    },
  }
}
