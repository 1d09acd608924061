import type { LabWorld } from '../world.ts'
import { tooMany, type ZendeskRefusal } from './refusal.ts'
import type { ZendeskSettings } from './settings.ts'

type Headers = Record<string, string>

export interface Limits {
  /** Counts a request of the account; refuses with 429 when the minute's allowance is spent. */
  countRequest(): Headers
  /** Counts an update of a ticket by a user. */
  countUpdate(userId: number, ticketId: number): Headers
  /** Only the allowance per user and ticket, which bulk jobs spend too. */
  countTouch(userId: number, ticketId: number): void
  countExport(): Headers
}

const MINUTE = 60_000
const TEN_MINUTES = 10 * MINUTE

interface Minute {
  startedAt: number
  used: number
}

interface Count {
  total: number
  left: number
  resetsIn: number
}

export function createLimits(world: LabWorld, settings: ZendeskSettings): Limits {
  const minutes = new Map<string, Minute>()
  const touches = new Map<string, number[]>()

  /** Refuses when the running minute's allowance is spent. */
  const count = (name: string, total: number, words: string): Count => {
    const now = world.now()
    const known = minutes.get(name)
    const minute = known && now - known.startedAt < MINUTE ? known : { startedAt: now, used: 0 }
    minutes.set(name, minute)
    minute.used += 1
    const resetsIn = secondsUntil(minute.startedAt + MINUTE, now)
    if (minute.used > total) throw tooMany(resetsIn, `Number of allowed ${words} exceeded`)
    return { total, left: total - minute.used, resetsIn }
  }
  const countTouch = (userId: number, ticketId: number): void => {
    const key = `${userId}:${ticketId}`
    const now = world.now()
    const recent = (touches.get(key) ?? []).filter((at) => at > now - TEN_MINUTES)
    touches.set(key, recent)
    if (recent.length >= settings.updatesPerTenMinutes) throw tooManyTouches(recent, now)
    recent.push(now)
  }

  return {
    countTouch,
    countRequest: () =>
      accountHeaders(count('account', settings.requestsPerMinute, 'API requests per minute')),
    countUpdate(userId, ticketId) {
      const counted = count('update', settings.updatesPerMinute, 'ticket updates per minute')
      countTouch(userId, ticketId)
      return endpointHeader('tickets-update', counted)
    },
    countExport: () =>
      endpointHeader(
        'incremental-exports',
        count('export', settings.exportsPerMinute, 'incremental exports'),
      ),
  }
}

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / 1_000))
}

function tooManyTouches(recent: readonly number[], now: number): ZendeskRefusal {
  const freeAt = (recent[0] ?? now) + TEN_MINUTES
  return tooMany(
    secondsUntil(freeAt, now),
    'Rate limit for ticket updates exceeded: too many updates in 10 minutes by one user on one ticket',
  )
}

function accountHeaders({ total, left, resetsIn }: Count): Headers {
  return {
    'x-rate-limit': String(total),
    'x-rate-limit-remaining': String(left),
    'ratelimit-limit': String(total),
    'ratelimit-remaining': String(left),
    'ratelimit-reset': String(resetsIn),
  }
}

function endpointHeader(name: string, { total, left, resetsIn }: Count): Headers {
  return { [`zendesk-ratelimit-${name}`]: `total=${total}; remaining=${left}; resets=${resetsIn}` }
}
