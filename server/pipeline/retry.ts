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
/** The whole schedule in vain: given up even where nothing else was there to compare it with. */
export const lastTries = filingSteps.length + 1

/** Spread over the upper half of a step, so that what failed together does not come back together. */
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

interface ReplyTry {
  readonly tries: number
  /** Counted from when the agent wrote, ms. */
  readonly sinceMs: number
  /** In [0, 1). */
  readonly random: number
}

/** undefined = patience is over. */
export function replyDelay(
  { tries, sinceMs, random }: ReplyTry,
  error: RelayError,
): number | undefined {
  if (error.retry === 'never') return undefined
  const step = replySteps[Math.min(tries, replySteps.length - 1)] ?? minute
  const delay = hinted(error.retry) ?? jitter(step, random)
  return sinceMs + delay > replyPatienceMs ? undefined : delay
}

const signsOfDown: ReadonlySet<string> = new Set([
  'helpdesk.unavailable',
  'channel.unavailable',
  'http.connect',
  'http.timeout',
  'http.bad_answer',
])

/** What a breaker counts: the other side did not answer properly. A refusal is a proper answer. */
export function isSignOfDown(error: RelayError): boolean {
  return error.outcome === 'unknown' || signsOfDown.has(error.code)
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
