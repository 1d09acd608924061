import type { AxiosRequestConfig, AxiosResponse } from 'axios'
import { addressOf } from '../../server/api/endpoint.ts'
import { installationAudience, renewSession, type Session } from '../../server/api/session.ts'
import type { RelayOptions } from './relay.ts'
import type { Zaf } from './zaf.ts'

/** The app's settings that an admin fills in when installing the package with its pages inside. */
const relaySetting = 'relay_url'
/** Secure: only Zendesk's proxy ever reads it. */
const secretSetting = '{{setting.shared_secret}}'
const tokenSeconds = 300

interface Answered {
  readonly status: number
  readonly data: unknown
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** The whole response, or, from hosts that do not know `httpCompleteResponse`, its data alone. */
function answerIn(given: unknown): Answered | undefined {
  if (!isFields(given)) return undefined
  const { status, responseJSON, responseText } = given
  const isWhole = typeof status === 'number' && ('responseJSON' in given || 'responseText' in given)
  if (!isWhole) return { status: 200, data: given }
  return { status, data: responseJSON ?? parsed(responseText) }
}

/** What failed with an answer of the relay; undefined when nothing came back at all. */
function refusalIn(fault: unknown): Answered | undefined {
  const answer =
    isFields(fault) && typeof fault['status'] === 'number' ? answerIn(fault) : undefined
  return answer && answer.status >= 300 ? answer : undefined
}

/** The account the page runs in; the relay tries that account's secret, and believes nothing else of it. */
function signing({ account = '' }: Zaf): Readonly<Record<string, unknown>> {
  return {
    algorithm: 'HS256',
    secret_key: secretSetting,
    expiry: tokenSeconds,
    claims: { iss: account, aud: installationAudience },
  }
}

function optionsOf(
  zaf: Zaf,
  relay: string,
  config: AxiosRequestConfig,
): Readonly<Record<string, unknown>> {
  // Placeholders are filled in wherever they stand: no call that carries what people wrote may be
  // secure, or a text could ask for the secret. Only this one is, and it has no body.
  const isOpening = config.url === addressOf(renewSession)
  const authorization = isOpening
    ? 'Bearer {{jwt.token}}'
    : String(config.headers?.['authorization'])
  return {
    url: `${relay}${config.url ?? ''}`,
    type: config.method ?? 'GET',
    headers: { authorization },
    timeout: config.timeout,
    autoRetry: false,
    httpCompleteResponse: true,
    secure: isOpening,
    ...(isOpening && { jwt: signing(zaf) }),
    ...(!isOpening &&
      config.data !== undefined && {
        contentType: 'application/json',
        data: JSON.stringify(config.data),
      }),
  }
}

/** Reaches a relay through Zendesk's proxy, for pages that lie inside the package. */
export function proxyHttp(zaf: Zaf, relay: string): RelayOptions['http'] {
  async function request(config: AxiosRequestConfig): Promise<Answered> {
    const answer = await zaf.request(optionsOf(zaf, relay, config)).then(answerIn, refusalIn)
    if (!answer) throw new TypeError('Zendesk’s proxy brought no answer.')
    return answer
  }
  // The client looks at status and data alone.
  return {
    request: <T, R = AxiosResponse<T>>(config: AxiosRequestConfig) => request(config) as Promise<R>,
  }
}

/** A session that is over: the first call opens a real one. */
export function closedSession(locale: Session['locale']): Session {
  const never = new Date(0).toISOString()
  const tenant = { id: '-', name: '', timeZone: 'Asia/Shanghai' }
  return { token: '', expiresAt: never, endsAt: never, user: null, tenant, locale }
}

/** Where the relay is, as the installation's settings say; undefined in a page the relay served itself. */
export async function relayAddress(zaf: Zaf): Promise<string | undefined> {
  const given = (await zaf.settings())[relaySetting]
  if (typeof given !== 'string' || !URL.canParse(given)) return undefined
  const { protocol, hostname } = new URL(given)
  const isSafe = protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname)
  return isSafe ? given.replace(/\/+$/, '') : undefined
}
