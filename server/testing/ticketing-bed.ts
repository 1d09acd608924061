import { createHmac, randomBytes } from 'node:crypto'
import { expect, vi } from 'vitest'
import type { Clock } from '../core/clock.ts'
import type { HttpRequest } from '../core/http.ts'
import type { Store } from '../core/store/index.ts'
import type { HelpdeskBed, StandingComment } from '../helpdesk/contract.ts'
import {
  zendeskTicketing,
  type ZendeskTicketingOptions,
} from '../helpdesk/zendesk-ticketing/index.ts'
import { createLabPlan, type LabPlan } from '../lab/plan.ts'
import { startListener, type Heard } from '../lab/testing/listener.ts'
import { createLabWorld, type LabWorld } from '../lab/world.ts'
import { zendeskSimulator } from '../lab/zendesk/index.ts'
import type { ZendeskSettings } from '../lab/zendesk/settings.ts'
import { openStore } from '../store/index.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { FakeClock } from './fake-clock.ts'
import { recordingLog } from './silent-log.ts'
import { zendeskProxy, type ZendeskProxy } from './zendesk-proxy.ts'

type Json = Readonly<Record<string, unknown>>

export interface TicketingBedOptions {
  readonly settings?: Partial<ZendeskSettings>
  readonly adapter?: Partial<ZendeskTicketingOptions>
  /** Leaves webhooks, trigger and views out. */
  readonly unprepared?: boolean
}

export interface TicketingBed extends HelpdeskBed {
  readonly clock: FakeClock
  readonly store: Store
  readonly world: LabWorld
  readonly plan: LabPlan
  /** Between the adapter and the simulator. */
  readonly proxy: ZendeskProxy
  readonly options: ZendeskTicketingOptions
  readonly heard: readonly Heard[]
  /** Zendesk's API as an admin calls it, below `/api/v2`; the parsed answer. */
  api(method: string, path: string, body?: unknown): Promise<ReturnType<typeof JSON.parse>>
  /** What a person does in Zendesk's pages. */
  desk(method: string, path: string, body?: unknown): Promise<ReturnType<typeof JSON.parse>>
  /** The one ticket there is, as the API shows it. */
  ticket(): Promise<ReturnType<typeof JSON.parse>>
  fault(fault: Omit<Parameters<LabWorld['faults']['add']>[0], 'platform'>): void
  /** The newest callback whose body contains the text. */
  callback(containing: string): Promise<HttpRequest>
  sign(request: HttpRequest, secret: string, timestamp: string): HttpRequest
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

/** A waiting adapter moves the clock itself: nothing else would. */
function selfMoving(clock: FakeClock): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: (ms) => clock.advance(ms),
  }
}

function requestOf(heard: Heard, receivedAt: number): HttpRequest {
  const headers = Object.entries(heard.headers).map(([name, value]) => [name, String(value)])
  return {
    method: 'POST',
    path: heard.path,
    query: {},
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: new TextEncoder().encode(heard.body),
    receivedAt,
  }
}

/** Signs as Zendesk does, by code of its own. */
function signed(request: HttpRequest, secret: string, timestamp: string): HttpRequest {
  const signature = createHmac('sha256', secret)
    .update(Buffer.concat([Buffer.from(timestamp), request.body]))
    .digest('base64')
  const headers = {
    ...request.headers,
    'x-zendesk-webhook-signature': signature,
    'x-zendesk-webhook-signature-timestamp': timestamp,
  }
  return { ...request, headers }
}

function forgeries(genuine: HttpRequest): Readonly<Record<string, HttpRequest>> {
  const { headers, body } = genuine
  const timestamp = headers['x-zendesk-webhook-signature-timestamp'] ?? ''
  const without = (name: string) => ({ ...genuine, headers: { ...headers, [name]: undefined } })
  const other = new TextEncoder().encode(new TextDecoder().decode(body).replace(/\d/, '9999'))
  return {
    'another body': { ...genuine, body: other },
    'no signature': without('x-zendesk-webhook-signature'),
    'no timestamp': without('x-zendesk-webhook-signature-timestamp'),
    'no webhook named': without('x-zendesk-webhook-id'),
    'another secret': signed(genuine, 'another-secret', timestamp),
    'a moved timestamp': {
      ...genuine,
      headers: { ...headers, 'x-zendesk-webhook-signature-timestamp': '2030-01-01T00:00:00Z' },
    },
    'an empty secret': signed(genuine, '', timestamp),
  }
}

