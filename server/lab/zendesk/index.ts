import fastify, { type FastifyInstance } from 'fastify'
import { faultGate } from '../faults.ts'
import { localUrl, type LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import { addAccountEndpoints } from './account-api.ts'
import { addBulkEndpoints } from './bulk-api.ts'
import { addChannelFramework } from './channel/index.ts'
import { addCommentEndpoints } from './comment-api.ts'
import { addReturnRoute } from './desk-integrations.ts'
import { addDeskRoutes } from './desk-routes.ts'
import { answerRefusals, guardApi, readBodies } from './door.ts'
import { addExportEndpoints } from './export-api.ts'
import { addKnowledgeEndpoints } from './knowledge-api.ts'
import { addOauthEndpoints } from './oauth-api.ts'
import { createRenderer } from './placeholders.ts'
import type { ZendeskSettings } from './settings.ts'
import { createZendeskState, type ZendeskState } from './state.ts'
import { addTicketEndpoints } from './ticket-api.ts'
import { sendTicketEvents } from './ticket-events.ts'
import { addTriggerEndpoints } from './trigger-api.ts'
import { createTriggers, runTriggers } from './triggers.ts'
import { addUploadEndpoints } from './upload-api.ts'
import { addUserEndpoints } from './user-api.ts'
import { addViewEndpoints } from './view-api.ts'
import { createViews } from './views.ts'
import { addWebhookEndpoints } from './webhook-api.ts'
import { createDelivery } from './webhook-delivery.ts'
import { createWebhooks } from './webhooks.ts'

/** Documented for uploads; everything else is far smaller. */
const BODY_BYTES = 50 * 1_048_576

/** One Zendesk account: its interfaces, rules, webhooks, channel framework and desk. Not listening yet. */
export async function zendeskSimulator(
  world: LabWorld,
  plan: LabPlan,
  settings: Partial<ZendeskSettings> = {},
): Promise<FastifyInstance> {
  const app = fastify({
    forceCloseConnections: true,
    bodyLimit: BODY_BYTES,
    // Every address exists with and without the ending.
    rewriteUrl: ({ url = '/' }) =>
      url.startsWith('/api/v2/') ? url.replace(/\.json(?=\?|$)/, '') : url,
  })
  const stop = new AbortController()
  const baseUrl = (): string => {
    const address = app.server.address()
    return localUrl(
      typeof address === 'object' && address !== null ? address.port : plan.ports.zendesk,
    )
  }
  const state = createZendeskState(world, plan, { settings, baseUrl, closing: stop.signal })
  app.addHook('preClose', async () => stop.abort())
  await app.register(faultGate(world, 'zendesk'))
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'InvalidEndpoint', description: 'Not found' }),
  )

  const host = await registerApi(app, state)
  addDeskRoutes(app, state, host)
  return app
}

async function registerApi(
  app: FastifyInstance,
  state: ZendeskState,
): Promise<Parameters<typeof addDeskRoutes>[2]> {
  const webhooks = createWebhooks(state.world, state.ids)
  const delivery = createDelivery(state, webhooks)
  const triggers = createTriggers(state)
  const renderer = createRenderer(state)
  const views = createViews(state)

  let host: ReturnType<typeof addChannelFramework> | undefined
  await app.register((scope, _options, done) => {
    readBodies(scope)
    answerRefusals(scope, state)
    guardApi(scope, state)
    addOauthEndpoints(scope, state)
    addUserEndpoints(scope, state)
    addTicketEndpoints(scope, state)
    addCommentEndpoints(scope, state)
    addUploadEndpoints(scope, state)
    addBulkEndpoints(scope, state)
    addViewEndpoints(scope, state, views)
    addTriggerEndpoints(scope, state, { triggers, webhooks, renderer })
    addWebhookEndpoints(scope, state, { webhooks, delivery })
    addAccountEndpoints(scope, state)
    addKnowledgeEndpoints(scope, state)
    addExportEndpoints(scope, state)
    host = addChannelFramework(scope, state)
    addReturnRoute(scope, host)
    done()
  })
  if (!host) throw new Error('the channel framework is missing')

  state.listeners.push((change) => sendTicketEvents(state, { webhooks, delivery }, change))
  state.listeners.push((change) =>
    runTriggers(state, { triggers, webhooks, delivery, renderer }, change),
  )
  app.addHook('onClose', () => delivery.settled())
  return { views, webhooks, host }
}
