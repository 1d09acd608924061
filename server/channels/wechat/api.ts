import type { ChannelDoors } from '../../core/channel.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer, OutgoingCall } from '../../core/http.ts'
import { readJsonObject, type JsonObject } from '../../wire/json.ts'
import type { WechatAccount } from './account.ts'
import { refusal, staleTokenCodes } from './errors.ts'

export interface WechatApi {
  /** A call with the account's token; the answer's JSON, errcode 0. Throws by the error table. */
  call(path: string, call: ApiCall): Promise<JsonObject>
  /** Raw bytes, for media. JSON error answers are thrown all the same. */
  fetch(path: string, call: ApiCall): Promise<IncomingAnswer>
}

export type ApiCall = Pick<OutgoingCall, 'method' | 'json' | 'query' | 'multipart' | 'maxBytes'>

const tokenMarginMs = 60_000

function isJson(answer: IncomingAnswer): boolean {
  const type = answer.headers['content-type'] ?? ''
  // Errors come as HTTP 200 with JSON, also where a file was asked for; some say text/plain.
  return (
    type.includes('json') || (type.startsWith('text/') && answer.text().trimStart().startsWith('{'))
  )
}

function jsonOf(answer: IncomingAnswer): JsonObject {
  if (answer.status < 200 || answer.status > 299) {
    throw new RelayError('channel.unavailable', `WeChat answered HTTP ${answer.status}.`, {
      details: { status: answer.status },
      outcome: 'unknown',
    })
  }
  try {
    return readJsonObject(answer.text())
  } catch (cause) {
    throw new RelayError('http.bad_answer', 'WeChat answered something else than JSON.', {
      cause,
      outcome: 'unknown',
    })
  }
}

function checked(body: JsonObject): JsonObject {
  const errcode = Number(body['errcode'] ?? 0)
  if (errcode !== 0)
    throw refusal(errcode, typeof body['errmsg'] === 'string' ? body['errmsg'] : '')
  return body
}

function isStale(error: unknown): boolean {
  return (
    isRelayError(error, 'channel.auth') &&
    staleTokenCodes.includes(Number(error.details['errcode']))
  )
}

export function wechatApi(
  account: WechatAccount,
  { http, clock, tokens }: ChannelDoors,
): WechatApi {
  async function fetchToken() {
    // stable_token only: another system with the same AppID would end a plain token of ours.
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
    const body = checked(jsonOf(answer))
    const seconds = Number(body['expires_in'])
    const value = body['access_token']
    if (typeof value !== 'string' || !(seconds > 0)) {
      throw new RelayError('channel.unavailable', 'WeChat gave no access token.')
    }
    return { value, expiresAt: clock.now() + seconds * 1000 - tokenMarginMs }
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
      withToken(async (token) => checked(jsonOf(await exchange(path, call, token)))),
    fetch: (path, call) =>
      withToken(async (token) => {
        const answer = await exchange(path, call, token)
        if (answer.status !== 200 || isJson(answer)) checked(jsonOf(answer))
        return answer
      }),
  }
}
