import { randomBytes, randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Clock } from './core/clock.ts'
import { RelayError } from './core/error.ts'
import type { Log } from './core/log.ts'
import type { Spool, Store } from './core/store/index.ts'
import type { ConfigFile } from './config.ts'
import { createCare } from './care/index.ts'
import { loadModels } from './commands/understand-models.ts'
import { createProfiles } from './care/people/profile.ts'
import { createKpiUpkeep } from './jobs/kpi-upkeep.ts'
import { createLearner } from './jobs/learn-nightly.ts'
import { createNightlyReconciliation, type FiguresReader } from './jobs/nightly-reconciliation.ts'
import { figuresBeside } from './figures-beside.ts'
import type { PersonaDocument } from './persona/document.ts'
import { createHttpApp } from './http/app.ts'
import { createMetrics } from './http/metrics.ts'
import { createKpiGauges } from './http/metrics-kpi.ts'
import type { KpiSettings } from './kpi/settings.ts'
import { createIncidentUpkeep } from './pipeline/incidents/upkeep.ts'
import { createPipeline, type Runtime } from './pipeline/index.ts'
import { createWake } from './pipeline/wake.ts'
import { hearEarlier } from './pipeline/upkeep.ts'
import { openSpool } from './store/spool.ts'
import type { StoreOptions } from './store/assembled.ts'
import { openStoreThread, type SharedStore } from './store/thread.ts'
import { createHttpDoor } from './wire/http-door.ts'
import { systemClock } from './wire/system-clock.ts'
import { appScopes } from './app-scopes.ts'
import { seedPersonas } from './persona-file.ts'
import { playable } from './playable.ts'
import { baseHosts, profileProviders, tenantRuntimes, type TenantParts } from './wiring.ts'

export interface Relay {
  /** `http://host:port` the relay listens on. */
  readonly address: string
  readonly runtime: Runtime
  /** Ends cleanly: no new work, sends in hand finish, leases are released. */
  stop(): Promise<void>
}

interface StartOptions {
  readonly config: ConfigFile
  readonly log: Log
  readonly metricsToken?: string | undefined
  readonly clock?: Clock
  /** What the accounts' persona files hold, by `tenant/account`. */
  readonly personas?: ReadonlyMap<string, PersonaDocument>
  /** Where the built pages lie, when not beside the program. */
  readonly pagesDir?: string
}

/** Longest time for sends in hand at shutdown; later ones become unknown by their lease. */
const drainMs = 10_000
/** Callbacks are answered in milliseconds. */
const lastRequestsMs = 2000
const prepareEveryMs = 60_000

/** Compiled, SQLite has a thread of its own; PostgreSQL works in processes of its own anyway. */
async function openBeside(options: StoreOptions): Promise<Store | SharedStore> {
  const isCompiled = import.meta.url.endsWith('.js')
  const hasThread = isCompiled && options.url.startsWith('sqlite:') && options.clock === systemClock
  if (hasThread) return openStoreThread(new URL('./store-thread.js', import.meta.url), options)
  const { openStore } = await import('./store/index.ts')
  return openStore(options)
}

async function openStores(
  options: StartOptions,
  clock: Clock,
  owner: string,
): Promise<{ store: Store | SharedStore; spool: Spool }> {
  const { config, log } = options
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const masterKey = Buffer.from(config.masterKey, 'base64')
  const store = await openBeside({ url: config.store, masterKey, clock, log, owner })
  const spool = await openSpool({ dir: join(config.dataDir, 'spool'), key: masterKey, clock, log })
  return { store, spool }
}