/** The ticketing adapter on a real store, before a simulated Zendesk, with a checker in between. */
export async function ticketingBed(given: TicketingBedOptions = {}): Promise<TicketingBed> {
  const clock = new FakeClock()
  const log = recordingLog()
  const simulator = await startSimulator(clock, given.settings ?? {})
  const { plan, world, app, url } = simulator
  const proxy = await zendeskProxy(url)
  const listener = await startListener()
  const store = await openStore({
    url: 'sqlite::memory:',
    masterKey: randomBytes(32),
    clock,
    log,
    owner: 'bed',
  })
  const { clientId, clientSecret } = plan.zendesk
  const options: ZendeskTicketingOptions = {
    tenant: 'acme',
    locale: 'zh-CN',
    publicUrl: listener.url,
    baseUrl: proxy.url,
    auth: { grant: 'client_credentials', clientId, clientSecret, scope: 'read write' },
    requestsPerMinute: 700,
    doors: {
      http: createHttpDoor({
        clock,
        log,
        exemptHosts: [new URL(proxy.url).host, new URL(url).host],
      }),
      clock: selfMoving(clock),
      log,
      ...store,
    },
    ...given.adapter,
  }
  const { helpdesk, reader } = zendeskTicketing(options)
  const client = { client_id: clientId, client_secret: clientSecret, scope: 'read write' }
  const grant = { grant_type: 'client_credentials', expires_in: 172_800, ...client }
  const admin = (await asked(`${url}/oauth/tokens`, 'POST', grant)) as { access_token: string }

  const api: TicketingBed['api'] = (method, path, body) =>
    asked(`${url}/api/v2${path}`, method, body, { authorization: `Bearer ${admin.access_token}` })
  const desk: TicketingBed['desk'] = (method, path, body) =>
    asked(`${url}/__lab/desk${path}`, method, body)
  const added = (): readonly Json[] =>
    world
      .entries(0, 100_000)
      .filter(({ kind }) => kind === 'comment.added')
      .map(({ data }) => data)

  async function ticket(): Promise<ReturnType<typeof JSON.parse>> {
    const { tickets } = (await api('GET', '/tickets')) as { tickets: Json[] }
    expect(tickets).toHaveLength(1)
    return tickets[0]
  }
  async function callback(containing: string): Promise<HttpRequest> {
    const found = await vi.waitFor(() => {
      const match = listener.heard.findLast(({ body }) => body.includes(containing))
      return match ?? expect.fail(`no callback with ${containing}`)
    })
    return requestOf(found, clock.now())
  }

  if (!given.unprepared) expect(await reader.prepare()).toEqual({ problems: [] })
  let isUp = true
  return {
    helpdesk,
    reader,
    account: 'wx',
    clock,
    store,
    world,
    plan,
    proxy,
    options,
    heard: listener.heard,
    api,
    desk,
    ticket,
    callback,
    forgeries,
    sign: signed,
    secrets: [clientSecret, admin.access_token],
    now: () => clock.now(),
    logged: () => log.lines.join('\n'),
    next: (filed) =>
      filed.outcome === 'filed' && filed.ticket
        ? { type: 'ticket', ticket: filed.ticket }
        : expect.fail('the filing named no ticket'),
    comments: () =>
      Promise.resolve(
        added().map((one): StandingComment => ({
          ticket: String(one['ticket']),
          text: String(one['body']),
          isPublic: one['public'] === true,
          customer: one['authorRole'] === 'end-user' ? String(one['authorExternalId']) : '',
        })),
      ),
    async tickets() {
      const { tickets } = (await desk('GET', '/tickets?view=all&limit=5000')) as {
        tickets: { id: number; subject: string; tags: string[] }[]
      }
      return tickets.map(({ id, subject, tags }) => ({ id: String(id), subject, tags }))
    },
    fault: (fault) => void world.faults.add({ platform: 'zendesk', ...fault }),
    breakNext(fault) {
      const hasTicket = added().length > 0
      const match = hasTicket ? 'PUT /api/v2/tickets/' : 'POST /api/v2/tickets'
      world.faults.add({ platform: 'zendesk', match, count: 1, ...fault })
    },
    async unplug() {
      isUp = false
      await Promise.all([proxy.close(), app.close()])
    },
    async agentReplies(text) {
      const { id } = (await ticket()) as { id: number }
      const agentId = plan.zendesk.agents[1]?.id
      const before = listener.heard.length
      await desk('POST', `/tickets/${id}/comments`, { agentId, body: text, public: true })
      await vi.waitFor(() =>
        expect(listener.heard.slice(before).some(({ body }) => body.includes('ticket_id'))).toBe(
          true,
        ),
      )
      return callback('ticket_id')
    },
    async close() {
      if (isUp) await Promise.all([proxy.close(), app.close()])
      await Promise.all([listener.close(), store.close()])
      // Every test is also a test of the bodies.
      expect(proxy.problems).toEqual([])
    },
  }
}
