import { Ajv2020 } from 'ajv/dist/2020.js'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { importPKCS8, SignJWT, type JWTPayload } from 'jose'
import { addressOf, type Endpoint } from '../api/endpoint.ts'
import { endpoints } from '../api/endpoints.ts'
import { openApi } from '../api/open-api.ts'
import type { Session } from '../api/session.ts'
import { createCare, type Care } from '../care/index.ts'
import type { HelpdeskPerson } from '../core/helpdesk.ts'
import type { Rewriter } from '../core/rewriter.ts'
import { createHttpApp } from '../http/app.ts'
import { createMetrics } from '../http/metrics.ts'
import { pageRoutes } from '../http/api/pages.ts'
import { apiRoutes, apiSessions } from '../http/api/routes.ts'
import type { ApiTenant } from '../http/api/tenant.ts'
import type { ClusterWatch } from '../jobs/cluster-watch.ts'
import type { KpiSettings } from '../kpi/settings.ts'
import type { TenantRuntime } from '../pipeline/runtime.ts'
import { relayBed, type Bed, type BedOptions } from './relay-bed.ts'

export type Tenant = 'acme' | 'other'
type Ids = (typeof endpoints)[number]['id']
/** Tests look into answers of every shape. */
type Anything = ReturnType<typeof JSON.parse>

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly json: Anything
}

export const sharedSecret = 'shared-secret-of-the-test-installation'
export const installationId = 7001

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
/** One pair for each tenant's app, and one of a stranger. */
export const keys = { acme: pair(), other: pair(), stranger: pair() }

export const staff: Readonly<Record<string, HelpdeskPerson>> = {
  '7': { id: '7', name: '演示客服一', role: 'agent' },
  '8': { id: '8', name: '演示客服二', role: 'agent' },
  '9': { id: '9', name: '演示客服三', role: 'admin' },
  '50': { id: '50', name: '演示主管', role: 'agent' },
  '60': { id: '60', name: '演示客户', role: 'end-user' },
}

export interface ApiBed {
  readonly bed: Bed
  readonly care: Care
  readonly people: Map<string, HelpdeskPerson | Error>
  /** Zendesk's claims for a user of a tenant, good for five minutes. */
  claims(tenant: Tenant, user: string): JWTPayload
  sign(claims: JWTPayload, privateKey?: string): Promise<string>
  /** A page asked for as Zendesk does. */
  page(token: string, page?: string): Promise<Answer>
  /** The session of a user, through the page. */
  session(user: string, tenant?: Tenant): Promise<Session>
  ask(method: string, url: string, more?: { token?: string; body?: unknown }): Promise<Answer>
  /** Calls an endpoint; a 200 must fit the published schema, to the last key. */
  call(
    id: Ids,
    token: string,
    more?: {
      readonly parts?: Readonly<Record<string, string>>
      readonly query?: Readonly<Record<string, string>>
      readonly body?: unknown
    },
  ): Promise<Answer>
  close(): Promise<void>
}

const hour = 3600

/** Working days from nine to six in Shanghai. */
export const kpi: KpiSettings = {
  stage: 4,
  timeZone: 'Asia/Shanghai',
  targets: {
    serviceLevelSeconds: { calendar: hour, business: hour },
    fcrDays: 7,
    reopenDays: 7,
    mentionHours: 24,
  },
  schedules: [
    {
      from: 0,
      schedule: {
        timeZone: 'Asia/Shanghai',
        weekdays: [1, 2, 3, 4, 5],
        openMinute: 9 * 60,
        closeMinute: 18 * 60,
        holidays: [],
        makeUpWorkdays: [],
      },
    },
  ],
  mapMinimum: 2,
  handlingSeconds: 300,
  answeredShare: 0.8,
}

type Sides = Pick<ApiTenant, 'rewriter' | 'clusters'>

function apiTenant(tenant: TenantRuntime, id: Tenant, sides: Sides = {}): ApiTenant {
  const { publicKey } = keys[id]
  return {
    tenant,
    name: id,
    subdomain: id,
    origins: [`https://${id}.zendesk.com`],
    apps: [{ id: 1, publicKey, installationId, sharedSecret: `${sharedSecret}-${id}` }],
    kpi,
    ...sides,
  }
}

function tenantsOf(
  bed: Bed,
  people: Map<string, HelpdeskPerson | Error>,
  sides: Sides,
): readonly ApiTenant[] {
  const acme = bed.runtime.tenants.get('acme')
  if (!acme?.reader) throw new TypeError('The bed has no tenant.')
  const person = async (id: string) => {
    const found = people.get(id)
    if (found instanceof Error) throw found
    return found
  }
  Object.assign(acme, { reader: { ...acme.reader, person } })
  const other: TenantRuntime = { ...acme, id: 'other' }
  const tenants = bed.runtime.tenants as Map<string, TenantRuntime>
  tenants.set('other', other)
  return [apiTenant(acme, 'acme', sides), apiTenant(other, 'other')]
}

