import { errorCodes, type ErrorCode } from './error-codes.ts'

/** When to try again. `afterMs` is counted from now. */
export type Retry = 'never' | 'later' | { readonly afterMs: number }

/** Plain, printable facts; never secrets, tokens, addresses with query strings or customer text. */
export type SafeDetails = Readonly<Record<string, string | number | boolean | undefined>>

interface ErrorExtras {
  retry?: Retry
  details?: SafeDetails
  cause?: unknown
  /** Whether the other side may already have acted: decides between `failed` and `unknown` on a send. */
  outcome?: 'not_done' | 'unknown'
}

/** The only error class of the relay. The code varies, the class does not. */
export class RelayError extends Error {
  readonly code: ErrorCode
  readonly retry: Retry
  readonly details: SafeDetails
  readonly outcome: 'not_done' | 'unknown'

  constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause })
    this.name = 'RelayError'
    this.code = code
    this.retry = extras.retry ?? errorCodes[code].retry
    this.details = extras.details ?? {}
    this.outcome = extras.outcome ?? 'not_done'
  }
}

export function isRelayError(error: unknown, code?: ErrorCode): error is RelayError {
  return error instanceof RelayError && (code === undefined || error.code === code)
}

/** What an agent or admin reads for a code. */
export function errorText(code: ErrorCode, locale: 'zh-CN' | 'en'): string {
  return locale === 'en' ? errorCodes[code].en : errorCodes[code].zh
}
