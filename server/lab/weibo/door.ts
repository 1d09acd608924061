import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultSubject } from '../faults.ts'
import { WeiboRefusal } from './refusal.ts'
import type { WeiboState } from './state.ts'

export interface Call {
  /** Query and form together; every name is one the interface knows. */
  params: Readonly<Record<string, string | undefined>>
  isCommercial: boolean
  request: FastifyRequest
  reply: FastifyReply
}

export interface Endpoint {
  method: 'GET' | 'POST'
  /** Below `/2/`, without suffix: `comments/create` is served as `.json` and as `/biz.json`. */
  name: string
  /** Where the interface stands at one address only, without the twins. */
  path?: string
  required?: readonly string[]
  optional?: readonly string[]
  /** False for the calls the allowance does not count. */
  isCounted?: boolean
  /** Takes a file: read by the interface itself. */
  takesFile?: boolean
  answer(call: Call): unknown
}

const CALLS_PER_IP_AND_HOUR = 15_000
const COMMERCIAL_CALLS_PER_IP_AND_HOUR = 50_000
const ALWAYS_KNOWN = ['access_token', 'source']
const ACCEPTED_LATER = 20032

/** One interface on the free host and its twin on the commercial one. */
export function addEndpoint(app: FastifyInstance, state: WeiboState, endpoint: Endpoint): void {
  if (endpoint.path) {
    app.all(endpoint.path, (request, reply) =>
      answerCall(state, endpoint, { request, reply, isCommercial: false }),
    )
    return
  }
  app.all(`/2/${endpoint.name}.json`, (request, reply) =>
    answerCall(state, endpoint, { request, reply, isCommercial: false }),
  )
  app.all(`/2/${endpoint.name}/biz.json`, (request, reply) =>
    answerCall(state, endpoint, { request, reply, isCommercial: true }),
  )
}

async function answerCall(
  state: WeiboState,
  endpoint: Endpoint,
  part: Omit<Call, 'params'>,
): Promise<unknown> {
  const { request } = part
  if (request.method !== endpoint.method) throw new WeiboRefusal(10021)
  const params = readParams(request, endpoint)
  checkToken(state, request, params['access_token'])
  countCall(state, endpoint, part.isCommercial)

  const fault = state.world.faults.take('weibo', faultSubject(request), ['errcode'])
  const refusal = fault
    ? new WeiboRefusal(fault.errcode ?? 10001, fault.status ? { status: fault.status } : {})
    : undefined
  // 20032 looks like an error but means "accepted, visible in a minute or two".
  if (refusal && refusal.code !== ACCEPTED_LATER) throw refusal
  checkParams(params, endpoint)
  const answer = await endpoint.answer({ ...part, params })
  if (refusal) throw refusal
  return answer
}

function readParams(request: FastifyRequest, endpoint: Endpoint): Record<string, string> {
  const query = request.query as Record<string, string>
  if (request.method === 'GET' || request.body === undefined || request.body === null) {
    return { ...query }
  }
  if (endpoint.takesFile && request.isMultipart()) return { ...query }
  const isForm = /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')
  if (!isForm) {
    throw new WeiboRefusal(10007, { detail: request.headers['content-type'] ?? '' })
  }
  return { ...query, ...(request.body as Record<string, string>) }
}

/** The token stands in a parameter or in the header, whose scheme word is `OAuth2`. */
export function tokenOf(request: FastifyRequest, param: string | undefined): string | undefined {
  const header = /^OAuth2 (\S+)$/.exec(request.headers.authorization ?? '')
  return param ?? header?.[1]
}

function checkToken(state: WeiboState, request: FastifyRequest, param: string | undefined): void {
  const isExpired = state.world.faults.take('weibo', faultSubject(request), ['expire_token'])
  if (isExpired) throw new WeiboRefusal(21327)
  state.credentials.check(tokenOf(request, param))
}

function countCall(state: WeiboState, endpoint: Endpoint, isCommercial: boolean): void {
  if (endpoint.isCounted === false) return
  const hour = `ip ${Math.floor(state.world.now() / 3_600_000)}`
  const perHour = isCommercial ? COMMERCIAL_CALLS_PER_IP_AND_HOUR : CALLS_PER_IP_AND_HOUR
  if (!state.quota.take(hour, perHour)) throw new WeiboRefusal(10022)
  if (isCommercial) return
  if (!state.quota.take('user', state.plan.weibo.dailyCalls)) throw new WeiboRefusal(10023)
}

export function checkParams(params: Call['params'], endpoint: Endpoint): void {
  const required = endpoint.required ?? []
  for (const name of required) {
    if (!params[name]) throw new WeiboRefusal(10016, { detail: name })
  }
  const known = new Set([...ALWAYS_KNOWN, ...required, ...(endpoint.optional ?? [])])
  for (const name of Object.keys(params)) {
    if (!known.has(name)) throw new WeiboRefusal(10008, { detail: name })
  }
}

/** Refusals, and anything a handler throws, in the platform's own shape. */
export function answerRefusals(app: FastifyInstance, state: WeiboState): void {
  const answer = (refusal: WeiboRefusal, request: FastifyRequest, reply: FastifyReply): object => {
    const path = request.url.split('?')[0] ?? ''
    state.world.record({
      platform: 'weibo',
      kind: 'call.refused',
      account: state.plan.weibo.account,
      data: { subject: faultSubject(request), code: refusal.code },
    })
    reply.code(refusal.status)
    if (!path.startsWith('/oauth2')) {
      return { error: refusal.message, error_code: refusal.code, request: path }
    }
    return {
      error: refusal.message,
      error_code: refusal.code,
      request: path,
      error_uri: path,
      error_description: refusal.message,
    }
  }
  app.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof WeiboRefusal ? error : new WeiboRefusal(10001)
    return reply.send(answer(refusal, request, reply))
  })
  app.setNotFoundHandler((request, reply) =>
    reply.send(answer(new WeiboRefusal(10020, { status: 404 }), request, reply)),
  )
}
