import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HttpAnswer } from '../core/http.ts'
import type { Callbacks } from '../pipeline/callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { httpRequest, refuseAlike, takeRawBodies } from './request.ts'

export const hookBodyLimit = 256 * 1024

type HookRequest = FastifyRequest<{ Params: { tenant: string; account: string } }>

/** Past the framework's own serialising: this is the path that platforms wait on. */
function answerDirectly(
  reply: FastifyReply,
  { status, contentType, body }: HttpAnswer,
): FastifyReply {
  reply.hijack()
  reply.raw.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  })
  reply.raw.end(body)
  return reply
}

/** `GET|POST /hooks/{tenant}/{account}`: the platforms' callbacks. Never limited per address. */
export function hookRoutes(app: FastifyInstance, runtime: Runtime, callbacks: Callbacks): void {
  takeRawBodies(app)
  refuseAlike(app, runtime.log)
  app.route({
    method: ['GET', 'POST'],
    url: '/hooks/:tenant/:account',
    bodyLimit: hookBodyLimit,
    async handler(request: HookRequest, reply) {
      const startedAt = runtime.clock.monotonic()
      const { tenant, account } = request.params
      const answer = await callbacks.receive(tenant, account, httpRequest(request, runtime.clock))
      runtime.metrics.observe('callback_ms', runtime.clock.monotonic() - startedAt)
      runtime.metrics.count('callbacks', { status: String(answer.status) })
      return answerDirectly(reply, answer)
    },
  })
}
