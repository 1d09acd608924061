import type { FastifyInstance } from 'fastify'
import { addEndpoint, type Call } from '../door.ts'
import { textIn } from '../json-text.ts'
import { forbidden, notFound } from '../refusal.ts'
import type { ZendeskState } from '../state.ts'
import type { Callbacks } from './callbacks.ts'
import { flag } from './channelback.ts'
import { importResources, type Resource } from './import-resources.ts'
import type { Instance, Integrations } from './integrations.ts'
import { tellImported } from './pull.ts'

export function addPushEndpoints(
  app: FastifyInstance,
  state: ZendeskState,
  parts: { integrations: Integrations; callbacks: Callbacks },
): void {
  const { integrations, callbacks } = parts
  addEndpoint(app, state, {
    method: 'POST',
    path: '/any_channel/push',
    body: 'channel:push_parameters',
    isForChannels: true,
    answer: (call) => {
      const instance = instanceOf(integrations, call)
      const resources = call.body['external_resources'] as Resource[]
      const imported = importResources(state, { integrations, instance }, resources)
      const requestId = textIn(call.body, 'request_id', state.ids.uuid())
      tellImported(callbacks, instance, { imported, requestId })
      state.world.record({
        platform: 'zendesk',
        kind: 'push.received',
        data: { requestId, codes: imported.map(({ status }) => status.code) },
      })
      return {
        results: imported.map(({ externalId, status }) => ({
          external_resource_id: externalId,
          status,
        })),
      }
    },
  })
  addReportEndpoint(app, state, integrations)
  addEndpoint(app, state, {
    method: 'POST',
    path: '/any_channel/validate_token',
    body: 'validateToken',
    isForChannels: true,
    answer: (call) => {
      instanceOf(integrations, call)
      return void call.reply.code(200)
    },
  })
}

function addReportEndpoint(
  app: FastifyInstance,
  state: ZendeskState,
  integrations: Integrations,
): void {
  addEndpoint(app, state, {
    method: 'POST',
    path: '/any_channel/channelback/report_error',
    body: 'channel:report_channelback_error',
    isForChannels: true,
    answer: (call) => {
      const instance = instanceOf(integrations, call)
      const known = instance.known.get(String(call.body['external_id']))
      const ticket = state.tickets.get(known?.ticketId ?? 0)
      const comment = ticket?.comments.find(({ id }) => id === known?.commentId)
      if (!ticket || !comment) throw notFound()
      flag(state, ticket, comment, textIn(call.body, 'description', 'Reported by the channel.'))
      return void call.reply.code(200)
    },
  })
}

/** A token pushes for its own account only. */
function instanceOf(integrations: Integrations, { body, instance }: Call): Instance {
  const found = integrations.get(String(body['instance_push_id']))
  if (!found) throw notFound()
  if (instance !== found.id) throw forbidden('The token belongs to another integration account')
  if (found.status === 'deactivated') throw forbidden('The integration account is deactivated')
  return found
}
