import { RelayError, type Retry } from '../../core/error.ts'
import type { ErrorCode } from '../../core/error-codes.ts'

/** `tomorrow`: allowances of a day begin anew at midnight in Beijing. */
type Reaction = ErrorCode | readonly [code: ErrorCode, retry: Retry | 'tomorrow']

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const beijing = 8 * hour

/** The account's errcode → our code. Messages vary and are never branched on. */
export const reactions: Readonly<Record<number, Reaction>> = {
  [-1]: ['channel.unavailable', 'later'],
  40001: 'channel.auth',
  40014: 'channel.auth',
  42001: 'channel.auth',
  41001: 'channel.auth',
  40125: 'channel.config',
  40013: 'channel.config',
  40243: 'channel.config',
  40164: 'channel.ip_refused',
  89503: ['channel.ip_refused', { afterMs: hour }],
  89501: ['channel.ip_refused', { afterMs: hour }],
  89506: ['channel.ip_refused', { afterMs: day }],
  89507: ['channel.ip_refused', { afterMs: hour }],
  40003: 'channel.customer_unreachable',
  43004: 'channel.customer_unreachable',
  50005: 'channel.customer_unreachable',
  43019: 'channel.customer_blocked',
  48002: 'channel.customer_blocked',
  45015: 'channel.window_closed',
  45047: 'channel.quota_used',
  45002: 'channel.content_too_long',
  45003: 'channel.content_too_long',
  45004: 'channel.content_too_long',
  44004: 'channel.programming',
  45008: 'channel.programming',
  40033: 'channel.programming',
  47001: 'channel.programming',
  45009: ['channel.rate_limited', 'tomorrow'],
  45011: ['channel.rate_limited', { afterMs: minute }],
  48006: ['channel.rate_limited', 'tomorrow'],
  48001: 'channel.permission',
  48004: 'channel.permission',
  40200: 'channel.unsupported',
  45162: 'channel.unsupported',
  40007: 'channel.media_gone',
  40004: 'channel.media_refused',
  40005: 'channel.media_refused',
  40006: 'channel.media_refused',
  40009: 'channel.media_refused',
  44001: 'channel.media_refused',
  45001: 'channel.media_refused',
  65400: 'channel.permission',
  65401: 'channel.config',
  61016: 'channel.permission',
  61003: 'channel.permission',
  61004: 'channel.ip_refused',
  61007: 'channel.permission',
}

/** Errors after which the token is fetched anew, once. */
export const staleTokenCodes: readonly number[] = [40001, 40014, 42001]

/** Refusals of the service account that an answer should be shown under; the answer itself is right. */
export const serviceAccountCodes: readonly number[] = [65400, 65401]

/** IP addresses are all an errmsg may tell: the rest is free text with trace ids. */
function ipIn(errmsg: string): string | undefined {
  const four = /(?:\d{1,3}\.){3}\d{1,3}/.exec(errmsg)
  return (four ?? /\b[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7}\b/i.exec(errmsg))?.[0]
}

function retryOf(retry: Retry | 'tomorrow', now: number): Retry {
  return retry === 'tomorrow' ? { afterMs: day - ((now + beijing) % day) } : retry
}

/**
 * What a refusal by WeChat is for us. "Busy" may have acted; any other code did not, and an unknown
 * one is never repeated. `now` is epoch ms.
 */
export function refusal(errcode: number, errmsg: string, now: number): RelayError {
  const reaction = reactions[errcode] ?? 'channel.unknown'
  const [code, retry] = typeof reaction === 'string' ? [reaction, undefined] : reaction
  const ip = code === 'channel.ip_refused' ? ipIn(errmsg) : undefined
  const where = ip === undefined ? '' : ` Add ${ip} to the IP list of the account.`
  return new RelayError(code, `WeChat refused the call (${errcode}).${where}`, {
    details: { errcode, ...(ip !== undefined && { ip }) },
    ...(retry !== undefined && { retry: retryOf(retry, now) }),
    ...(errcode === -1 && { outcome: 'unknown' }),
  })
}
