import type { FastifyInstance } from 'fastify'

/** Requests being served right now, over all scopes that share it. */
export interface Crowd {
  size: number
}

/** What those beyond the limit hear. */
export const busy = { status: 503, body: 'unavailable', headers: { 'retry-after': '1' } }

/** Beyond the limit a request is refused before its body is read: the platform comes again. */
export function guardIntake(app: FastifyInstance, limit: number, crowd: Crowd): void {
  app.addHook('onRequest', (_request, reply, done) => {
    if (crowd.size >= limit) {
      reply.code(busy.status).type('text/plain').headers(busy.headers).send(busy.body)
      return
    }
    crowd.size += 1
    let isIn = true
    const leave = (): void => {
      if (isIn) crowd.size -= 1
      isIn = false
    }
    // A sender who gives up closes without an end.
    reply.raw.once('finish', leave).once('close', leave)
    done()
  })
}
