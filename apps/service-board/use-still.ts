import { useRef, useState } from 'react'

/**
 * The newest value, but never a new one under somebody's pointer or focus: while held, what is shown stays
 * as it is. `hold` goes onto the element that must not move.
 */
export function useStill<T>(newest: T): {
  readonly shown: T
  readonly hold: {
    readonly onPointerEnter: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: () => void
    readonly onBlur: () => void
  }
} {
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const shown = useRef(newest)
  if (!isPointed && !isFocused) shown.current = newest
  return {
    shown: shown.current,
    hold: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  }
}
