import { RelayError, type Retry } from '../../core/error.ts'
import type { ErrorCode } from '../../core/error-codes.ts'

type Reaction = ErrorCode | readonly [code: ErrorCode, retry: Retry]

const minute = 60_000
const hour = 60 * minute

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
  89506: ['channel.ip_refused', { afterMs: 24 * hour }],
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
  45009: ['channel.rate_limited', { afterMs: hour }],
  45011: ['channel.rate_limited', { afterMs: minute }],
  48006: 'channel.rate_limited',
  48001: 'channel.permission',
  48004: 'channel.permission',
  40200: 'channel.unsupported',
  45162: 'channel.unsupported',
  40007: 'channel.media_gone',
  40009: 'channel.media_refused',
  40004: 'channel.media_refused',
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

/** IP addresses are all an errmsg may tell: the rest is free text with trace ids. */
function ipIn(errmsg: string): string | undefined {
  return /(?:\d{1,3}\.){3}\d{1,3}/.exec(errmsg)?.[0]
}

/** What a refusal by WeChat is for us. An unknown code on a send is never repeated. */
export function refusal(errcode: number, errmsg: string): RelayError {
  const reaction = reactions[errcode] ?? 'channel.unknown'
  const [code, retry] = typeof reaction === 'string' ? [reaction, undefined] : reaction
  const ip = code === 'channel.ip_refused' ? ipIn(errmsg) : undefined
  const where = ip === undefined ? '' : ` Add ${ip} to the IP list of the account.`
  return new RelayError(code, `WeChat refused the call (${errcode}).${where}`, {
    details: { errcode, ...(ip !== undefined && { ip }) },
    ...(retry !== undefined && { retry }),
  })
}
