import type { LabWorld } from '../world.ts'

const WINDOW_MS = 48 * 3_600_000

export interface PrivateMessage {
  id: string
  from: 'customer' | 'brand'
  type: string
  text?: string
  url?: string
  title?: string
  mediaUrl?: string
  items?: Record<string, string>[]
  at: number
}

/** The private side of one customer: the transcript and the right to write to him. */
export interface Inbox {
  messages: PrivateMessage[]
  show(message: Omit<PrivateMessage, 'id' | 'at'> & { at?: number }): string
  /** A message, follow, subscription, menu click or scan: free for 48 h. */
  acted(at: number): void
  /** A mention: one message within 48 h. */
  mentioned(at: number): void
  unfollowed(): void
  close(): void
  /** False where the platform refuses to deliver. */
  spend(now: number): boolean
  /** `remaining` null = as many as wanted. */
  view(now: number): { remaining: number | null; deadline: number | null }
}

export interface Inboxes {
  of(uid: string): Inbox
}

export function createInboxes(world: LabWorld): Inboxes {
  const inboxes = new Map<string, Inbox>()
  let next = 0
  const mintId = (): string => `d${(next += 1)}`
  return {
    of(uid) {
      const known = inboxes.get(uid)
      if (known) return known
      const inbox = createInbox(world, mintId)
      inboxes.set(uid, inbox)
      return inbox
    },
  }
}

function createInbox(world: LabWorld, mintId: () => string): Inbox {
  const messages: PrivateMessage[] = []
  let openUntil = 0
  let mentionUntil = 0

  const close = (): void => {
    openUntil = 0
    mentionUntil = 0
  }

  return {
    messages,
    close,
    unfollowed: close,
    show(message) {
      const shown = { ...message, id: mintId(), at: message.at ?? world.now() }
      messages.push(shown)
      return shown.id
    },
    acted(at) {
      openUntil = Math.max(openUntil, at + WINDOW_MS)
    },
    mentioned(at) {
      mentionUntil = Math.max(mentionUntil, at + WINDOW_MS)
    },
    spend(now) {
      if (openUntil > now) return true
      if (mentionUntil <= now) return false
      mentionUntil = 0
      return true
    },
    view(now) {
      if (openUntil > now) return { remaining: null, deadline: openUntil }
      if (mentionUntil > now) return { remaining: 1, deadline: mentionUntil }
      return { remaining: 0, deadline: null }
    },
  }
}
