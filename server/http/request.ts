import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../core/clock.ts'
import { isRelayError } from '../core/error.ts'
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

/** Bodies reach the verifiers as the bytes that were signed. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

/** Every refusal of a callback looks the same, whatever failed; only "try again" differs. */
export function refuseAlike(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const isOurs = isRelayError(error)
    if (isOurs && (error.code === 'store.unavailable' || error.code === 'store.disk_full')) {
      log.error('hook.unavailable', { code: error.code })
      return reply.code(503).type('text/plain').header('retry-after', '5').send('unavailable')
    }
    const isRefusal =
      isOurs ||
      (typeof (error as { statusCode?: number }).statusCode === 'number' && isClientFault(error))
    if (!isRefusal) {
      log.error('hook.fault', {
        message: error instanceof Error ? error.message : '',
        route: request.routeOptions.url ?? '',
      })
      return reply.code(503).type('text/plain').send('unavailable')
    }
    log.warn('hook.refused', {
      code: isOurs ? error.code : 'http',
      route: request.routeOptions.url ?? '',
    })
    return reply.code(403).type('text/plain').send('refused')
  })
}

function isClientFault(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode ?? 500
  return status >= 400 && status < 500
}
