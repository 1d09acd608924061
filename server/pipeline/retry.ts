import { RelayError, type Retry } from '../core/error.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Filings: about 18 hours in all. */
const filingSteps = [1, 5, 30, 120, 600, 1800, 7200, 18_000, 36_000].map((s) => s * second)
/** Replies use the short part only: after ten minutes the agent is told. */
const replySteps = [1, 5, 30, 120].map((s) => s * second)

export const replyPatienceMs = 10 * minute
/** A filing failing this often while others succeed goes to dead letters. */
export const poisonTries = 8

/** Full jitter between half a step and the whole of it; `random` in [0, 1). */
function jitter(step: number, random: number): number {
  return Math.round(step / 2 + (step / 2) * random)
}

function hinted(retry: Retry): number | undefined {
  return typeof retry === 'object' ? retry.afterMs : undefined
}

export function filingDelay(tries: number, error: RelayError, random: number): number {
  const step = filingSteps[Math.min(tries, filingSteps.length - 1)] ?? hour
  return hinted(error.retry) ?? jitter(step, random)
}

/** undefined = patience is over. `sinceMs` counts from when the agent wrote. */
export function replyDelay(tries: number, sinceMs: number, error: RelayError): number | undefined {
  if (error.retry === 'never') return undefined
  const delay = hinted(error.retry) ?? replySteps[Math.min(tries, replySteps.length - 1)] ?? minute
  return sinceMs + delay > replyPatienceMs ? undefined : delay
}

/** Faults of the other side as a whole: they say nothing about the item and cost it no attempt. */
export function isOutage(error: RelayError): boolean {
  return (
    error.code === 'helpdesk.unavailable' ||
    error.code === 'helpdesk.rate_limited' ||
    error.code === 'helpdesk.auth' ||
    error.code === 'http.connect' ||
    error.code === 'store.unavailable'
  )
}

/** Anything thrown, as a RelayError. */
export function asRelayError(
  error: unknown,
  fallback: 'helpdesk.unavailable' | 'channel.unavailable',
): RelayError {
  if (error instanceof RelayError) return error
  return new RelayError(fallback, 'An unexpected fault stopped the call.', {
    cause: error,
    outcome: 'unknown',
  })
}
