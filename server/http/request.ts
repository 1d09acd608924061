import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../core/clock.ts'
import { RelayError, isRelayError } from '../core/error.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import type { Log } from '../core/log.ts'

const noBody = new Uint8Array(0)

function flat(headers: FastifyRequest['headers']): Record<string, string | undefined> {
  const names: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(headers))
    names[name] = Array.isArray(value) ? value.join(',') : value
  return names
}

/** A parameter given twice is ambiguous: verifiers see none of it. */
export function onlyValues(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const name in query) {
    const value = query[name]
    if (typeof value === 'string') values[name] = value
  }
  return values
}

/** Reduces Fastify's request to what verifiers need. */
export function httpRequest(request: FastifyRequest, clock: Clock): HttpRequest {
  return {
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '/',
    query: onlyValues(request.query as Record<string, unknown>),
    headers: flat(request.headers),
    body: request.body instanceof Uint8Array ? request.body : noBody,
    receivedAt: clock.now(),
  }
}

export function answerWith(reply: FastifyReply, answer: HttpAnswer): FastifyReply {
  return reply.code(answer.status).type(answer.contentType).send(answer.body)
}

/** The one answer for whatever is not there, or not for this caller. */
export function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain').send('not found')
}

/** Whether a body would have to be unpacked before anybody could verify it. */
export function isPacked(encoding: string | undefined): boolean {
  return encoding !== undefined && encoding !== 'identity'
}

/** Bodies reach the verifiers as the bytes that were signed; packed ones are refused unread. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', (request, _reply, done) => {
    const isRefused = isPacked(request.headers['content-encoding'])
    done(isRefused ? new RelayError('channel.forged', 'Packed bodies are refused.') : undefined)
  })
}

/** Trouble on our side, or behind us: the caller is told to come again, and nothing was done. */
export function isOutage(error: unknown): boolean {
  if (!isRelayError(error)) {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    return status >= 500
  }
  const { code } = error
  return code.startsWith('store.') || code.startsWith('http.') || code === 'helpdesk.unavailable'
}

/** A refusal as it goes out. */
export interface Refusal {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const unavailable: Refusal = { status: 503, body: 'unavailable', headers: { 'retry-after': '5' } }
/** The connection ends with it, as it must after a body that was too large to be read. */
const refused: Refusal = { status: 403, body: 'refused', headers: { connection: 'close' } }

/** Every refusal of a callback looks the same, whatever failed; only "try again" differs. */
export function refusalOf(error: unknown): Refusal {
  return isOutage(error) ? unavailable : refused
}

/** Faults of a scope's routes as refusals that look alike. */
export function refuseAlike(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const route = request.routeOptions.url ?? ''
    const code = isRelayError(error) ? error.code : 'http'
    const message = error instanceof Error ? error.message : ''
    if (isOutage(error)) log.error('hook.unavailable', { route, code, message })
    else log.warn('hook.refused', { route, code })
    const { status, body, headers } = refusalOf(error)
    return reply.code(status).type('text/plain').headers(headers).send(body)
  })
}
