import { bodyProblems } from '../bodies.ts'
import { ZendeskRefusal } from '../refusal.ts'
import type { ZendeskState } from '../state.ts'

export interface Manifest {
  name: string
  id: string
  version?: string
  push_client_id?: string
  channelback_files?: boolean
  create_followup_tickets?: boolean
  /** Absolute: relative ones are resolved against the manifest's own address. */
  urls: Readonly<Record<string, string | undefined>>
}

export interface Integration {
  id: string
  manifestUrl: string
  manifest: Manifest
}

/** One account an admin connected. */
export interface Instance {
  /** `instance_push_id`. */
  id: string
  integration: Integration
  name: string
  metadata: string
  state: string
  token: string
  status: 'pending' | 'active' | 'deactivated'
  needsUpdate: boolean
  failures: number
  isPulling: boolean
  /** Every external id ever taken or given, with what it became. */
  known: Map<string, { ticketId: number; commentId: number }>
  threads: Map<string, number>
}

/** Which instance and thread a ticket belongs to. */
export interface Thread {
  instance: Instance
  threadId: string
  lastExternalId: string
}

export interface Integrations {
  register(manifestUrl: string): Promise<Integration>
  /** Not active before the admin's page has finished. */
  begin(integration: Integration): Instance
  get(instanceId: string): Instance | undefined
  integration(id: string): Integration | undefined
  all(): Instance[]
  remove(instance: Instance): void
  threadOf(ticketId: number): Thread | undefined
  bind(ticketId: number, thread: Thread): void
}

export function createIntegrations(state: ZendeskState): Integrations {
  const integrations = new Map<string, Integration>()
  const instances = new Map<string, Instance>()
  const threads = new Map<number, Thread>()
  return {
    async register(manifestUrl) {
      const manifest = await fetchManifest(state, manifestUrl)
      const known = [...integrations.values()].find((one) => one.manifest.id === manifest.id)
      if (known) return Object.assign(known, { manifestUrl, manifest })
      const integration = { id: state.ids.uuid(), manifestUrl, manifest }
      integrations.set(integration.id, integration)
      return integration
    },
    begin(integration) {
      const id = state.ids.uuid()
      const instance: Instance = {
        id,
        integration,
        name: integration.manifest.name,
        metadata: '',
        state: '',
        token: state.tokens.forInstance(id),
        status: 'pending',
        needsUpdate: false,
        failures: 0,
        isPulling: false,
        known: new Map(),
        threads: new Map(),
      }
      instances.set(id, instance)
      return instance
    },
    get: (instanceId) => instances.get(instanceId),
    integration: (id) => integrations.get(id),
    all: () => [...instances.values()],
    remove(instance) {
      state.tokens.expire(instance.token)
      instances.delete(instance.id)
    },
    threadOf: (ticketId) => threads.get(ticketId),
    bind: (ticketId, thread) => void threads.set(ticketId, thread),
  }
}

async function fetchManifest(state: ZendeskState, manifestUrl: string): Promise<Manifest> {
  const timeout = AbortSignal.timeout(state.settings.channelTimeoutMs)
  const signal = AbortSignal.any([state.closing, timeout])
  const response = await fetch(manifestUrl, { signal }).catch(() => undefined)
  const json: unknown = await response?.json().catch(() => undefined)
  if (!response?.ok || typeof json !== 'object' || json === null) {
    throw new ZendeskRefusal(422, { error: 'ManifestUnreadable', description: manifestUrl })
  }
  const manifest = resolved(json as Manifest, manifestUrl)
  const [problem] = bodyProblems('channel:manifest', manifest)
  if (problem) {
    throw new ZendeskRefusal(422, { error: 'ManifestInvalid', description: problem.description })
  }
  return manifest
}

function resolved(manifest: Manifest, base: string): Manifest {
  const urls = Object.entries(isUrls(manifest.urls) ? manifest.urls : {})
  return {
    ...manifest,
    urls: Object.fromEntries(
      urls.map(([name, url]) => [name, URL.canParse(url, base) ? new URL(url, base).href : url]),
    ),
  }
}

function isUrls(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null
}
