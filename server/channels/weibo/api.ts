import type { ChannelDoors } from '../../core/channel.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import { readJson, type JsonObject, type JsonValue } from '../../wire/json.ts'
import type { WeiboAccount } from './account.ts'
import type { Allowance } from './allowance.ts'
import { acceptedLater, refusal, type Stops } from './errors.ts'

type Fields = Readonly<Record<string, string | number | undefined>>

export interface WeiboApi {
  /** A read; costs one call of the allowance. */
  read(name: string, query: Fields): Promise<JsonObject>
  /** A write. Whatever is unclear about its outcome is `channel.unconfirmed`. */
  write(
    base: string,
    name: string,
    form: Fields,
  ): Promise<JsonObject & { readonly isDelayed?: boolean }>
  /** OAuth endpoints and token questions: free of charge. */
  ask(path: string, form: Fields): Promise<JsonObject>
}

const allowedStops: readonly Stops[] = ['ip', 'account', 'interface']

function isObject(value: JsonValue): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Not JSON: the edge answered instead of the service. */
function objectOf(answer: IncomingAnswer, name: string): JsonObject {
  try {
    const value = readJson(answer.text())
    if (isObject(value)) return value
  } catch {
    // Reported below in one shape.
  }
  throw new RelayError(
    'channel.unavailable',
    `Weibo answered ${name} without JSON (HTTP ${answer.status}).`,
    {
      details: { status: answer.status },
      outcome: 'unknown',
    },
  )
}

/** error_code comes as number or text, and also with HTTP 200. */
function errorCode(body: JsonObject): number {
  return Number(body['error_code'] ?? 0)
}

function checked(answer: IncomingAnswer, name: string): JsonObject {
  const body = objectOf(answer, name)
  const code = errorCode(body)
  if (code !== 0) throw refusal(code, name)
  if (answer.status >= 400) {
    throw new RelayError(
      'channel.unavailable',
      `Weibo answered ${name} with HTTP ${answer.status}.`,
      { outcome: 'unknown' },
    )
  }
  return body
}

/** The commercial host has the same calls under another ending. */
export function pathOf(account: WeiboAccount, name: string): string {
  return account.isCommercial ? `/2/${name}/biz.json` : `/2/${name}.json`
}

function asUnconfirmed(error: unknown): unknown {
  if (!isRelayError(error) || error.outcome !== 'unknown') return error
  return new RelayError('channel.unconfirmed', 'Weibo did not confirm the send.', {
    cause: error,
    details: error.details,
    outcome: 'unknown',
  })
}

export function weiboApi(
  account: WeiboAccount,
  doors: ChannelDoors,
  allowance: Allowance,
): WeiboApi {
  const { http } = doors
  // The scheme is OAuth2, not Bearer; in a header the token stays out of every address.
  const headers = { authorization: `OAuth2 ${account.accessToken}` }

  async function noteStop(error: unknown): Promise<void> {
    const what = isRelayError(error)
      ? allowedStops.find((stop) => stop === error.details['stops'])
      : undefined
    if (what) await allowance.stop(what)
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      await noteStop(error)
      throw error
    }
  }

  return {
    async read(name, query) {
      await allowance.take('read')
      const url = `${account.apiBase}${pathOf(account, name)}`
      return guarded(async () =>
        checked(
          await http.call({
            method: 'GET',
            url,
            headers,
            query: { ...query, access_token: account.accessToken },
          }),
          name,
        ),
      )
    },
    async write(base, name, form) {
      await allowance.take('reply')
      const url = `${base}${pathOf(account, name)}`
      try {
        return await guarded(async () => {
          const answer = await http.call({
            method: 'POST',
            url,
            headers,
            form: { ...form, access_token: account.accessToken },
          })
          const body = objectOf(answer, name)
          return errorCode(body) === acceptedLater
            ? { ...body, isDelayed: true }
            : checked(answer, name)
        })
      } catch (error) {
        throw asUnconfirmed(error)
      }
    },
    async ask(path, form) {
      return checked(
        await http.call({ method: 'POST', url: `${account.apiBase}${path}`, form }),
        path,
      )
    },
  }
}