async function listen(app: FastifyInstance, config: ConfigFile): Promise<string> {
  try {
    return await app.listen({ host: config.listen.host, port: config.listen.port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new RelayError(
        'config.port_taken',
        `Port ${config.listen.port} on ${config.listen.host} is already in use.`,
      )
    }
    throw error
  }
}

async function prepareOne(
  { reader, tenant }: TenantParts,
  runtime: Runtime,
): Promise<readonly unknown[]> {
  if (!reader) return []
  const { problems, wasDeaf } = await reader.prepare()
  if (wasDeaf) await hearEarlier(runtime, tenant)
  return problems
}

/** Webhooks, trigger and views are made in the background; Zendesk being down must not stop the start. */
async function prepareHelpdesks(
  parts: readonly TenantParts[],
  runtime: Runtime,
  stop: AbortSignal,
): Promise<void> {
  const open = new Set(parts)
  for (let round = 0; open.size > 0 && !stop.aborted; round++) {
    for (const part of open) {
      const problems = await prepareOne(part, runtime).catch((error: unknown) => [error])
      for (const problem of problems) {
        const message = problem instanceof Error ? problem.message : 'unexpected'
        runtime.log.warn('helpdesk.prepare', { tenant: part.tenant.id, message })
      }
      if (problems.length === 0) open.delete(part)
    }
    await runtime.clock.sleep(Math.min(2000 * 2 ** round, prepareEveryMs), stop)
  }
}

/** What each tenant's figures are judged by. */
function settingsOf(parts: readonly TenantParts[]): ReadonlyMap<string, KpiSettings> {
  return new Map(parts.map(({ tenant, api }) => [tenant.id, api.kpi]))
}

/** The service board's figures are kept ready. */
function keepFigures(
  parts: readonly TenantParts[],
  { clock, log, owner }: Runtime,
  store: Store | SharedStore,
  stop: AbortSignal,
): Promise<void> {
  const settings = settingsOf(parts)
  const file = new URL('./figures-thread.js', import.meta.url)
  const anew = 'share' in store ? figuresBeside({ file, store, log, owner, settings }) : undefined
  return createKpiUpkeep({ store, clock, log, owner, settings, anew }).run(stop)
}

/** Where the helpdesk tells its own figures, each night's are compared with ours. */
function compareFigures(
  parts: readonly TenantParts[],
  runtime: Runtime,
  stop: AbortSignal,
): Promise<void> {
  const figures = new Map<string, FiguresReader>()
  for (const { tenant, reader } of parts)
    if (reader?.figures) figures.set(tenant.id, reader.figures.bind(reader))
  const { store, clock, log, owner } = runtime
  return createNightlyReconciliation({ store, clock, log, owner, figures }).run(stop)
}

/** What agents set right is learnt at night, and read with from then on. */
function learnNightly(
  parts: readonly TenantParts[],
  runtime: Runtime,
  stop: AbortSignal,
): Promise<void> {
  const { store, clock, log, owner } = runtime
  const tenants = parts.flatMap(({ learning }) => learning ?? [])
  return createLearner({ store, clock, log, owner, tenants }).run(stop)
}

/** What many customers write about at once is found while it happens. */
async function watchClusters(parts: readonly TenantParts[], stop: AbortSignal): Promise<void> {
  const watches = parts.flatMap(({ api }) => api.clusters ?? [])
  await Promise.all(watches.map((watch) => watch.run(stop)))
}

/** What leads began about incidents is carried on: members linked, answers sent at their pace. */
async function keepIncidents(
  parts: readonly TenantParts[],
  runtime: Runtime,
  stop: AbortSignal,
): Promise<void> {
  await Promise.all(
    parts.map(async ({ tenant, api }) => {
      if (api.clusters) await createIncidentUpkeep(runtime, tenant, api.clusters).run(stop)
    }),
  )
}

/** Requests in hand finish; a connection that was opened and never asked anything is cut. */
async function closeDoor(app: FastifyInstance, clock: Clock): Promise<void> {
  const closed = new AbortController()
  const cut = clock.sleep(lastRequestsMs, closed.signal).then(() => {
    app.server.closeAllConnections()
  })
  await app.close()
  closed.abort()
  await cut
}

function shutdown(
  app: FastifyInstance,
  runtime: Runtime,
  running: Promise<unknown>,
  stop: AbortController,
): () => Promise<void> {
  let ending: Promise<void> | undefined
  async function end(): Promise<void> {
    await closeDoor(app, runtime.clock)
    stop.abort()
    const timer = new AbortController()
    await Promise.race([running, runtime.clock.sleep(drainMs, timer.signal)])
    timer.abort()
    await runtime.spool.close()
    await runtime.store.close()
  }
  return () => (ending ??= end())
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Starts a relay from a checked configuration. Resolves when it listens. */
export async function startRelay(options: StartOptions): Promise<Relay> {
  const { config, log } = options
  const clock = options.clock ?? systemClock
  const owner = `${process.pid}-${randomBytes(4).toString('hex')}-${randomUUID().slice(0, 4)}`
  const { store, spool } = await openStores(options, clock, owner)
  const metrics = createMetrics()
  const http = createHttpDoor({ clock, log, exemptHosts: baseHosts(config) })
  const parts = tenantRuntimes({
    config,
    owner,
    models: lazily(loadModels),
    doors: { http, clock, log, store },
  })
  const tenants = new Map(parts.map((part) => [part.tenant.id, part.tenant]))
  const profiles = createProfiles({ http, clock, providers: profileProviders(config) })
  const care = createCare({ store, clock, profiles })
  await seedPersonas(care.personas, options.personas, log)
  const runtime: Runtime = {
    store,
    spool,
    clock,
    log,
    metrics,
    wake: createWake(),
    owner,
    tenants,
    lintContext: (answering) => care.lintContext(answering),
    tierOf: (tenant, of) => care.people.tier(tenant, of),
    playable,
  }
  const pipeline = createPipeline(runtime)
  const app = await createHttpApp({
    runtime,
    callbacks: pipeline.callbacks,
    metrics,
    metricsToken: options.metricsToken,
    figures: createKpiGauges({ store, clock }, settingsOf(parts)),
    scopes: appScopes({ parts, runtime, care, pagesDir: options.pagesDir }),
  })
  try {
    const address = await listen(app, config)
    const stop = new AbortController()
    // Every queue, feed and nap listens for the end.
    setMaxListeners(0, stop.signal)
    const running = Promise.all([
      pipeline.run(stop.signal),
      prepareHelpdesks(parts, runtime, stop.signal),
      keepFigures(parts, runtime, store, stop.signal),
      compareFigures(parts, runtime, stop.signal),
      watchClusters(parts, stop.signal),
      keepIncidents(parts, runtime, stop.signal),
      learnNightly(parts, runtime, stop.signal),
    ])
    running.catch((error: unknown) =>
      log.error('relay.stopped', { message: error instanceof Error ? error.message : '' }),
    )
    log.info('relay.ready', { address, tenants: tenants.size })
    return { address, runtime, stop: shutdown(app, runtime, running, stop) }
  } catch (error) {
    await spool.close()
    await store.close()
    throw error
  }
}
