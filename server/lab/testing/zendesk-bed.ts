import { createLabPlan, type LabPlan } from '../plan.ts'
import { createLabWorld, type LabEntry, type LabWorld } from '../world.ts'
import { zendeskSimulator } from '../zendesk/index.ts'
import type { ZendeskSettings } from '../zendesk/settings.ts'

type Json = Record<string, unknown>

export interface ZendeskAnswer {
  status: number
  headers: Headers
  /** Parsed where it is JSON; tests look into answers of every shape. */
  body: ReturnType<typeof JSON.parse>
}

/** The simulated Zendesk on a free port, and a plain caller of it. */
export interface ZendeskBed {
  url: string
  world: LabWorld
  plan: LabPlan
  token: string
  advance(ms: number): void
  /** With a fresh token's credentials, below `/api/v2`. */
  api(method: string, path: string, body?: unknown, headers?: Json): Promise<ZendeskAnswer>
  /** Without any, from the root. */
  raw(method: string, path: string, body?: unknown, headers?: Json): Promise<ZendeskAnswer>
  desk(method: string, path: string, body?: unknown): Promise<ZendeskAnswer>
  /** A customer's id. */
  customer(externalId: string): Promise<number>
  /** A ticket's id. */
  ticket(ticket?: Json, headers?: Json): Promise<number>
  ledger(kind: string): LabEntry[]
  close(): Promise<void>
}

export async function zendeskBed(settings: Partial<ZendeskSettings> = {}): Promise<ZendeskBed> {
  const plan = createLabPlan({ ports: { zendesk: 0 } })
  let offset = 0
  const world = createLabWorld({ seed: 7, now: () => Date.now() + offset })
  const app = await zendeskSimulator(world, plan, { searchLagMs: 0, ...settings })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `http://127.0.0.1:${port}`

  const raw: ZendeskBed['raw'] = async (method, path, body, headers = {}) => {
    const isText = typeof body === 'string' || body instanceof Uint8Array
    const type = body === undefined || isText ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...type, ...(headers as Record<string, string>) },
      ...(body === undefined ? {} : { body: isText ? (body as string) : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: parse(text) }
  }
  const issued = await raw('POST', '/oauth/tokens', {
    grant_type: 'client_credentials',
    client_id: plan.zendesk.clientId,
    client_secret: plan.zendesk.clientSecret,
    scope: 'read write',
    expires_in: 172_800,
  })
  const token = (issued.body as { access_token: string }).access_token
  const api: ZendeskBed['api'] = (method, path, body, headers = {}) =>
    raw(method, `/api/v2${path}`, body, { authorization: `Bearer ${token}`, ...headers })

  return {
    url,
    world,
    plan,
    token,
    raw,
    api,
    advance: (ms) => (offset += ms),
    desk: (method, path, body) => raw(method, `/__lab/desk${path}`, body),
    async customer(externalId) {
      const user = { name: `客户 ${externalId}`, external_id: externalId, skip_verify_email: true }
      return idIn(await api('POST', '/users/create_or_update', { user }), 'user')
    },
    async ticket(ticket = {}, headers = {}) {
      const body = { ticket: { subject: '路由器', comment: { body: '连不上网' }, ...ticket } }
      return idIn(await api('POST', '/tickets', body, headers), 'ticket')
    },
    ledger: (kind) => world.entries(0, 100_000).filter((entry) => entry.kind === kind),
    close: () => app.close(),
  }
}

function idIn({ body }: ZendeskAnswer, name: string): number {
  return (body as Record<string, { id: number }>)[name]?.id ?? 0
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
