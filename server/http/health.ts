import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Runtime } from '../pipeline/runtime.ts'
import type { PrometheusMetrics } from './metrics.ts'

interface HealthOptions {
  readonly runtime: Runtime
  readonly metrics: PrometheusMetrics
  readonly metricsToken: string | undefined
}

const pingPatienceMs = 2000

async function isStoreUp(runtime: Runtime): Promise<boolean> {
  const timer = new AbortController()
  const late = runtime.clock.sleep(pingPatienceMs, timer.signal).then(() => false)
  const ping = runtime.store.ping().then(
    () => true,
    () => false,
  )
  const isUp = await Promise.race([ping, late])
  timer.abort()
  return isUp
}

function isAllowed(request: FastifyRequest, token: string | undefined): boolean {
  const isLoopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(
    request.socket.remoteAddress ?? '',
  )
  // Behind a proxy on this machine every caller looks local: a forwarded request needs the token.
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined
  if (isLoopback && !isForwarded) return true
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token ?? ''}`)
  return token !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** `/healthz` (alive), `/readyz` (the store or the spool accepts), `/metrics` (loopback or token). */
export function healthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const { runtime, metrics } = options
  app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok'))
  app.get('/readyz', async (_request, reply) => {
    const store = await isStoreUp(runtime)
    return reply.code(200).send({
      ready: true,
      store: store ? 'up' : 'down',
      spool: runtime.spool.isEmpty() ? 'empty' : 'holds mail',
    })
  })
  app.get('/metrics', async (request, reply) => {
    if (!isAllowed(request, options.metricsToken)) return reply.code(404).send('not found')
    const counts = await runtime.store.counts().catch(() => ({}))
    return reply.type('text/plain; version=0.0.4').send(await metrics.render(counts))
  })
}
