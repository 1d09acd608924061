import { fastify, type FastifyInstance } from 'fastify'
import type { Callbacks } from '../pipeline/callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { healthRoutes } from './health.ts'
import { hookRoutes } from './hooks.ts'
import { mediaRoutes } from './media.ts'
import type { PrometheusMetrics } from './metrics.ts'
import { zendeskWebhookRoutes } from './zendesk-webhook.ts'

export interface HttpOptions {
  readonly runtime: Runtime
  readonly callbacks: Callbacks
  readonly metrics: PrometheusMetrics
  readonly metricsToken: string | undefined
  /** Further routes, each in a scope of its own (the channel framework). */
  readonly scopes?: readonly ((app: FastifyInstance) => void)[]
}

function hide(app: FastifyInstance, runtime: Runtime): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('not found'))
  app.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status >= 500) {
      runtime.log.error('http.fault', {
        route: request.routeOptions.url ?? '',
        message: error instanceof Error ? error.message : '',
      })
    }
    return reply
      .code(status)
      .type('text/plain')
      .send(status >= 500 ? 'unavailable' : 'refused')
  })
}

/** The relay's door: one Fastify app, one scope per kind of caller. */
export async function createHttpApp(options: HttpOptions): Promise<FastifyInstance> {
  const { runtime } = options
  const app = fastify({
    logger: false,
    bodyLimit: 256 * 1024,
    // A slow sender holds a socket no longer than this (headers 5 s, whole request 10 s).
    requestTimeout: 10_000,
    connectionTimeout: 15_000,
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
  })
  hide(app, runtime)
  await app.register(async (scope) => hookRoutes(scope, runtime, options.callbacks))
  await app.register(async (scope) => zendeskWebhookRoutes(scope, runtime))
  await app.register(async (scope) => healthRoutes(scope, options))
  await app.register(async (scope) => mediaRoutes(scope, runtime))
  for (const scope of options.scopes ?? []) await app.register(async (inner) => scope(inner))
  return app
}
