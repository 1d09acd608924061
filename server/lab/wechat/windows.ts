/** What opened a sending window. Only `message` lasts 48 h; the others one minute. */
export type Trigger = 'message' | 'menu' | 'follow' | 'scan'

const HOUR = 3_600_000

/** https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage */
const allowances: Readonly<Record<Trigger, { count: number; forMs: number }>> = {
  message: { count: 5, forMs: 48 * HOUR },
  menu: { count: 3, forMs: 60_000 },
  follow: { count: 3, forMs: 60_000 },
  scan: { count: 3, forMs: 60_000 },
}

export interface SendWindow {
  grant(trigger: Trigger, at: number): void
  /** Uses up one send. `closed` = no trigger is recent enough; `used_up` = its count is gone. */
  spend(now: number): 'ok' | 'closed' | 'used_up'
  canSend(now: number): boolean
  close(): void
  view(now: number): { remaining: number; deadline: number | null }
}

/**
 * A new trigger replaces an older one of its kind and never adds to another: every send counts
 * against all live triggers. That is the strictest reading of the platform's pages.
 */
export function createSendWindow(): SendWindow {
  const grants = new Map<Trigger, { remaining: number; deadline: number }>()
  const live = (now: number): { remaining: number; deadline: number }[] =>
    [...grants.values()].filter((grant) => grant.deadline > now)

  return {
    grant(trigger, at) {
      const { count, forMs } = allowances[trigger]
      const deadline = Math.max(at + forMs, grants.get(trigger)?.deadline ?? 0)
      grants.set(trigger, { remaining: count, deadline })
    },
    spend(now) {
      const open = live(now)
      if (open.length === 0) return 'closed'
      if (open.every((grant) => grant.remaining <= 0)) return 'used_up'
      for (const grant of open) grant.remaining -= 1
      return 'ok'
    },
    canSend: (now) => live(now).some((grant) => grant.remaining > 0),
    close: () => grants.clear(),
    view(now) {
      const usable = live(now).filter((grant) => grant.remaining > 0)
      if (usable.length === 0) return { remaining: 0, deadline: null }
      return {
        remaining: Math.max(...usable.map((grant) => grant.remaining)),
        deadline: Math.max(...usable.map((grant) => grant.deadline)),
      }
    },
  }
}
