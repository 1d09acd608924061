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

function queryOf(request: FastifyRequest): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.query as Record<string, unknown>)) {
    // A parameter given twice is ambiguous: verifiers see none of it.
    if (typeof value === 'string') query[name] = value
  }
  return query
}

/** Reduces Fastify's request to what verifiers need. */
export function httpRequest(request: FastifyRequest, clock: Clock): HttpRequest {
  return {
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '/',
    query: queryOf(request),
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

/** Bodies reach the verifiers as the bytes that were signed; packed ones are refused unread. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding']
    const isPlain = encoding === undefined || encoding === 'identity'
    done(isPlain ? undefined : new RelayError('channel.forged', 'Packed bodies are refused.'))
  })
}

/** Trouble on our side, or behind us: the caller is told to come again, and nothing was done. */
function isOutage(error: unknown): boolean {
  if (!isRelayError(error)) {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    return status >= 500
  }
  const { code } = error
  return code.startsWith('store.') || code.startsWith('http.') || code === 'helpdesk.unavailable'
}

/**
 * Every refusal of a callback looks the same, whatever failed; only "try again" differs. The connection
 * ends with each, as it must after a body that was too large to be read.
 */
export function refuseAlike(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const route = request.routeOptions.url ?? ''
    const code = isRelayError(error) ? error.code : 'http'
    if (isOutage(error)) {
      log.error('hook.unavailable', {
        route,
        code,
        message: error instanceof Error ? error.message : '',
      })
      return reply.code(503).type('text/plain').header('retry-after', '5').send('unavailable')
    }
    log.warn('hook.refused', { route, code })
    return reply.code(403).type('text/plain').header('connection', 'close').send('refused')
  })
}
