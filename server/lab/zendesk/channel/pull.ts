import { bodyProblems } from '../bodies.ts'
import type { ZendeskState } from '../state.ts'
import type { Callbacks } from './callbacks.ts'
import { importResources, type Resource } from './import-resources.ts'
import type { Instance, Integrations } from './integrations.ts'
import { parseObject, postForm } from './post.ts'

/** After so many failures in a row the account is switched off. The real number is not published. */
const MOST_FAILURES = 20

interface Parts {
  integrations: Integrations
  callbacks: Callbacks
}

/** Asks an account for what is new; its state moves only with an answer that was understood. */
export async function pull(state: ZendeskState, parts: Parts, instance: Instance): Promise<void> {
  const { integration } = instance
  const url = integration.manifest.urls['pull_url']
  if (url === undefined || instance.status !== 'active' || instance.isPulling) return
  instance.isPulling = true
  const requestId = state.ids.uuid()
  const form = [
    ['metadata', instance.metadata],
    ['state', instance.state],
  ] as const
  const { status, text } = await postForm(state, { kind: 'pull', url }, form)
  instance.isPulling = false
  const json = status === 200 ? parseObject(text) : undefined
  const [problem] = json ? bodyProblems('channel:pull_payload', json) : []
  const data = {
    integration_instance_name: instance.name,
    url,
    request_id: requestId,
    duplicate_external_ids: [] as object[],
  }
  if (!json || problem) {
    const reason = problem?.description ?? `answered ${status}`
    parts.callbacks.tell(integration, 'pull_request', data, reason)
    countFailure(state, parts, { instance, reason })
    return
  }
  instance.failures = 0
  const imported = take(state, parts, { instance, json, requestId })
  const duplicates = imported.filter(({ status: one }) => one.code === 'already_imported')
  data.duplicate_external_ids = duplicates.map(({ externalId }) => {
    const known = instance.known.get(externalId)
    return {
      external_id: externalId,
      request_id: requestId,
      ticket_id: known?.ticketId,
      comment_id: known?.commentId,
    }
  })
  parts.callbacks.tell(integration, 'pull_request', data)
}

function take(
  state: ZendeskState,
  parts: Parts,
  pulled: { instance: Instance; json: Readonly<Record<string, unknown>>; requestId: string },
): ReturnType<typeof importResources> {
  const { instance, json, requestId } = pulled
  const resources = json['external_resources'] as Resource[]
  const imported = importResources(state, { ...parts, instance }, resources)
  const isWhole = imported.every(({ status }) =>
    ['success', 'already_imported'].includes(status.code),
  )
  if (isWhole && typeof json['state'] === 'string') instance.state = json['state']
  if (typeof json['metadata'] === 'string') instance.metadata = json['metadata']
  if (json['metadata_needs_update'] === true) instance.needsUpdate = true
  tellImported(parts.callbacks, instance, { imported, requestId })
  state.world.record({
    platform: 'zendesk',
    kind: 'channel.pulled',
    data: { instance: instance.name, resources: resources.length },
  })
  return imported
}

export function tellImported(
  callbacks: Callbacks,
  instance: Instance,
  { imported, requestId }: { imported: ReturnType<typeof importResources>; requestId: string },
): void {
  const events = imported.map(({ event }) => event).filter((event) => event !== undefined)
  if (events.length === 0) return
  callbacks.tell(instance.integration, 'resources_created_from_external_ids', {
    request_id: requestId,
    resource_events: events,
  })
}

function countFailure(
  state: ZendeskState,
  { callbacks }: Parts,
  { instance, reason }: { instance: Instance; reason: string },
): void {
  instance.failures += 1
  state.world.record({
    platform: 'zendesk',
    kind: 'channel.pull_failed',
    data: { instance: instance.name, reason },
  })
  if (instance.failures < MOST_FAILURES) return
  instance.status = 'deactivated'
  callbacks.tell(instance.integration, 'deactivate_integration_instance', {
    metadata: instance.metadata,
    deactivated_by: 'error',
    deactivating_error: reason,
  })
}
