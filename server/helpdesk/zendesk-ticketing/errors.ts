import { RelayError } from '../../core/error.ts'
import type { ErrorCode } from '../../core/error-codes.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import { readJson, type JsonObject, type JsonValue } from '../../wire/json.ts'

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'helpdesk.invalid',
  401: 'helpdesk.auth',
  403: 'helpdesk.forbidden',
  404: 'helpdesk.not_found',
  409: 'helpdesk.conflict',
  413: 'helpdesk.invalid',
  422: 'helpdesk.invalid',
  429: 'helpdesk.rate_limited',
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function parsed(answer: IncomingAnswer): JsonObject {
  try {
    const value = readJson(answer.text())
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function firstText(object: JsonObject, names: readonly string[]): string {
  return names.map((name) => object[name]).find((value) => typeof value === 'string') ?? ''
}

/** Zendesk has three shapes of error bodies; all name their error somewhere. */
export function errorName(body: JsonObject): string {
  const { error, errors } = body
  if (typeof error === 'string') return error
  if (isObject(error)) return firstText(error, ['title', 'message'])
  const first = Array.isArray(errors) ? (errors as readonly JsonValue[])[0] : undefined
  return isObject(first) ? firstText(first, ['code', 'title']) : ''
}

/** Names of the fields Zendesk complains about: safe to log, unlike their values. */
function fieldNames(body: JsonObject): string {
  return isObject(body['details']) ? Object.keys(body['details']).join(',') : ''
}

function isClosed(answer: IncomingAnswer): boolean {
  return answer.status === 422 && /closed/i.test(answer.text())
}

export function retryAfterMs(answer: IncomingAnswer, now: number): number {
  const text = answer.headers['retry-after'] ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.max(1000, Number(text) * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? 30_000 : Math.max(1000, date - now)
}

/**
 * Zendesk limits the account, all ticket updates together, and one user's updates of one ticket; only
 * the first concerns every call. Which it is, the headers tell: something is left of the account's.
 */
function limitScope({ headers }: IncomingAnswer, { path, method }: Asked): 'account' | 'ticket' {
  const isUpdate = method === 'PUT' && path.startsWith('/api/v2/tickets/')
  const left = headers['x-rate-limit-remaining'] ?? headers['ratelimit-remaining']
  if (left !== undefined && /^\d+$/.test(left)) return Number(left) > 0 ? 'ticket' : 'account'
  return isUpdate ? 'ticket' : 'account'
}

interface Asked {
  /** Without ids, as it may be logged. */
  readonly path: string
  readonly method: string
  readonly now: number
}

/** A refusal by Zendesk. 5xx leaves open whether it acted. */
export function refusal(answer: IncomingAnswer, asked: Asked): RelayError {
  const { path, now } = asked
  const body = parsed(answer)
  const details = { status: answer.status, path, error: errorName(body), fields: fieldNames(body) }
  const what = `Zendesk answered ${answer.status}${details.error ? ` ${details.error}` : ''} to ${path}.`
  if (isClosed(answer)) return new RelayError('helpdesk.closed', what, { details })
  const code = codes[answer.status]
  if (code === 'helpdesk.rate_limited') {
    const scope = limitScope(answer, asked)
    const retry = { afterMs: retryAfterMs(answer, now) }
    return new RelayError(code, what, { details: { ...details, scope }, retry })
  }
  if (code) return new RelayError(code, what, { details })
  return new RelayError('helpdesk.unavailable', what, { details, outcome: 'unknown' })
}
