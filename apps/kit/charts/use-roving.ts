import { useRef, useState, type KeyboardEvent } from 'react'

/**
 * One stop of the Tab key for many things: arrow keys go from one to the next, as `step` says
 * (undefined: the key means nothing here).
 */
export function useRoving<Key extends string | number>(
  first: Key,
  step: (from: Key, key: string) => Key | undefined,
) {
  const [current, setCurrent] = useState(first)
  const elements = useRef(new Map<Key, SVGElement>())
  function onKeyDown(event: KeyboardEvent): void {
    const to = step(current, event.key)
    if (to === undefined) return
    event.preventDefault()
    setCurrent(to)
    elements.current.get(to)?.focus()
  }
  return {
    onKeyDown,
    /** What each of them is given. */
    stop: (key: Key) => ({
      tabIndex: key === current ? 0 : -1,
      'data-focus': '',
      onFocus: () => setCurrent(key),
      ref: (element: SVGElement | null) => {
        if (element) elements.current.set(key, element)
        else elements.current.delete(key)
      },
    }),
  }
}
