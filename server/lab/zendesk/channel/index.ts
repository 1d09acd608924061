import type { FastifyInstance } from 'fastify'
import type { ZendeskState } from '../state.ts'
import { createCallbacks, type Callbacks } from './callbacks.ts'
import { channelBack } from './channelback.ts'
import { createIntegrations, type Instance, type Integrations } from './integrations.ts'
import { pull } from './pull.ts'
import { addPushEndpoints } from './push-api.ts'

export interface ChannelHost {
  integrations: Integrations
  /** The admin's page has finished: the account works from now on. */
  activate(instance: Instance, saved: { name: string; metadata: string; state: string }): void
  remove(instance: Instance): void
  pullNow(instance: Instance): Promise<void>
}

/** The framework's host: takes pushes, polls accounts, sends agents' replies out. */
export function addChannelFramework(app: FastifyInstance, state: ZendeskState): ChannelHost {
  const integrations = createIntegrations(state)
  const callbacks = createCallbacks(state)
  const replies = new Set<Promise<void>>()
  addPushEndpoints(app, state, { integrations, callbacks })

  state.listeners.push((change) => {
    const reply = channelBack(state, { integrations, callbacks }, change)
    if (!reply) return
    replies.add(reply)
    void reply.finally(() => replies.delete(reply))
  })
  const timer = setInterval(() => {
    for (const instance of integrations.all()) {
      void pull(state, { integrations, callbacks }, instance)
    }
  }, state.settings.pullEveryMs)
  timer.unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await Promise.allSettled(replies)
    await callbacks.settled()
  })

  return {
    integrations,
    activate: (instance, saved) => activate(callbacks, instance, saved),
    remove(instance) {
      const { metadata, integration } = instance
      integrations.remove(instance)
      callbacks.tell(integration, 'destroy_integration_instance', { metadata })
    },
    pullNow: (instance) => pull(state, { integrations, callbacks }, instance),
  }
}

function activate(
  callbacks: Callbacks,
  instance: Instance,
  saved: { name: string; metadata: string; state: string },
): void {
  const isNew = instance.status === 'pending'
  Object.assign(instance, saved, { status: 'active', needsUpdate: false, failures: 0 })
  const type = isNew ? 'create_integration_instance' : 'activate_integration_instance'
  callbacks.tell(instance.integration, type, { metadata: saved.metadata })
}
