import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { readInput } from '../control-input.ts'
import { ControlRefusal } from '../control-refusal.ts'
import { agentOf } from './desk-agent.ts'
import type { ZendeskState } from './state.ts'

/** The options of `client.request` that the desk passes on (zendesk.md §4). */
const requestInput = z.object({
  agentId: z.number(),
  url: z.string(),
  type: z.string().optional(),
  data: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  contentType: z.string().optional(),
  /** Placeholders are filled here, where no page sees them. */
  secure: z.boolean().optional(),
  jwt: z
    .object({
      algorithm: z.literal('HS256'),
      secret_key: z.string(),
      expiry: z.number().int().positive().max(86_400).optional(),
      claims: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
})
type Options = z.infer<typeof requestInput>

const PATIENCE_MS = 10_000
const EXPIRY_SECONDS = 3_600
const placeholder = /\{\{\s*(setting\.\w+|jwt\.token)\s*\}\}/g
const bodiless = new Set(['GET', 'HEAD'])

/** What `client.request` does outside of the page: Zendesk's own interface, or another host by its proxy. */
export function addProxyRoute(scope: FastifyInstance, state: ZendeskState): void {
  scope.post('/apps/request', async (request) => {
    const options = readInput(requestInput, request.body)
    const target = targetOf(state, options)
    const fill = options.secure === true ? filler(state, options) : (text: string): string => text
    const answer = await fetch(fill(target), {
      method: methodOf(options),
      headers: headersOf(state, options, fill),
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), state.closing]),
      ...bodyOf(options, fill),
    }).catch(() => {
      throw new ControlRefusal(502, 'the address does not answer')
    })
    return {
      status: answer.status,
      statusText: answer.statusText,
      contentType: answer.headers.get('content-type') ?? '',
      body: await answer.text(),
    }
  })
}

function methodOf({ type = 'GET' }: Options): string {
  return type.toUpperCase()
}

const isOwn = (url: string): boolean => url.startsWith('/') && !url.startsWith('//')

/** Secrets go to the hosts of the manifest's `domainWhitelist` only: here, the relay's. */
function targetOf(state: ZendeskState, { url, secure }: Options): string {
  if (isOwn(url)) return state.baseUrl() + url
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ControlRefusal(400, 'url: not a proxyable URI')
  }
  if (secure === true && new URL(url).host !== new URL(state.plan.relayUrl).host) {
    throw new ControlRefusal(403, 'url: this host may not receive secure settings')
  }
  return url
}

function headersOf(
  state: ZendeskState,
  options: Options,
  fill: (text: string) => string,
): Record<string, string> {
  const { headers = {}, contentType, data, url, agentId } = options
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fill(value)])
  const isForm = data !== undefined && typeof data !== 'string'
  return {
    ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...(Object.fromEntries(given) as Record<string, string>),
    // Zendesk's own interface is called as the agent who is signed in.
    ...(isOwn(url)
      ? { authorization: `Bearer ${state.tokens.forAgent(agentOf(state, agentId))}` }
      : {}),
  }
}

function bodyOf(options: Options, fill: (text: string) => string): { body?: string } {
  const { data } = options
  if (data === undefined || data === null || bodiless.has(methodOf(options))) return {}
  if (typeof data === 'string') return { body: fill(data) }
  const pairs = Object.entries(data as Record<string, unknown>).map(([key, value]) => [
    key,
    fill(String(value)),
  ])
  return { body: new URLSearchParams(pairs as [string, string][]).toString() }
}

/** Replaces placeholders; a setting that is not there stays as it was written. */
function filler({ plan, world }: ZendeskState, { jwt }: Options): (text: string) => string {
  const settings: ReadonlyMap<string, string> = new Map([
    ['setting.shared_secret', plan.zendesk.app.sharedSecret],
  ])
  const setting = (text: string): string =>
    text.replace(placeholder, (whole, name: string) => settings.get(name) ?? whole)
  if (!jwt) return setting
  const at = Math.floor(world.now() / 1_000)
  const claims = { iat: at, exp: at + (jwt.expiry ?? EXPIRY_SECONDS), ...jwt.claims }
  const token = signed(claims, setting(jwt.secret_key))
  return (text) =>
    text.replace(placeholder, (whole, name: string) =>
      name === 'jwt.token' ? token : (settings.get(name) ?? whole),
    )
}

function signed(claims: object, secret: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
