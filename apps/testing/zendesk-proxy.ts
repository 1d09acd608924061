import { createHmac } from 'node:crypto'
import type { ApiBed } from '../../server/testing/api-bed.ts'

interface Jwt {
  readonly expiry: number
  readonly claims: object
}

/** The options of `client.request` as our pages give them. */
export interface ProxyOptions {
  readonly url: string
  readonly type: string
  readonly headers: { readonly authorization: string }
  readonly data?: string
  readonly secure?: boolean
  readonly jwt?: Jwt
}

export interface ProxyAnswer {
  readonly status: number
  readonly responseText: string
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** As the proxy does: signs what the page asks for with the setting that the page never sees. */
function signed({ expiry, claims }: Jwt, secret: string, at: number): string {
  const header = part({ alg: 'HS256', typ: 'JWT' })
  const text = `${header}.${part({ ...claims, iat: at, exp: at + expiry })}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** Zendesk's proxy before a relay, for one installation that holds `secret`. */
export function zendeskProxy(api: ApiBed, secret: string) {
  return async ({ url, type, headers, data, secure, jwt }: ProxyOptions): Promise<ProxyAnswer> => {
    const at = Math.floor(api.bed.clock.now() / 1000)
    const authorization =
      secure === true && jwt
        ? headers.authorization.replace('{{jwt.token}}', signed(jwt, secret, at))
        : headers.authorization
    const { pathname, search } = new URL(url)
    const { status, text } = await api.ask(type, pathname + search, {
      token: authorization.slice('Bearer '.length),
      ...(data !== undefined && { body: JSON.parse(data) }),
    })
    return { status, responseText: text }
  }
}
