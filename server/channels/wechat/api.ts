import type { ChannelDoors } from '../../core/channel.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer, OutgoingCall } from '../../core/http.ts'
import type { Token } from '../../core/store/shared.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { WechatAccount } from './account.ts'
import { isJsonAnswer, readAnswer } from './answer.ts'
import { staleTokenCodes } from './errors.ts'

export interface WechatApi {
  /** A call with the account's token; the answer's JSON without an error. Throws by the error table. */
  call(path: string, call: ApiCall): Promise<JsonObject>
  /** Raw bytes, for media. JSON error answers are thrown all the same. */
  fetch(path: string, call: ApiCall): Promise<IncomingAnswer>
}

export type ApiCall = Pick<OutgoingCall, 'method' | 'json' | 'query' | 'multipart' | 'maxBytes'>

/** A token is left alone shortly before its end; one that lives for less than this to its very end. */
const tokenMarginMs = 60_000

function isStale(error: unknown): boolean {
  return (
    isRelayError(error, 'channel.auth') &&
    staleTokenCodes.includes(Number(error.details['errcode']))
  )
}

/** Whatever became of the token, the call it was for has not been made. */
function withoutEffect(error: unknown): unknown {
  if (!isRelayError(error) || error.outcome === 'not_done') return error
  return new RelayError('channel.unavailable', 'No access token could be fetched.', {
    cause: error,
    details: error.details,
  })
}

export function wechatApi(
  account: WechatAccount,
  { http, clock, tokens }: ChannelDoors,
): WechatApi {
  const now = (): number => clock.now()

  async function askForToken(): Promise<Token> {
    // stable_token only: another system with the same AppID would end a plain token of ours. And
    // never by force: that would end it for such a system.
    const answer = await http.call({
      method: 'POST',
      url: `${account.apiBase}/cgi-bin/stable_token`,
      json: {
        grant_type: 'client_credential',
        appid: account.appId,
        secret: account.appSecret,
        force_refresh: false,
      },
    })
    const body = readAnswer(answer, now())
    const lifeMs = Number(body['expires_in']) * 1000
    const value = body['access_token']
    if (typeof value !== 'string' || value === '' || !(lifeMs > 0)) {
      throw new RelayError('channel.unavailable', 'WeChat gave no access token.')
    }
    const margin = lifeMs > 2 * tokenMarginMs ? tokenMarginMs : 0
    return { value, expiresAt: now() + lifeMs - margin }
  }

  function fetchToken(): Promise<Token> {
    return askForToken().catch((error: unknown) => {
      throw withoutEffect(error)
    })
  }

  function withToken<T>(work: (token: string) => Promise<T>): Promise<T> {
    const key = `wechat:${account.appId}`
    return tokens.use({ tenant: account.tenant, key, fetch: fetchToken, work, isStale })
  }

  function exchange(path: string, call: ApiCall, token: string): Promise<IncomingAnswer> {
    return http.call({
      ...call,
      url: `${account.apiBase}${path}`,
      query: { ...call.query, access_token: token },
    })
  }

  return {
    call: (path, call) =>
      withToken(async (token) => readAnswer(await exchange(path, call, token), now())),
    fetch: (path, call) =>
      withToken(async (token) => {
        const answer = await exchange(path, call, token)
        if (answer.status !== 200 || isJsonAnswer(answer)) readAnswer(answer, now())
        return answer
      }),
  }
}
