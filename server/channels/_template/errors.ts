import { RelayError } from '../../core/error.ts'
import type { ErrorCode } from '../../core/error-codes.ts'

/** The platform's code → ours: a table, no ifs. */
const reactions: Readonly<Record<number, ErrorCode>> = {
  1: 'channel.unavailable',
  2: 'channel.auth',
  3: 'channel.rate_limited',
  4: 'channel.window_closed',
}

/** An unknown code is final: a write is never repeated on a guess. */
export function refusal(code: number): RelayError {
  return new RelayError(
    reactions[code] ?? 'channel.unknown',
    `The platform refused the call (${code}).`,
    { details: { code } },
  )
}
