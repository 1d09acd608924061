import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { readInput } from '../control-input.ts'
import { ControlRefusal } from '../control-refusal.ts'
import type { ChannelHost } from './channel/index.ts'
import type { Instance } from './channel/integrations.ts'
import type { ZendeskState } from './state.ts'

type WithId = { Params: { id: string } }

const connectInput = z.strictObject({
  manifestUrl: z.string(),
  name: z.string().optional(),
  /** What the integration's own page would hand over; without it that page must finish. */
  metadata: z.string().max(5_000).optional(),
  state: z.string().max(5_000).optional(),
})

/** Connecting an account of the channel framework, as an admin does in the Admin Center. */
export function addIntegrationRoutes(
  scope: FastifyInstance,
  state: ZendeskState,
  host: ChannelHost,
): void {
  const { integrations } = host
  const instanceOf = (id: string): Instance => {
    const instance = integrations.get(id)
    if (!instance) throw new ControlRefusal(404, 'no such integration account')
    return instance
  }

  scope.post('/integrations', async (request) => {
    const input = readInput(connectInput, request.body)
    const instance = integrations.begin(await integrations.register(input.manifestUrl))
    if (input.metadata !== undefined) {
      const { name = instance.name, metadata, state: kept = '' } = input
      host.activate(instance, { name, metadata, state: kept })
    }
    return {
      ...describe(instance),
      instancePushId: instance.id,
      accessToken: instance.token,
      adminUi: {
        url: instance.integration.manifest.urls['admin_ui'],
        form: adminForm(state, instance),
      },
    }
  })
  scope.get('/integrations', () => ({ integrations: integrations.all().map(describe) }))
  scope.get<WithId>('/integrations/:id/admin', (request, reply) => {
    const instance = instanceOf(request.params.id)
    return reply.type('text/html; charset=utf-8').send(adminPage(state, instance))
  })
  scope.post<WithId>('/integrations/:id/pull', async (request) => {
    const instance = instanceOf(request.params.id)
    await host.pullNow(instance)
    return describe(instance)
  })
  scope.delete<WithId>('/integrations/:id', (request) => {
    host.remove(instanceOf(request.params.id))
    return { integrations: integrations.all().map(describe) }
  })
}

const RETURN_PATH = '/channels/integrations/return'

/** Where the integration's page sends the browser when it is done. */
export function addReturnRoute(app: FastifyInstance, host: ChannelHost): void {
  app.post<WithId>(`${RETURN_PATH}/:id`, (request, reply) => {
    const instance = host.integrations.get(request.params.id)
    const form = (request.body ?? {}) as Record<string, string | undefined>
    const { name = '', metadata = '', state = '' } = form
    const isGood = name !== '' && metadata.length <= 5_000 && state.length <= 5_000
    if (!instance || !isGood) {
      return reply.code(422).type('text/plain; charset=utf-8').send('未能保存')
    }
    host.activate(instance, { name, metadata, state })
    return reply.type('text/plain; charset=utf-8').send('已连接')
  })
}

function describe(instance: Instance): object {
  const { id, name, status, needsUpdate, integration } = instance
  return { id, name, status, needsUpdate, manifestUrl: integration.manifestUrl }
}

function adminForm(state: ZendeskState, instance: Instance): Record<string, string> {
  const isEdit = instance.status !== 'pending'
  const hasToken = instance.integration.manifest.push_client_id !== undefined
  return {
    return_url: `${state.baseUrl()}${RETURN_PATH}/${instance.id}`,
    subdomain: state.plan.zendesk.subdomain,
    locale: 'zh-CN',
    ...(isEdit ? { name: instance.name, metadata: instance.metadata, state: instance.state } : {}),
    ...(hasToken ? { instance_push_id: instance.id, zendesk_access_token: instance.token } : {}),
  }
}

/** Opens the integration's page the way Zendesk does: by posting a form into it. */
function adminPage(state: ZendeskState, instance: Instance): string {
  const target = instance.integration.manifest.urls['admin_ui'] ?? ''
  const inputs = Object.entries(adminForm(state, instance))
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('')
  return `<!doctype html><meta charset="utf-8"><title>Admin</title><form method="post" action="${escape(target)}">${inputs}<button>打开</button></form><script>document.forms[0].submit()</script>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