function pagesIn(folder: string): void {
  mkdirSync(join(folder, 'reply-guide'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export const x = 1\n')
  writeFileSync(
    join(folder, 'reply-guide/index.html'),
    '<!doctype html><html><head><title>微桥</title></head><body></body></html>',
  )
}

function checkers(): (id: string) => (value: unknown) => string {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  const document = openApi('1') as { paths: Record<string, Record<string, Anything>> }
  ajv.addSchema({ $id: 'doc', ...document })
  return (id) => {
    const operations: readonly Anything[] = Object.values(document.paths).flatMap((item) =>
      Object.values<Anything>(item),
    )
    const operation = operations.find(({ operationId }) => operationId === id)
    const { $ref } = operation.responses[200].content['application/json'].schema
    const check = ajv.compile({ $ref: `doc${$ref}` })
    return (value) => (check(value) ? '' : ajv.errorsText(check.errors))
  }
}

/** The apps' side of a relay with two tenants, on a real store, with a clock of the test's own. */
export async function apiBed({
  rewriter,
  clusters,
  ...options
}: BedOptions & {
  readonly rewriter?: Rewriter
  readonly clusters?: (store: Bed['store'], clock: Bed['clock']) => ClusterWatch
} = {}): Promise<ApiBed> {
  const bed = await relayBed({ mergeMs: 0, ...options })
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-api-'))
  pagesIn(folder)
  const people = new Map<string, HelpdeskPerson | Error>(Object.entries(staff))
  const { runtime, store, clock } = bed
  const tenants = tenantsOf(bed, people, { rewriter, clusters: clusters?.(store, clock) })
  const care = createCare({ store, clock })
  const sessions = apiSessions({ runtime, tenants })
  const app = await createHttpApp({
    runtime,
    callbacks: { receive: () => Promise.reject(new TypeError('No callbacks here.')) },
    metrics: createMetrics(),
    metricsToken: undefined,
    scopes: [
      (scope) => apiRoutes(scope, { runtime, care, tenants }, sessions),
      (scope) => pageRoutes(scope, { tenants, sessions, clock, log: runtime.log, folder }),
    ],
  })
  const checkOf = checkers()

  async function inject(request: InjectOptions): Promise<Answer> {
    const { statusCode, headers, body } = await app.inject(request)
    const isJson = String(headers['content-type']).includes('json')
    return { status: statusCode, headers, text: body, json: isJson ? JSON.parse(body) : undefined }
  }

  const made: ApiBed = {
    bed,
    care,
    people,
    claims(tenant, user) {
      const at = Math.floor(clock.now() / 1000)
      const base = `https://${tenant}.zendesk.com/api/v2`
      return {
        iss: `${tenant}.zendesk.com`,
        aud: `${base}/apps/installations/${installationId}.json`,
        sub: `${base}/users/${user}.json`,
        iat: at,
        nbf: at,
        exp: at + 300,
      }
    },
    sign: async (claims, privateKey = keys.acme.privateKey) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .sign(await importPKCS8(privateKey, 'RS256')),
    page: (token, page = 'reply-guide') =>
      inject({
        method: 'POST',
        url: `/apps/${page}/`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ token }).toString(),
      }),
    async session(user, tenant = 'acme') {
      const { status, text } = await made.page(
        await made.sign(made.claims(tenant, user), keys[tenant].privateKey),
      )
      const content = /<meta name="weiqiao-session" content="([^"]*)">/.exec(text)?.[1]
      if (status !== 200 || content === undefined) throw new TypeError(`No session: ${status}`)
      return JSON.parse(content.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Session
    },
    ask: (method, url, { token, body } = {}) =>
      inject({
        method: method,
        url,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      }),
    async call(id, token, { parts, query, body } = {}) {
      const endpoint = (endpoints as readonly Endpoint[]).find((one) => one.id === id)
      if (!endpoint) throw new TypeError(`No endpoint ${id}`)
      const url = addressOf(endpoint, parts, query)
      const answer = await made.ask(endpoint.method, url, { token, body })
      const fault = answer.status === 200 ? checkOf(id)(answer.json) : ''
      if (fault !== '') throw new TypeError(`${id} answers against its schema: ${fault}`)
      return answer
    },
    async close() {
      await app.close()
      await bed.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return made
}
