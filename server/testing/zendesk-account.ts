import { expect, vi } from 'vitest'
import type { Clock } from '../core/clock.ts'
import type { HttpRequest } from '../core/http.ts'
import type { StandingComment, StandingTicket } from './helpdesk-bed.ts'
import { createLabPlan, type LabPlan } from '../lab/plan.ts'
import { startListener, type Heard, type Listener } from '../lab/testing/listener.ts'
import { createLabWorld, type LabWorld } from '../lab/world.ts'
import { zendeskSimulator } from '../lab/zendesk/index.ts'
import type { ZendeskSettings } from '../lab/zendesk/settings.ts'
import { requestOf } from './zendesk-callback.ts'

type Json = Readonly<Record<string, unknown>>
/** Tests look into answers of every shape. */
type Anything = ReturnType<typeof JSON.parse>

/** A simulated Zendesk account, seen by the people in it. */
export interface ZendeskAccount {
  readonly url: string
  readonly world: LabWorld
  readonly plan: LabPlan
  /** Of the admin who calls `api`. */
  readonly adminToken: string
  /** Where its webhooks go, and what went there. */
  readonly publicUrl: string
  readonly heard: readonly Heard[]
  /** Zendesk's API as an admin calls it, below `/api/v2`; the parsed answer. */
  api(method: string, path: string, body?: unknown): Promise<Anything>
  /** What a person does in Zendesk's pages. */
  desk(method: string, path: string, body?: unknown): Promise<Anything>
  /** The one ticket there is, as the API shows it. */
  ticket(): Promise<Anything>
  tickets(): Promise<readonly StandingTicket[]>
  /** Oldest first. */
  comments(): readonly StandingComment[]
  /** The newest callback whose body contains the text. */
  callback(containing: string): Promise<HttpRequest>
  agentReplies(text: string): Promise<HttpRequest>
  /** Nobody answers here any more; the listener goes on. */
  stop(): Promise<void>
  close(): Promise<void>
}

async function asked(url: string, method: string, body?: unknown, headers: object = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, {
    method,
    headers: { ...type, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new TypeError(`${method} ${url}: ${response.status} ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

async function startSimulator(clock: Clock, settings: Partial<ZendeskSettings>) {
  const plan = createLabPlan({ ports: { zendesk: 0 } })
  const world = createLabWorld({ seed: 7, now: () => clock.now() })
  const app = await zendeskSimulator(world, plan, { searchLagMs: 0, ...settings })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { plan, world, app, url }
}

async function tokenOf(url: string, { zendesk }: LabPlan): Promise<string> {
  const client = { client_id: zendesk.clientId, client_secret: zendesk.clientSecret }
  const grant = { grant_type: 'client_credentials', scope: 'read write', expires_in: 172_800 }
  const issued = await asked(`${url}/oauth/tokens`, 'POST', { ...grant, ...client })
  return (issued as { access_token: string }).access_token
}

function standing({ data }: { data: Json }): StandingComment {
  return {
    ticket: String(data['ticket']),
    text: String(data['body']),
    isPublic: data['public'] === true,
    customer: data['authorRole'] === 'end-user' ? String(data['authorExternalId']) : '',
  }
}

type Door = Pick<ZendeskAccount, 'api' | 'desk'>

function reading({ api, desk }: Door, world: LabWorld) {
  return {
    async ticket(): Promise<Anything> {
      const { tickets } = (await api('GET', '/tickets')) as { tickets: Json[] }
      expect(tickets).toHaveLength(1)
      return tickets[0]
    },
    async tickets() {
      const { tickets } = (await desk('GET', '/tickets?view=all&limit=5000')) as {
        tickets: { id: number; subject: string; tags: string[] }[]
      }
      return tickets.map(({ id, subject, tags }) => ({ id: String(id), subject, tags }))
    },
    comments: () =>
      world
        .entries(0, 100_000)
        .filter(({ kind }) => kind === 'comment.added')
        .map(standing),
  }
}

function hearing({ heard }: Listener, clock: Clock) {
  const newest = (containing: string): Heard | undefined =>
    heard.findLast(({ body }) => body.includes(containing))
  return {
    heard,
    async callback(containing: string): Promise<HttpRequest> {
      const found = await vi.waitFor(
        () => newest(containing) ?? expect.fail(`no callback with ${containing}`),
      )
      return requestOf(found, clock.now())
    },
  }
}

export async function zendeskAccount(
  clock: Clock,
  settings: Partial<ZendeskSettings> = {},
): Promise<ZendeskAccount> {
  const { plan, world, app, url } = await startSimulator(clock, settings)
  const listener = await startListener()
  const adminToken = await tokenOf(url, plan)
  const authorization = `Bearer ${adminToken}`
  const door: Door = {
    api: (method, path, body) => asked(`${url}/api/v2${path}`, method, body, { authorization }),
    desk: (method, path, body) => asked(`${url}/__lab/desk${path}`, method, body),
  }
  const reader = reading(door, world)
  const hearer = hearing(listener, clock)
  async function agentReplies(text: string): Promise<HttpRequest> {
    const { id } = (await reader.ticket()) as { id: number }
    const agentId = plan.zendesk.agents[1]?.id
    const before = listener.heard.length
    await door.desk('POST', `/tickets/${id}/comments`, { agentId, body: text, public: true })
    await vi.waitFor(() => {
      const since = listener.heard.slice(before)
      expect(since.some(({ body }) => body.includes('ticket_id'))).toBe(true)
    })
    return hearer.callback('ticket_id')
  }
  const stop = () => app.close()
  return {
    url,
    world,
    plan,
    adminToken,
    publicUrl: listener.url,
    ...door,
    ...reader,
    ...hearer,
    agentReplies,
    stop,
    async close() {
      await Promise.all([stop(), listener.close()])
    },
  }
}
