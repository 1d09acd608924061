import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Closer to the end than this counts as being there, px. */
const nearPx = 48

export interface StickToEnd {
  readonly box: RefObject<HTMLDivElement>
  /** Something arrived below what is being read. */
  readonly hasNews: boolean
  readonly toEnd: () => void
  readonly onScroll: () => void
}

/**
 * Keeps the newest line in sight while the reader is at the end, pictures that load late included,
 * and leaves a reader who scrolled up where he is.
 */
export function useStickToEnd(count: number): StickToEnd {
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const [hasNews, setHasNews] = useState(false)

  const toEnd = useCallback(() => {
    const { current } = box
    if (current) current.scrollTop = current.scrollHeight
    isAtEnd.current = true
    setHasNews(false)
  }, [])
  const onScroll = useCallback(() => {
    const { current } = box
    if (!current) return
    isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < nearPx
    if (isAtEnd.current) setHasNews(false)
  }, [])

  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd()
    else setHasNews(true)
  }, [count, toEnd])

  useEffect(() => {
    const content = box.current?.firstElementChild
    if (!content || !('ResizeObserver' in window)) return
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd()
    })
    observer.observe(content)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [toEnd])

  return { box, hasNews, toEnd, onScroll }
}
