import type { FastifyInstance, FastifyReply } from 'fastify'

/** For every answer that does not say otherwise: nothing runs, frames, sniffs, refers or is kept. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Adds what the answer does not say itself. */
export function guardAnswer(reply: FastifyReply): FastifyReply {
  for (const [name, value] of Object.entries(guardHeaders)) {
    if (!reply.hasHeader(name)) reply.header(name, value)
  }
  return reply
}

/** Headers of all routes registered later. Platforms' callbacks are answered past them: no browser sees those. */
export function protect(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    guardAnswer(reply)
    done()
  })
}
