import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** What charts are drawn at until their place has been measured. */
const firstWidth = 640

/** How wide the element is, in px; follows it. */
export function useWidth<E extends HTMLElement>(): readonly [RefObject<E>, number] {
  const place = useRef<E>(null)
  const [width, setWidth] = useState(firstWidth)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const measure = (): void => {
      if (element.clientWidth > 0) setWidth(element.clientWidth)
    }
    measure()
    if (!('ResizeObserver' in window)) return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, width]
}
