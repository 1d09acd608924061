import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Runtime } from '../pipeline/runtime.ts'
import type { PrometheusMetrics } from './metrics.ts'
import type { KpiGauge } from './metrics-kpi.ts'
import { notFound } from './request.ts'

interface HealthOptions {
  readonly runtime: Runtime
  readonly metrics: PrometheusMetrics
  readonly metricsToken: string | undefined
  /** Figures of the service for `/metrics`. */
  readonly figures?: (() => Promise<readonly KpiGauge[]>) | undefined
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

/** An append of nothing touches the disk as a real one does. */
function doesSpoolAccept(runtime: Runtime): Promise<boolean> {
  return Promise.resolve()
    .then(() => runtime.spool.append([]))
    .then(
      () => true,
      () => false,
    )
}

/** What a proxy on this machine adds: behind it every caller looks local, and needs the token. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

function isAllowed(request: FastifyRequest, token: string | undefined): boolean {
  const isLoopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(
    request.socket.remoteAddress ?? '',
  )
  const isForwarded = forwarding.some((name) => request.headers[name] !== undefined)
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
    const ready = store || (await doesSpoolAccept(runtime))
    return reply.code(ready ? 200 : 503).send({
      ready,
      store: store ? 'up' : 'down',
      spool: runtime.spool.isEmpty() ? 'empty' : 'holds mail',
    })
  })
  app.get('/metrics', async (request, reply) => {
    if (!isAllowed(request, options.metricsToken)) return notFound(reply)
    const counts = await runtime.store.counts().catch(() => ({}))
    const kpi = (await options.figures?.().catch(() => [])) ?? []
    const text = await metrics.render({ counts, spoolHoldsMail: !runtime.spool.isEmpty(), kpi })
    return reply.type('text/plain; version=0.0.4').send(text)
  })
}
