import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { expect, vi } from 'vitest'
import type { ChannelFramework } from '../core/channel-framework.ts'
import { isRelayError } from '../core/error.ts'
import type { ReplyArrival } from '../core/helpdesk.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import type { Store } from '../core/store/index.ts'
import type { HelpdeskBed, StandingComment } from '../helpdesk/contract.ts'
import { readForm } from '../helpdesk/zendesk-channel/form.ts'
import { zendeskChannel, type ZendeskChannelOptions } from '../helpdesk/zendesk-channel/index.ts'
import { manifestOf } from '../helpdesk/zendesk-channel/manifest.ts'
import { sealMetadata } from '../helpdesk/zendesk-channel/metadata.ts'
import { createLabPlan } from '../lab/plan.ts'
import { createLabWorld, type LabWorld } from '../lab/world.ts'
import { zendeskSimulator } from '../lab/zendesk/index.ts'
import { openStore } from '../store/index.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { channelCallProblems, channelProblems } from './channel-bodies.ts'
import { FakeClock } from './fake-clock.ts'
import { httpServer } from './raw-server.ts'
import { recordingLog } from './silent-log.ts'
import { zendeskProxy, type ZendeskProxy } from './zendesk-proxy.ts'

type Json = ReturnType<typeof JSON.parse>

export interface ChannelBedOptions {
  readonly adapter?: Partial<ZendeskChannelOptions>
  /** Zendesk itself, instead of the checker before it: for addresses that Zendesk hands out. */
  readonly direct?: boolean
}

export interface ChannelBed extends HelpdeskBed {
  readonly clock: FakeClock
  readonly store: Store
  readonly world: LabWorld
  readonly proxy: ZendeskProxy
  readonly options: ZendeskChannelOptions
  readonly framework: ChannelFramework
  readonly instancePushId: string
  readonly accessToken: string
  /** The metadata Zendesk holds for the account `wx`. */
  readonly metadata: string
  /** The address of the simulated Zendesk itself. */
  readonly zendeskUrl: string
  /** Every callback so far, and what it was answered. */
  readonly heard: readonly { readonly request: HttpRequest; readonly answer: HttpAnswer }[]
  /** Everything the event callbacks taught. */
  readonly learnt: ReplyArrival['ticketsLearnt'][number][]
  connectCodeOf(account: string): Promise<string>
  desk(method: string, path: string, body?: unknown): Promise<Json>
  /** Zendesk's API as an admin calls it, below `/api/v2`. */
  api(method: string, path: string, body?: unknown): Promise<Json>
  /** Zendesk asks for what is new now. */
  poll(): Promise<void>
  fault(fault: Omit<Parameters<LabWorld['faults']['add']>[0], 'platform'>): void
}

async function requestOf(incoming: IncomingMessage, receivedAt: number): Promise<HttpRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { method = 'GET', url = '/', headers } = incoming
  const flat = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return {
    method,
    path: url.split('?', 1)[0] ?? '/',
    query: {},
    headers: Object.fromEntries(flat) as Record<string, string>,
    body: Buffer.concat(chunks),
    receivedAt,
  }
}

