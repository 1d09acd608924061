import { createServer } from 'node:http'
import { fastify, type FastifyInstance, type FastifyServerFactory } from 'fastify'
import type { Callbacks } from '../pipeline/callback.ts'
import type { Runtime } from '../pipeline/runtime.ts'
import { guardIntake, type Crowd } from './crowd.ts'
import { healthRoutes } from './health.ts'
import { createHookDoor, type HookDoor } from './hooks.ts'
import { mediaRoutes } from './media.ts'
import type { PrometheusMetrics } from './metrics.ts'
import type { KpiGauge } from './metrics-kpi.ts'
import { notFound } from './request.ts'
import { guardAnswer, protect } from './security.ts'
import { zendeskWebhookRoutes } from './zendesk-webhook.ts'

/** What one relay takes at once, and how long a slow sender may hold a socket. */
export interface HttpLimits {
  /** Requests being served; more are refused at once rather than queued in memory. */
  readonly inFlight: number
  readonly connections: number
  readonly headersMs: number
  /** From the first byte to the last one of the body. */
  readonly requestMs: number
  /** How often slow senders are looked for. */
  readonly checkMs: number
}

/** Longer than a platform's pool keeps an idle connection. */
const keepAliveMs = 72_000

const defaults: HttpLimits = {
  inFlight: 1000,
  connections: 5000,
  headersMs: 5000,
  requestMs: 10_000,
  checkMs: 1000,
}

export interface HttpOptions {
  readonly runtime: Runtime
  readonly callbacks: Callbacks
  readonly metrics: PrometheusMetrics
  readonly metricsToken: string | undefined
  /** Figures of the service for `/metrics`. */
  readonly figures?: (() => Promise<readonly KpiGauge[]>) | undefined
  readonly limits?: Partial<HttpLimits>
  /** Further routes, each in a scope of its own (the channel framework). */
  readonly scopes?: readonly ((app: FastifyInstance) => void)[]
}

function hide(app: FastifyInstance, runtime: Runtime): void {
  app.setNotFoundHandler((_request, reply) => notFound(reply))
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

/** Bodies are checked by our own schemas: the framework's compilers would only cost start-up and memory. */
function noCompiler(): never {
  throw new TypeError('Routes have no schemas here.')
}

const noCompilers = { buildValidator: noCompiler, buildSerializer: noCompiler }

/** One server for both doors: platforms' callbacks first, the framework for everything else. */
function serverFactory(limits: HttpLimits, hooks: HookDoor): FastifyServerFactory {
  const { headersMs, requestMs, checkMs: connectionsCheckingInterval } = limits
  const times = { headersTimeout: headersMs, requestTimeout: requestMs }
  return (handler) => {
    const server = createServer(
      { ...times, connectionsCheckingInterval, keepAliveTimeout: keepAliveMs },
      (request, response) => {
        if (!hooks(request, response)) handler(request, response)
      },
    )
    server.setTimeout(requestMs + headersMs)
    return server
  }
}

function bare(limits: HttpLimits, hooks: HookDoor): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: 256 * 1024,
    serverFactory: serverFactory(limits, hooks),
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
    schemaController: { compilersFactory: noCompilers },
    // An address that cannot be read leads nowhere, like any other unknown one; no hook sees it.
    frameworkErrors: (_error, _request, reply) => {
      void notFound(guardAnswer(reply))
    },
  })
  app.server.maxConnections = limits.connections
  return app
}

/** The relay's door: one Fastify app, one scope per kind of caller. */
export async function createHttpApp(options: HttpOptions): Promise<FastifyInstance> {
  const { runtime } = options
  const limits = { ...defaults, ...options.limits }
  const crowd: Crowd = { size: 0 }
  let isClosing = false
  const hooks = createHookDoor({
    ...options,
    crowd,
    inFlight: limits.inFlight,
    isClosing: () => isClosing,
  })
  const app = bare(limits, hooks)
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  hide(app, runtime)
  protect(app)
  const bounded =
    (routes: (scope: FastifyInstance) => void) =>
    async (scope: FastifyInstance): Promise<void> => {
      guardIntake(scope, limits.inFlight, crowd)
      routes(scope)
    }
  await app.register(bounded((scope) => zendeskWebhookRoutes(scope, runtime)))
  await app.register(async (scope) => healthRoutes(scope, options))
  await app.register(async (scope) => mediaRoutes(scope, runtime))
  for (const scope of options.scopes ?? []) await app.register(bounded((inner) => scope(inner)))
  return app
}
