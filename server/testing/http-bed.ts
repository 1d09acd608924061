import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as send, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, type ConfigFile } from '../config.ts'
import { createLabPlan, relayConfig, type LabPlan } from '../lab/plan.ts'
import { callbackRequest } from '../lab/wechat/callback.ts'
import type { Fields } from '../lab/wechat/payload.ts'
import { startRelay, type Relay } from '../main.ts'
import { httpServer, type SeenRequest } from './raw-server.ts'
import { recordingLog } from './silent-log.ts'

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One request on a connection of its own, with nothing added that the test does not see. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const outgoing = send(url, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
      incoming.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** All that a sender can see of an answer, the time aside; headers by name. */
export function visible({ status, headers, body }: Answered): Answered {
  const { date: _date, ...rest } = headers
  const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
  return { status, headers: Object.fromEntries(sorted), body }
}

/** Everything the relay calls, as far as it must answer; remembers what it was asked. */
async function platforms() {
  const seen: SeenRequest[] = []
  const server = await httpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString()
      seen.push({ method, url, headers, body })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answerTo(url, body)))
    })
  })
  return { ...server, seen }
}

function answerTo(url: string, body: string): unknown {
  if (url.startsWith('/api/v2/any_channel/push')) {
    const { external_resources: resources } = JSON.parse(body) as {
      external_resources: { external_id: string }[]
    }
    const status = { code: 'success' }
    return {
      results: resources.map(({ external_id: id }) => ({ external_resource_id: id, status })),
    }
  }
  if (url.startsWith('/cgi-bin/stable_token')) return { access_token: 'token', expires_in: 7200 }
  if (url.startsWith('/cgi-bin/message/custom/send')) return { errcode: 0, errmsg: 'ok' }
  return {}
}

export interface HttpBed {
  readonly relay: Relay
  readonly url: string
  readonly config: ConfigFile
  /** The tenants `demo` and `other`, each with the accounts `wx` and `wb`. */
  readonly plans: readonly [LabPlan, LabPlan]
  /** What the relay asked of Zendesk and of the platforms, all at one address. */
  readonly called: readonly SeenRequest[]
  readonly platformUrl: string
  readonly folder: string
  readonly logged: readonly string[]
  /** A genuine WeChat callback of the first tenant, unless another plan is given. */
  wechat(fields?: Fields, plan?: LabPlan): { readonly url: string; readonly asked: Asked }
  close(): Promise<void>
}

export interface HttpBedOptions {
  readonly port?: 'ticketing' | 'channel'
  readonly edit?: (config: ConfigFile) => void
  readonly metricsToken?: string
  /** Where the built pages of the apps lie. */
  readonly pagesDir?: string
}

function tenantsOf(plans: readonly LabPlan[], at: string, port: string): ConfigFile {
  const files = plans.map((plan) => relayConfig(plan) as ConfigFile)
  const config = files[0] as ConfigFile
  Object.assign(config, { tenants: files.flatMap(({ tenants }) => tenants) })
  for (const tenant of config.tenants) {
    const { zendesk, accounts } = tenant
    Object.assign(zendesk, { port, baseUrl: at, mergeSeconds: 0, subdomain: tenant.id })
    if (port === 'channel') Reflect.deleteProperty(zendesk, 'auth')
    else Object.assign(zendesk, { webhookSecret: `webhook secret of ${tenant.id}` })
    for (const account of accounts) {
      const bases = ['apiBase', 'messagesBase', 'uploadBase'].filter(
        (one) => one in account.settings,
      )
      Object.assign(account.settings, Object.fromEntries(bases.map((base) => [base, at])))
      const instance = { instancePushId: `push-${tenant.id}-${account.id}`, accessToken: 'token' }
      if (port === 'channel') Object.assign(account, { zendesk: instance })
    }
  }
  return config
}

/** A whole relay on a free port, whose other sides answer little and remember all. */
export async function httpBed(options: HttpBedOptions = {}): Promise<HttpBed> {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-http-'))
  const world = await platforms()
  const plans = ['demo', 'other'].map((tenant) => ({
    ...createLabPlan({ relayUrl: 'http://127.0.0.1:0' }),
    tenant,
  })) as unknown as [LabPlan, LabPlan]
  const raw = tenantsOf(plans, world.url, options.port ?? 'ticketing')
  Object.assign(raw, { store: `sqlite:${join(folder, 'relay.db')}`, dataDir: join(folder, 'data') })
  Object.assign(raw, { listen: { host: '127.0.0.1', port: 0 } })
  options.edit?.(raw)
  const path = join(folder, 'relay.json')
  writeFileSync(path, JSON.stringify(raw), { mode: 0o600 })
  const reading = loadConfig(path)
  if (!reading.ok) throw new TypeError(JSON.stringify(reading.problems))
  const { config } = reading
  const log = recordingLog()
  const relay = await startRelay({
    config,
    log,
    metricsToken: options.metricsToken,
    ...(options.pagesDir !== undefined && { pagesDir: options.pagesDir }),
  })
  const url = relay.address
  let message = 0
  return {
    relay,
    url,
    config,
    plans,
    called: world.seen,
    platformUrl: world.url,
    folder,
    logged: log.lines,
    wechat(fields = {}, plan = plans[0]) {
      message += 1
      const request = callbackRequest(
        plan,
        {
          ToUserName: plan.wechat.originalId,
          FromUserName: 'oCustomerA',
          CreateTime: Math.floor(Date.now() / 1000),
          MsgType: 'text',
          Content: '我的订单到哪了',
          MsgId: `7${String(message).padStart(15, '0')}`,
          ...fields,
        },
        Date.now(),
      )
      const { pathname, search } = new URL(request.url)
      return {
        url: `${url}${pathname}${search}`,
        asked: {
          method: 'POST',
          headers: { 'content-type': request.contentType },
          body: request.body,
        },
      }
    },
    async close() {
      await relay.stop()
      await world.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
