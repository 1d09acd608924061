import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { ControlRefusal } from './control-refusal.ts'

const BODY_BYTES = 24 * 1_048_576
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Its own body reader and errors: the platform on this port has stricter ones. */
export function guardScope(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  const options = { parseAs: 'string' as const, bodyLimit: BODY_BYTES }
  scope.addContentTypeParser('application/json', options, (_request, body, done) => {
    const text = body as unknown as string
    try {
      done(null, text === '' ? {} : JSON.parse(text))
    } catch {
      done(new ControlRefusal(400, 'the body is not JSON'))
    }
  })
  scope.setErrorHandler<FastifyError>((error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: { message: error.message } }),
  )
  scope.addHook('onRequest', async (request) => requireLocal(request))
}

/** No password, so nobody but this machine may knock, and no other page in its browser either. */
function requireLocal(request: FastifyRequest): void {
  const { host, origin } = request.headers
  const isLocal = LOOPBACK.test(request.ip) && LOCAL_HOST.test(host ?? '')
  const isOwnPage = origin === undefined || origin === `http://${host ?? ''}`
  if (!isLocal || !isOwnPage) throw new ControlRefusal(403, 'the lab answers its own machine only')
}
