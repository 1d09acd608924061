import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultSubject } from '../faults.ts'
import { WechatRefusal } from './refusal.ts'
import type { WechatState } from './state.ts'

export interface Call {
  query: Record<string, string | undefined>
  request: FastifyRequest
  reply: FastifyReply
  /** The JSON body, read as strictly as WeChat does. */
  json(): Record<string, unknown>
}

export interface Endpoint {
  method: 'GET' | 'POST'
  path: string
  /** False for the calls that hand out tokens. */
  needsToken?: boolean
  dailyLimit?: number
  answer(call: Call): unknown
}

/**
 * Registers one interface of the platform: method, faults, token and allowance are checked in the
 * platform's order, and every refusal is HTTP 200 with an errcode.
 */
export function addEndpoint(app: FastifyInstance, state: WechatState, endpoint: Endpoint): void {
  const { world } = state
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (request.method !== endpoint.method) {
      throw new WechatRefusal(endpoint.method === 'GET' ? 43001 : 43002)
    }
    const query = request.query as Record<string, string | undefined>
    if (world.faults.take('wechat', faultSubject(request), ['expire_token'])) {
      state.tokens.expireAll()
    }
    if (endpoint.needsToken !== false) state.tokens.check(query['access_token'])
    const fault = world.faults.take('wechat', faultSubject(request), ['errcode'])
    if (fault) throw new WechatRefusal(fault.errcode ?? -1)
    const limit = endpoint.dailyLimit
    if (limit !== undefined && !state.quota.take(endpoint.path, limit)) {
      throw new WechatRefusal(45009)
    }
    return endpoint.answer({ query, request, reply, json: () => readJson(request.body) })
  }
  app.all(endpoint.path, answer)
}

export const ok = { errcode: 0, errmsg: 'ok' }

function readJson(body: unknown): Record<string, unknown> {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : ''
  if (text === '') throw new WechatRefusal(44002)
  // Escaped characters are refused or shown as typed: the body must be raw UTF-8.
  if (/(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}/.test(text)) throw new WechatRefusal(40033)
  const value = parse(text)
  if (!isRecord(value)) throw new WechatRefusal(47001)
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WechatRefusal(47001)
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Refusals, and anything a handler throws, in the platform's own shape. */
export function answerRefusals(app: FastifyInstance, state: WechatState): void {
  const refuse = (refusal: WechatRefusal, request: FastifyRequest): object => {
    state.world.record({
      platform: 'wechat',
      kind: 'call.refused',
      account: state.plan.wechat.account,
      data: { subject: faultSubject(request), errcode: refusal.errcode },
    })
    return { errcode: refusal.errcode, errmsg: `${refusal.message} rid: ${state.rid()}` }
  }
  app.setErrorHandler((error, request, reply) => {
    const refusal = error instanceof WechatRefusal ? error : new WechatRefusal(-1)
    return reply.code(200).send(refuse(refusal, request))
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(200).send(refuse(new WechatRefusal(40066), request)),
  )
}
