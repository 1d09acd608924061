import { useCallback, useState } from 'react'
import type { TicketLine } from '../lab-door.ts'

export interface Unread {
  readonly isUnread: (ticket: TicketLine) => boolean
  readonly read: (ticket: TicketLine) => void
}

/** A ticket is unread while the customer had the last word and nobody has looked since. */
export function useUnread(): Unread {
  const [seen, setSeen] = useState<ReadonlyMap<number, number>>(new Map())
  const isUnread = useCallback(
    ({ id, updatedAt, lastComment, requester }: TicketLine) =>
      lastComment?.authorName === requester.name &&
      new Date(updatedAt).getTime() > (seen.get(id) ?? 0),
    [seen],
  )
  const read = useCallback(({ id, updatedAt }: TicketLine) => {
    const at = new Date(updatedAt).getTime()
    setSeen((before) => (before.get(id) === at ? before : new Map(before).set(id, at)))
  }, [])
  return { isUnread, read }
}
