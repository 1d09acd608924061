import { RelayError, isRelayError } from '../../core/error.ts'
import type { HttpDoor, IncomingAnswer } from '../../core/http.ts'

interface Call {
  readonly http: HttpDoor
  readonly baseUrl: string
  readonly accessToken: string
  readonly path: string
  readonly json: unknown
}

function retryAfterMs(answer: IncomingAnswer): number {
  const seconds = Number(answer.headers['retry-after'] ?? '30')
  return Number.isFinite(seconds) ? Math.max(1, seconds) * 1000 : 30_000
}

function refusal(answer: IncomingAnswer, path: string): RelayError {
  const { status } = answer
  const details = { status, path }
  switch (status) {
    case 401:
    case 403:
      return new RelayError(
        'helpdesk.auth',
        'Zendesk refused the push token. Save the account again in Zendesk.',
        { details },
      )
    case 404:
      return new RelayError('helpdesk.not_found', 'Zendesk does not know the account or reply.', {
        details,
      })
    case 429:
      return new RelayError('helpdesk.rate_limited', 'Zendesk limits the rate.', {
        details,
        retry: { afterMs: retryAfterMs(answer) },
      })
    case 400:
    case 413:
    case 422:
      return new RelayError('helpdesk.invalid', `Zendesk refused the request (${status}).`, {
        details,
      })
    default:
      return new RelayError('helpdesk.unavailable', `Zendesk answered ${status}.`, { details })
  }
}

/** A call that broke, in the helpdesk's own words: whoever files must know whether it may have landed. */
function broken(error: unknown, path: string): unknown {
  if (!isRelayError(error)) return error
  const extras = { cause: error, details: { path }, outcome: error.outcome }
  return error.outcome === 'unknown'
    ? new RelayError('helpdesk.unconfirmed', 'Zendesk did not answer a call.', extras)
    : new RelayError('helpdesk.unavailable', 'Zendesk cannot be reached.', extras)
}

/** One call of the framework's REST operations. Every one may be repeated: Zendesk knows external ids. */
export async function callFramework({
  http,
  baseUrl,
  accessToken,
  path,
  json,
}: Call): Promise<IncomingAnswer> {
  const call = {
    method: 'POST',
    url: `${baseUrl}/api/v2/any_channel/${path}`,
    headers: { authorization: `Bearer ${accessToken}` },
    json,
  } as const
  const answer = await http.call(call).catch((error: unknown) => {
    throw broken(error, path)
  })
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, path)
  return answer
}
