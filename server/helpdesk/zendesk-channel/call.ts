import { RelayError } from '../../core/error.ts'
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
  const details = { status: answer.status, path }
  if (answer.status === 401 || answer.status === 403) {
    return new RelayError(
      'helpdesk.auth',
      'Zendesk refused the push token. Save the account again in Zendesk.',
      { details },
    )
  }
  if (answer.status === 429) {
    return new RelayError('helpdesk.rate_limited', 'Zendesk limits the rate.', {
      details,
      retry: { afterMs: retryAfterMs(answer) },
    })
  }
  if (answer.status >= 500) {
    return new RelayError('helpdesk.unavailable', `Zendesk answered ${answer.status}.`, { details })
  }
  return new RelayError('helpdesk.invalid', `Zendesk refused the request (${answer.status}).`, {
    details,
  })
}

/** One call of the framework's REST operations. Every one may be repeated: Zendesk knows external ids. */
export async function callFramework({
  http,
  baseUrl,
  accessToken,
  path,
  json,
}: Call): Promise<IncomingAnswer> {
  const answer = await http.call({
    method: 'POST',
    url: `${baseUrl}/api/v2/any_channel/${path}`,
    headers: { authorization: `Bearer ${accessToken}` },
    json,
  })
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, path)
  return answer
}
