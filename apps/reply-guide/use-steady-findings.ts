import { useRef, useState } from 'react'

/** How long a resting pointer keeps things still: somebody who types has left it lying. */
const restMs = 1500

export interface Slot<T> {
  readonly item: T
  /** No longer found: it keeps its place until the pointer is away. */
  readonly isGone: boolean
}

export interface Steady<T> {
  readonly slots: readonly Slot<T>[]
  /** Put on the element that must not move under a pointer. */
  readonly guard: { readonly onPointerMove: () => void; readonly onPointerLeave: () => void }
}

/** A list that does not move under a pointer: while one moves over it, what is gone keeps its place and what is new waits. */
export function useSteady<T>(newest: readonly T[], keyOf: (item: T) => string): Steady<T> {
  const [isHeld, setHeld] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const shown = useRef<readonly T[]>([])

  const byKey = new Map(newest.map((item) => [keyOf(item), item]))
  if (!isHeld || shown.current.length === 0) shown.current = newest
  else shown.current = shown.current.map((item) => byKey.get(keyOf(item)) ?? item)

  return {
    slots: shown.current.map((item) => ({ item, isGone: !byKey.has(keyOf(item)) })),
    guard: {
      onPointerMove() {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => setHeld(false), restMs)
        if (!isHeld) setHeld(true)
      },
      onPointerLeave() {
        clearTimeout(timer.current)
        if (isHeld) setHeld(false)
      },
    },
  }
}