async function asked(
  url: string,
  method: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Json> {
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new TypeError(`${method} ${url}: ${response.status} ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

/** A form with some fields changed; undefined takes one out. */
export function changedForm(
  request: HttpRequest,
  changes: Readonly<Record<string, string | undefined>>,
): HttpRequest {
  const form = new URLSearchParams(new TextDecoder().decode(request.body))
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) form.delete(name)
    else form.set(name, value)
  }
  return { ...request, body: new TextEncoder().encode(form.toString()) }
}

/** Who wrote what, from Zendesk's own ledger; people of the framework are known by identity only. */
function standing(
  world: LabWorld,
  customers: ReadonlyMap<string, string>,
): readonly StandingComment[] {
  return world.entries(0, 100_000).flatMap(({ kind, data }) =>
    kind === 'comment.added'
      ? [
          {
            ticket: String(data['ticket']),
            text: String(data['body']),
            isPublic: data['public'] === true,
            customer: customers.get(String(data['externalId'])) ?? '',
          },
        ]
      : [],
  )
}

function bodyProblems(proxy: ZendeskProxy, heard: ChannelBed['heard']): readonly string[] {
  const sent = proxy.calls.flatMap(({ path, body }) => channelCallProblems(path, body) ?? [])
  const others = proxy.problems.filter((problem) => !problem.includes('/any_channel/'))
  const given = heard.flatMap(({ request, answer }) => {
    if (answer.status !== 200) return []
    if (request.path.endsWith('/pull'))
      return channelProblems('pull_payload', JSON.parse(answer.body))
    if (!request.path.endsWith('/channelback')) return []
    return channelProblems('channelback_payload_v2', JSON.parse(answer.body))
  })
  return [...sent, ...others, ...given]
}

/** What the routes do with an answer or a refusal. */
async function answered(work: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await work()
  } catch (error) {
    if (!isRelayError(error)) throw error
    return { status: 403, contentType: 'text/plain', body: 'refused' }
  }
}

/** The channel-framework adapter on a real store, before a simulated Zendesk that calls it back. */
export async function channelBed(given: ChannelBedOptions = {}): Promise<ChannelBed> {
  const clock = new FakeClock()
  const log = recordingLog()
  const plan = createLabPlan({ ports: { zendesk: 0 } })
  const world = createLabWorld({ seed: 7, now: () => clock.now() })
  const settings = { searchLagMs: 0, pullEveryMs: 3_600_000, channelRetryMs: 1 }
  const app = await zendeskSimulator(world, plan, settings)
  const zendeskUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  const proxy = await zendeskProxy(zendeskUrl)
  const storeOptions = { masterKey: randomBytes(32), clock, log, owner: 'bed' }
  const store = await openStore({ url: 'sqlite::memory:', ...storeOptions })
  const heard: { request: HttpRequest; answer: HttpAnswer }[] = []
  const learnt: ChannelBed['learnt'] = []

  const relay = await httpServer((incoming, outgoing) => {
    void (async () => {
      const request = await requestOf(incoming, clock.now())
      const answer = await answered(() => serve(request))
      heard.push({ request, answer })
      outgoing.writeHead(answer.status, { 'content-type': answer.contentType })
      outgoing.end(answer.body)
    })()
  })
  const base: ZendeskChannelOptions = {
    tenant: 'acme',
    locale: 'zh-CN',
    subdomain: 'acme',
    publicUrl: relay.url,
    baseUrl: given.direct ? zendeskUrl : proxy.url,
    pushClientId: 'zdg-weiqiao',
    instances: [
      { account: 'wx', name: '公众号', instancePushId: '', accessToken: '' },
      { account: 'wb', name: '微博', instancePushId: '', accessToken: '' },
    ],
    linkOf: () => Promise.resolve(undefined),
    conversationOf: () => Promise.resolve(undefined),
    doors: {
      http: createHttpDoor({
        clock,
        log,
        exemptHosts: [new URL(proxy.url).host, new URL(zendeskUrl).host],
      }),
      clock,
      log,
      ...store,
    },
    ...given.adapter,
  }
  const metadata = await sealMetadata(base, 'wx')

  const desk: ChannelBed['desk'] = (method, path, body) =>
    asked(`${zendeskUrl}/__lab/desk${path}`, method, body)
  async function api(method: string, path: string, body?: unknown): Promise<Json> {
    const { clientId, clientSecret } = plan.zendesk
    const grant = { grant_type: 'client_credentials', scope: 'read write' }
    const client = { client_id: clientId, client_secret: clientSecret }
    const { access_token: token } = (await asked(`${zendeskUrl}/oauth/tokens`, 'POST', {
      ...grant,
      ...client,
    })) as { access_token: string }
    return asked(`${zendeskUrl}/api/v2${path}`, method, body, { authorization: `Bearer ${token}` })
  }
  async function serve(request: HttpRequest): Promise<HttpAnswer> {
    if (request.path.endsWith('/manifest.json')) {
      const body = JSON.stringify(manifestOf(base))
      return { status: 200, contentType: 'application/json', body }
    }
    if (request.path.endsWith('/pull')) return adapter.framework.pull(readForm(request.body))
    const arrival = await adapter.helpdesk.readReply(request)
    learnt.push(...arrival.ticketsLearnt)
    return arrival.answer
  }
  const connected = (await desk('POST', '/integrations', {
    manifestUrl: `${relay.url}/zendesk/manifest.json`,
    name: '公众号',
    metadata,
    state: '[]',
  })) as { instancePushId: string; accessToken: string }
  const { instancePushId, accessToken } = connected
  const options: ZendeskChannelOptions = {
    ...base,
    instances: base.instances.map((one) =>
      one.account === 'wx' ? { ...one, instancePushId, accessToken } : one,
    ),
  }
  const adapter = zendeskChannel(options)
  const tickets = async (): Promise<Json[]> =>
    (await desk('GET', '/tickets?view=all&limit=5000')).tickets

  /** The author of each resource that was pushed or handed to a poll. */
  const customers = (): ReadonlyMap<string, string> => {
    const bodies = [
      ...proxy.calls.map(({ body }) => body),
      ...heard.flatMap(({ request, answer }) =>
        request.path.endsWith('/pull') && answer.status === 200 ? [JSON.parse(answer.body)] : [],
      ),
    ]
    const resources: Json[] = bodies.flatMap((body) => body?.external_resources ?? [])
    return new Map(resources.map((one) => [one.external_id, one.author.external_id]))
  }
  const channelbacks = () => heard.filter(({ request }) => request.path.endsWith('/channelback'))
  let isUp = true
  return {
    ...adapter,
    account: 'wx',
    clock,
    store,
    world,
    proxy,
    options,
    instancePushId,
    accessToken,
    metadata,
    zendeskUrl,
    heard,
    learnt,
    desk,
    api,
    secrets: [accessToken, metadata.split('.')[1] ?? metadata],
    now: () => clock.now(),
    logged: () => log.lines.join('\n'),
    next: () => ({ type: 'new' }),
    poll: () => desk('POST', `/integrations/${instancePushId}/pull`),
    fault: (fault) => void world.faults.add({ platform: 'zendesk', ...fault }),
    breakNext: (fault) =>
      void world.faults.add({ platform: 'zendesk', match: 'any_channel/push', count: 1, ...fault }),
    async unplug() {
      isUp = false
      await Promise.all([proxy.close(), app.close()])
    },
    comments: () => Promise.resolve(standing(world, customers())),
    tickets: async () =>
      (await tickets()).map(({ id, subject, tags }) => ({ id: String(id), subject, tags })),
    async agentReplies(text) {
      const [ticket] = await tickets()
      const agentId = plan.zendesk.agents[1]?.id
      const before = channelbacks().length
      await desk('POST', `/tickets/${ticket.id}/comments`, { agentId, body: text, public: true })
      return vi.waitFor(() => channelbacks()[before]?.request ?? expect.fail('no channelback came'))
    },
    forgeries(genuine) {
      const [tenant, sealed = ''] = metadata.split('.')
      const flipped = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
      const said = Buffer.from(JSON.stringify({ tenant, account: 'wx', version: 1 }))
      return {
        'no metadata': changedForm(genuine, { metadata: undefined }),
        'empty metadata': changedForm(genuine, { metadata: '' }),
        'the seal without its tenant': changedForm(genuine, { metadata: sealed }),
        'another tenant named': changedForm(genuine, { metadata: `globex.${sealed}` }),
        'a changed seal': changedForm(genuine, { metadata: `${tenant}.${flipped}` }),
        'a seal cut short': changedForm(genuine, { metadata: metadata.slice(0, -8) }),
        'an unsealed mark': changedForm(genuine, {
          metadata: `${tenant}.${said.toString('base64url')}`,
        }),
        'the address of another route': { ...genuine, path: '/zendesk/webhook/acme' },
        'no form at all': { ...genuine, body: new Uint8Array([255, 0, 37]) },
      }
    },
    async close() {
      if (isUp) await Promise.all([proxy.close(), app.close()])
      await Promise.all([relay.close(), store.close()])
      // Every test is also a test of the bodies, both ways.
      expect(bodyProblems(proxy, heard)).toEqual([])
    },
  }
}
