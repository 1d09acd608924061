import { isoTime } from '../iso-time.ts'
import type { ZendeskState } from '../state.ts'
import type { Integration } from './integrations.ts'
import { postJson } from './post.ts'

export interface Callbacks {
  /** Tells the integration; events of one turn travel together. */
  tell(integration: Integration, type: string, data: object, error?: string): void
  settled(): Promise<void>
}

export function createCallbacks(state: ZendeskState): Callbacks {
  const waiting = new Map<Integration, object[]>()
  const running = new Set<Promise<unknown>>()

  const flush = (integration: Integration): void => {
    const events = waiting.get(integration) ?? []
    waiting.delete(integration)
    const url = integration.manifest.urls['event_callback_url']
    if (url === undefined || events.length === 0) return
    const call = postJson(state, { kind: 'events', url }, { events }).then(({ status }) =>
      state.world.record({
        platform: 'zendesk',
        kind: 'channel.events',
        data: { status, events: events.length },
      }),
    )
    running.add(call)
    void call.finally(() => running.delete(call))
  }

  return {
    tell(integration, type, data, error) {
      const event = {
        type_id: type,
        timestamp: isoTime(state.world.now()),
        subdomain: state.plan.zendesk.subdomain,
        integration_name: integration.manifest.name,
        integration_id: integration.id,
        data,
        ...(error === undefined ? {} : { error }),
      }
      const batch = waiting.get(integration)
      if (batch) {
        batch.push(event)
        return
      }
      waiting.set(integration, [event])
      setImmediate(flush, integration)
    },
    async settled() {
      await Promise.allSettled(running)
    },
  }
}
