import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultSubject } from '../faults.ts'
import { checkBody, type BodyName } from './bodies.ts'
import type { User } from './records.ts'
import { badRequest, forbidden, notFound, ZendeskRefusal } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { invalidToken } from './tokens.ts'

export interface Call {
  actor: User
  /** Channel framework: whose token this is. */
  instance: string | undefined
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string | undefined>>
  body: Readonly<Record<string, unknown>>
  request: FastifyRequest
  reply: FastifyReply
}

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v2`. */
  path: string
  /** The shape of its JSON body; without one, no JSON body is read. */
  body?: BodyName
  /** How refusals of the body look. */
  style?: 'record' | 'list'
  isForAdmins?: boolean
  isForChannels?: boolean
  answer(call: Call): unknown
}

interface Caller {
  actor: User
  scopes: readonly string[]
  instance: string | undefined
}

const callers = new WeakMap<FastifyRequest, Caller>()

export function addEndpoint(app: FastifyInstance, state: ZendeskState, endpoint: Endpoint): void {
  app.route({
    method: endpoint.method,
    url: `/api/v2${endpoint.path}`,
    handler: async (request, reply) => {
      const caller = callers.get(request)
      if (!caller) throw couldNotAuthenticate()
      requireScope(caller, endpoint)
      takeFault(state, request)
      const body = readBody(endpoint, request)
      const answer = await endpoint.answer({
        actor: caller.actor,
        instance: caller.instance,
        params: request.params as Record<string, string>,
        query: request.query as Record<string, string | undefined>,
        body,
        request,
        reply,
      })
      return answer ?? reply.send()
    },
  })
}

/** Before the body is read: who is calling, and whether the account has calls left. */
export function guardApi(app: FastifyInstance, state: ZendeskState): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/v2/')) return
    callers.set(request, authenticate(state, request))
    reply.headers(state.limits.countRequest())
  })
}

function authenticate(state: ZendeskState, request: FastifyRequest): Caller {
  // Passwords and API tokens come as Basic credentials: neither is taken any more.
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw couldNotAuthenticate()
  if (state.world.faults.take('zendesk', faultSubject(request), ['expire_token'])) {
    state.tokens.expire(token)
    throw invalidToken()
  }
  const { user, scopes, instance } = state.tokens.check(token)
  return { actor: user, scopes, instance }
}

function couldNotAuthenticate(): ZendeskRefusal {
  return new ZendeskRefusal(
    401,
    { error: "Couldn't authenticate you" },
    { 'www-authenticate': 'Basic realm="Web Password"' },
  )
}

function requireScope({ actor, scopes, instance }: Caller, endpoint: Endpoint): void {
  if (instance !== undefined && !endpoint.isForChannels) {
    throw forbidden('This token is for the channel framework only')
  }
  const verb = endpoint.method === 'GET' ? 'read' : 'write'
  const place = endpoint.path.split('/')[1] ?? ''
  const resource = place === 'help_center' ? 'hc' : place
  if (!scopes.includes(verb) && !scopes.includes(`${resource}:${verb}`)) {
    throw new ZendeskRefusal(403, {
      error: 'Forbidden',
      description: `Missing the following required scopes: ${verb}`,
    })
  }
  if (endpoint.isForAdmins && actor.role !== 'admin') {
    throw forbidden('You do not have access to this page. Please contact the account owner.')
  }
}

/** `errcode` means the platform's own refusal, where `status` means a broken edge. */
function takeFault(state: ZendeskState, request: FastifyRequest): void {
  const fault = state.world.faults.take('zendesk', faultSubject(request), ['errcode'])
  if (!fault) return
  const status = fault.status ?? fault.errcode ?? 500
  throw new ZendeskRefusal(
    status,
    { error: 'LabFault', description: 'Refused on demand' },
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
  )
}

function readBody(endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> {
  if (endpoint.body === undefined) return {}
  const { body } = request
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) {
    throw badRequest('BadRequest', 'A JSON body is required')
  }
  checkBody(endpoint.body, body, endpoint.style ?? 'record')
  return body as Record<string, unknown>
}

/** JSON, forms, and anything else as bytes: uploads are whatever their type says. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (/\/uploads(\?|$)/.test(request.url)) return done(null, bytes)
    try {
      done(null, bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8')))
    } catch {
      const message = 'Server could not parse JSON'
      done(new ZendeskRefusal(422, { error: { title: 'Unprocessable Entity', message } }))
    }
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

export function answerRefusals(app: FastifyInstance, state: ZendeskState): void {
  app.setErrorHandler<FastifyError | ZendeskRefusal>((error, request, reply) => {
    const refusal = error instanceof ZendeskRefusal ? error : unforeseen(error)
    state.world.record({
      platform: 'zendesk',
      kind: 'request.refused',
      data: { status: refusal.status, subject: faultSubject(request), body: refusal.body },
    })
    return reply.code(refusal.status).headers(refusal.headers).send(refusal.body)
  })
}

function unforeseen(error: FastifyError): ZendeskRefusal {
  const status = error.statusCode ?? 500
  const title = status < 500 ? 'Bad Request' : 'Internal Server Error'
  return new ZendeskRefusal(status, { error: { title, message: error.message } })
}

/** A number in a path; anything else is no record. */
export function idOf(call: Call, name = 'id'): number {
  const text = call.params[name] ?? ''
  if (!/^\d{1,15}$/.test(text)) throw notFound()
  return Number(text)
}

export function idsOf(call: Call): number[] {
  const ids = (call.query['ids'] ?? '').split(',').filter((id) => /^\d{1,15}$/.test(id))
  if (ids.length === 0) throw badRequest('BadRequest', 'Parameter ids is required')
  if (ids.length > 100) throw badRequest('BadRequest', 'No more than 100 ids')
  return ids.map(Number)
}
