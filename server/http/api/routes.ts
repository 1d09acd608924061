import type { FastifyInstance, FastifyRequest } from 'fastify'
import { apiBase, type Endpoint } from '../../api/endpoint.ts'
import { endpoints } from '../../api/endpoints.ts'
import { openApi } from '../../api/open-api.ts'
import type { Care } from '../../care/index.ts'
import { RelayError } from '../../core/error.ts'
import { lintContextSchema, personaDocumentSchema } from '../../persona/document-json-schema.ts'
import type { Runtime } from '../../pipeline/runtime.ts'
import { actorOf, type Call, type Handler } from './call.ts'
import { listClusters } from './clusters.ts'
import { actOnIncident, previewIncident, readIncident } from './incidents.ts'
import * as customers from './customers.ts'
import { recordCasework } from './casework.ts'
import { readGuidance, readPulse } from './guidance.ts'
import { listDismissals, recordDismissal, recordIntent } from './intents.ts'
import { readKpiCatalogue, readKpiReport } from './kpi.ts'
import { readKpiAttention } from './kpi-attention.ts'
import { readKpiFunnel } from './kpi-funnel.ts'
import { readKpiHours } from './kpi-hours.ts'
import { readKpiMap } from './kpi-map.ts'
import { readKpiSheet, writeKpiSheet } from './kpi-sheet.ts'
import { readKpiStages } from './kpi-stages.ts'
import { readKpiTickets } from './kpi-tickets.ts'
import { readMacros, readReadyReplies, rewriteReadyReply, searchEvidence } from './ready.ts'
import { BodyRefusal, refuseWithWords } from './refusals.ts'
import { actOnReply, listHeldReplies } from './replies.ts'
import { createSessions, type Session, type Sessions } from './sessions.ts'
import { listAccounts, readCrisis, readPersona, switchCrisis, writePersona } from './settings.ts'
import type { ApiTenant } from './tenant.ts'
import { correctUnderstanding } from './understanding.ts'
import { readInstallationToken, refused } from './zendesk-token.ts'

type Ids = (typeof endpoints)[number]['id']

const handlers: { readonly [Id in Exclude<Ids, 'renewSession'>]: Handler<Id> } = {
  readGuidance,
  readPulse,
  readReadyReplies,
  rewriteReadyReply,
  readMacros,
  searchEvidence,
  recordIntent,
  recordDismissal,
  recordCasework,
  correctUnderstanding,
  listDismissals,
  listHeldReplies,
  actOnReply,
  readCrisis,
  switchCrisis,
  listClusters,
  readIncident,
  previewIncident,
  actOnIncident,
  listAccounts,
  readPersona,
  writePersona,
  readKpiCatalogue,
  readKpiReport,
  readKpiTickets,
  readKpiAttention,
  readKpiHours,
  readKpiMap,
  readKpiFunnel,
  readKpiSheet,
  writeKpiSheet,
  readKpiStages,
  ...customers,
}

export interface ApiOptions {
  readonly runtime: Runtime
  readonly care: Care
  readonly tenants: readonly ApiTenant[]
}

const bodyLimit = 1024 * 1024

function bearerIn(request: FastifyRequest): string {
  const match = /^Bearer ([\w.~+/=-]{1,8192})$/i.exec(request.headers.authorization ?? '')
  if (!match?.[1]) throw refused()
  return match[1]
}

function requireAccess({ access, needsPerson }: Endpoint, session: Session): void {
  if (needsPerson) actorOf({ session })
  const role = session.user?.role ?? 'agent'
  if (access === 'lead' && role === 'agent')
    throw new RelayError('session.forbidden', 'Only a lead or an admin may do this.')
}

function bodyOf({ body: schema }: Endpoint, body: unknown): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new BodyRefusal(
    result.error.issues.map(({ path, message }) => ({
      path: path.map(String).join('.') || '(body)',
      message,
    })),
  )
}

/** A parameter given twice is none. */
function textsIn(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function addEndpoint(
  app: FastifyInstance,
  { runtime, care }: ApiOptions,
  sessions: Sessions,
  endpoint: Endpoint,
): void {
  const handler = handlers[endpoint.id as keyof typeof handlers] as (
    call: Call<unknown>,
  ) => Promise<unknown>
  app.route({
    method: endpoint.method,
    url: apiBase + endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
    bodyLimit,
    async handler(request, reply) {
      const session = await sessions.read(bearerIn(request))
      requireAccess(endpoint, session)
      const call: Call<unknown> = {
        runtime,
        care,
        session,
        parts: textsIn(request.params),
        query: textsIn(request.query),
        body: bodyOf(endpoint, request.body),
      }
      return reply.send(await handler(call))
    },
  })
}

function addSessionRoute(app: FastifyInstance, options: ApiOptions, sessions: Sessions): void {
  app.post(`${apiBase}/session`, async (request, reply) => {
    const bearer = bearerIn(request)
    // A token of Zendesk's proxy has three parts in JSON Web Token's spelling, ours has two.
    if (bearer.split('.').length === 3) {
      const now = options.runtime.clock.now()
      const tenant = await readInstallationToken(options.tenants, bearer, now)
      return reply.send(await sessions.openInstallation(tenant))
    }
    return reply.send(await sessions.renew(await sessions.read(bearer)))
  })
}

/** `/api/v1/*`: what the apps ask of the relay, as the contract says. */
export function apiRoutes(app: FastifyInstance, options: ApiOptions, sessions: Sessions): void {
  refuseWithWords(app, options.runtime.log)
  let description: object | undefined
  app.get(`${apiBase}/openapi.json`, async (_request, reply) => {
    // Made when somebody asks: a relay starts faster than it can be described.
    description ??= openApi('1', {
      LintContext: lintContextSchema(),
      PersonaDocument: personaDocumentSchema(),
    })
    return reply.send(description)
  })
  addSessionRoute(app, options, sessions)
  for (const endpoint of endpoints as readonly Endpoint[])
    if (endpoint.id !== 'renewSession') addEndpoint(app, options, sessions, endpoint)
}

/** The sessions of all tenants. */
export function apiSessions({
  runtime,
  tenants,
}: Pick<ApiOptions, 'runtime' | 'tenants'>): Sessions {
  return createSessions(runtime, new Map(tenants.map((one) => [one.tenant.id, one])))
}
