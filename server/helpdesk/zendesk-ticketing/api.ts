import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer, OutgoingCall } from '../../core/http.ts'
import type { BudgetSpec } from '../../core/store/shared.ts'
import { readJsonObject, type JsonObject } from '../../wire/json.ts'
import { withAuthorization } from './auth.ts'
import { refusal } from './errors.ts'
import type { ZendeskTicketingOptions } from './options.ts'

export interface ApiCall extends Pick<
  OutgoingCall,
  'method' | 'json' | 'query' | 'raw' | 'maxBytes'
> {
  readonly headers?: Readonly<Record<string, string>>
  /** Replies, notes and reading them may use the share that new mail must leave. */
  readonly isUrgent?: boolean
  /** A redirect is an answer too: its address is the caller's to judge. */
  readonly takesRedirect?: boolean
}

export interface ZendeskApi {
  /** JSON of a 2xx answer. Throws `helpdesk.*`. */
  call(path: string, call: ApiCall): Promise<JsonObject>
  /** Any 2xx answer, for files. */
  fetch(path: string, call: ApiCall): Promise<IncomingAnswer>
  /** Takes from a further allowance; throws `helpdesk.rate_limited` with the time to wait. */
  take(spec: BudgetSpec, n?: number, reserve?: number): Promise<void>
  /** Throws `helpdesk.rate_limited` unless enough is left for customers who write for the first time. */
  requireRoom(): Promise<void>
}

/**
 * Other apps share the account's allowance. What stands ready at once and what is refilled within the
 * same minute together never exceed it.
 */
const burstShare = 0.4
const refillShare = 0.6
/** Of what stands ready, kept free for answers. */
const urgentShare = 0.2
/** Of what stands ready, kept free from additions to tickets that stand already: one flood must not hide newcomers. */
const newcomerShare = 0.5

/** A path as it may be logged and shown: no ids, no query, no host. */
function placeOf(path: string): string {
  const plain = path.startsWith('http') ? new URL(path).pathname : path
  return plain.replace(/\d{3,}/g, '…').replace(/\/token\/[^/]+/, '/token/…')
}

function limited(waitMs: number, scope: string): RelayError {
  return new RelayError(
    'helpdesk.rate_limited',
    'The allowance for Zendesk calls is used up for the moment.',
    {
      retry: { afterMs: Math.max(250, waitMs) },
      details: { scope },
    },
  )
}

/** A write whose answer is missing may have happened. */
function unconfirmed(error: unknown): unknown {
  if (!isRelayError(error)) return error
  if (error.code === 'http.connect') {
    return new RelayError('helpdesk.unavailable', 'Zendesk cannot be reached.', {
      cause: error,
      details: error.details,
    })
  }
  if (error.code === 'http.timeout' || error.code === 'http.bad_answer') {
    return new RelayError('helpdesk.unconfirmed', 'Zendesk did not answer.', {
      cause: error,
      details: error.details,
      outcome: 'unknown',
    })
  }
  return error
}

export function zendeskApi(options: ZendeskTicketingOptions): ZendeskApi {
  const { http, clock, budgets } = options.doors
  const burst = Math.max(1, Math.floor(options.requestsPerMinute * burstShare))
  const perMinute = Math.max(1, Math.floor(options.requestsPerMinute * refillShare))
  const account: BudgetSpec = {
    tenant: options.tenant,
    key: 'zendesk',
    capacity: burst,
    refill: { tokens: perMinute, everyMs: 60_000 },
  }

  async function take(spec: BudgetSpec, n = 1, reserve = 0): Promise<void> {
    const taken = await budgets.take(spec, n, reserve)
    if (!taken.ok)
      // An allowance of its own stops only those that need it: new tickets go on when updates must wait.
      throw limited(taken.waitMs, spec.key === account.key ? 'account' : 'ticket')
  }

  async function exchange(
    path: string,
    call: ApiCall,
    authorization: string,
  ): Promise<IncomingAnswer> {
    const { isUrgent: _urgent, takesRedirect, ...rest } = call
    const answer = await http.call({
      ...rest,
      url: path.startsWith('http') ? path : `${options.baseUrl}${path}`,
      headers: { ...call.headers, authorization },
    })
    if (answer.status >= 200 && answer.status < (takesRedirect ? 400 : 300)) return answer
    throw refusal(answer, { path: placeOf(path), method: call.method, now: clock.now() })
  }

  async function fetch(path: string, call: ApiCall): Promise<IncomingAnswer> {
    await take(account, 1, call.isUrgent ? 0 : Math.floor(burst * urgentShare))
    try {
      return await withAuthorization(options, (authorization) =>
        exchange(path, call, authorization),
      )
    } catch (error) {
      const isLimit = isRelayError(error, 'helpdesk.rate_limited')
      if (isLimit && typeof error.retry === 'object' && error.details['scope'] === 'account') {
        // Whatever our own count says: nobody of this tenant calls until then.
        await budgets.block(account, clock.now() + Math.min(error.retry.afterMs, 60_000))
      }
      throw unconfirmed(error)
    }
  }

  async function requireRoom(): Promise<void> {
    const wanted = burst * newcomerShare
    const missing = wanted - (await budgets.left(account))
    if (missing > 0) throw limited((missing / perMinute) * 60_000, 'ticket')
  }

  return {
    fetch,
    take,
    requireRoom,
    async call(path, call) {
      const answer = await fetch(path, call)
      if (answer.body.length === 0) return {}
      try {
        return readJsonObject(answer.text())
      } catch (cause) {
        throw new RelayError('helpdesk.unconfirmed', 'Zendesk answered something else than JSON.', {
          cause,
          outcome: 'unknown',
        })
      }
    },
  }
}
