import { basename, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Care } from './care/index.ts'
import { pageRoutes } from './http/api/pages.ts'
import { apiRoutes, apiSessions } from './http/api/routes.ts'
import { consentRoutes } from './http/consent.ts'
import { zendeskChannelRoutes } from './http/zendesk-channel.ts'
import type { Runtime } from './pipeline/index.ts'
import type { TenantParts } from './wiring.ts'

interface ScopeParts {
  readonly parts: readonly TenantParts[]
  readonly runtime: Runtime
  readonly care: Care
  readonly pagesDir: string | undefined
}

type Scope = (app: FastifyInstance) => void

/** Compiled, the program lies in `build/server` beside the pages; as source, in `server`. */
function builtPages(): string {
  const here = import.meta.dirname
  const isBuilt = basename(join(here, '..')) === 'build'
  return isBuilt ? join(here, '../apps') : join(here, '../build/apps')
}

/** Routes beside hooks and health: the apps' interface and pages, and what only some tenants need. */
export function appScopes({ parts, runtime, care, pagesDir }: ScopeParts): readonly Scope[] {
  const { clock, log } = runtime
  const frameworks = parts.flatMap(({ framework }) => framework ?? [])
  const consents = parts.flatMap(({ consent }) => consent ?? [])
  const tenants = parts.map(({ api }) => api)
  const sessions = apiSessions({ runtime, tenants })
  const folder = pagesDir ?? builtPages()
  return [
    (app) => apiRoutes(app, { runtime, care, tenants }, sessions),
    (app) => pageRoutes(app, { tenants, sessions, clock, log, folder }),
    ...(frameworks.length === 0
      ? []
      : [(app: FastifyInstance) => zendeskChannelRoutes(app, { runtime, frameworks })]),
    ...(consents.length === 0
      ? []
      : [(app: FastifyInstance) => consentRoutes(app, { consents, log })]),
  ]
}
