import type { FastifyInstance } from 'fastify'
import { addEndpoint, type Call } from './door.ts'
import { isoOrNull, isoTime } from './iso-time.ts'
import { textIn } from './json-text.ts'
import { pageOf } from './paging.ts'
import { errorList } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import type { Delivery } from './webhook-delivery.ts'
import { isKnownEvent } from './ticket-events.ts'
import { isSecureUrl } from './shape.ts'
import { CONDITIONAL, type Invocation, type Webhook, type Webhooks } from './webhooks.ts'

type Json = Readonly<Record<string, unknown>>

/** What Zendesk signs tests of unsaved webhooks with; public knowledge. */
const TEST_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='
const MOST_HEADERS = 5
const style = 'list'
const isForAdmins = true

export function addWebhookEndpoints(
  app: FastifyInstance,
  state: ZendeskState,
  parts: { webhooks: Webhooks; delivery: Delivery },
): void {
  const { webhooks } = parts
  const path = '/webhooks/:id'
  addEndpoint(app, state, {
    method: 'POST',
    path: '/webhooks',
    body: 'webhook',
    style,
    isForAdmins,
    answer: (call) => {
      const webhook = webhooks.add({ ...readWebhook(call), createdBy: call.actor.id })
      return call.reply.code(201).send({ webhook: webhookPayload(webhook) })
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/webhooks',
    isForAdmins,
    answer: (call) => {
      const name = call.query['filter[name_contains]']
      const items = webhooks.all().filter((one) => name === undefined || one.name.includes(name))
      const render = webhookPayload
      return pageOf(state, call, { name: 'webhooks', items, idOf: ({ id }) => id, render })
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path,
    isForAdmins,
    answer: (call) => ({ webhook: webhookPayload(webhookOf(webhooks, call)) }),
  })
  addChangeEndpoints(app, state, webhooks)
  addSecretEndpoints(app, state, webhooks)
  addTestEndpoint(app, state, parts)
  addActivityEndpoints(app, state, webhooks)
}

function addChangeEndpoints(app: FastifyInstance, state: ZendeskState, webhooks: Webhooks): void {
  const path = '/webhooks/:id'
  for (const [method, body] of [
    ['PUT', 'webhook'],
    ['PATCH', 'webhookPatch'],
  ] as const) {
    addEndpoint(app, state, {
      method,
      path,
      body,
      style,
      isForAdmins,
      answer: (call) => {
        const webhook = webhookOf(webhooks, call)
        Object.assign(webhook, readWebhook(call, webhook), { updatedAt: state.world.now() })
        return void call.reply.code(204)
      },
    })
  }
  addEndpoint(app, state, {
    method: 'DELETE',
    path,
    isForAdmins,
    answer: (call) => {
      webhooks.remove(webhookOf(webhooks, call).id)
      return void call.reply.code(204)
    },
  })
}

function addSecretEndpoints(app: FastifyInstance, state: ZendeskState, webhooks: Webhooks): void {
  const path = '/webhooks/:id/signing_secret'
  const show = ({ secret }: Webhook): object => ({
    signing_secret: { algorithm: 'SHA256', secret },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path,
    isForAdmins,
    answer: (call) => show(webhookOf(webhooks, call)),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path,
    isForAdmins,
    answer: (call) => {
      const webhook = webhookOf(webhooks, call)
      webhooks.newSecret(webhook)
      return call.reply.code(201).send(show(webhook))
    },
  })
}

function addTestEndpoint(
  app: FastifyInstance,
  state: ZendeskState,
  { webhooks, delivery }: { webhooks: Webhooks; delivery: Delivery },
): void {
  addEndpoint(app, state, {
    method: 'POST',
    path: '/webhooks/test',
    body: 'webhookTest',
    style,
    isForAdmins,
    answer: async (call) => {
      const json = call.body['webhook'] as Json
      const saved = webhooks.get(call.query['webhook_id'] ?? '')
      const endpoint = requireUrl(json['endpoint'])
      const method = textIn(json, 'http_method', 'POST')
      const secret = saved?.secret ?? TEST_SECRET
      const target = { ...saved, endpoint, method, secret }
      const { code, body, status } = await delivery.test(target, JSON.stringify({ test: true }))
      return { test: { status, message: status, response_code: code, response_body: body } }
    },
  })
}

function addActivityEndpoints(app: FastifyInstance, state: ZendeskState, webhooks: Webhooks): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/webhooks/:id/invocations',
    isForAdmins,
    answer: (call) =>
      pageOf(state, call, {
        name: 'invocations',
        items: webhooks.invocations(webhookOf(webhooks, call).id).toReversed(),
        idOf: ({ id }) => id,
        render: invocationPayload,
      }),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/webhooks/:id/invocations/:invocation/attempts',
    isForAdmins,
    answer: (call) => {
      const invocations = webhooks.invocations(webhookOf(webhooks, call).id)
      const found = invocations.find(({ id }) => id === call.params['invocation'])
      if (!found) throw errorList(404, 'InvocationNotFound', 'Invocation not found')
      return pageOf(state, call, {
        name: 'attempts',
        items: found.attempts,
        idOf: ({ id }) => id,
        render: ({ id, status, code, body, at, ms }) => ({
          id,
          invocation_id: found.id,
          status,
          response_code: code,
          response_body: body,
          created_at: isoTime(at),
          duration_ms: ms,
        }),
      })
    },
  })
}

function webhookOf(webhooks: Webhooks, { params }: Call): Webhook {
  const webhook = webhooks.get(params['id'] ?? '')
  if (!webhook) throw errorList(404, 'WebhookNotFound', 'Webhook not found')
  return webhook
}

function readWebhook({ body }: Call, known?: Webhook): WebhookInput {
  const json = body['webhook'] as Json
  const subscriptions =
    (json['subscriptions'] as string[] | undefined) ?? known?.subscriptions ?? []
  checkSubscriptions(subscriptions, known)
  const customHeaders =
    (json['custom_headers'] as Record<string, string> | undefined) ?? known?.customHeaders ?? {}
  if (Object.keys(customHeaders).length > MOST_HEADERS) {
    throw errorList(400, 'InvalidCustomHeaders', `No more than ${MOST_HEADERS} custom headers`)
  }
  return {
    name: textIn(json, 'name', known?.name),
    description: textIn(json, 'description', known?.description),
    endpoint: requireUrl(json['endpoint'] ?? known?.endpoint),
    method: textIn(json, 'http_method', known?.method),
    format: textIn(json, 'request_format', known?.format),
    status: textIn(json, 'status', known?.status),
    subscriptions,
    authentication: (json['authentication'] as Json | undefined) ?? known?.authentication ?? null,
    customHeaders,
  }
}

type WebhookInput = Omit<Webhook, 'id' | 'secret' | 'createdBy' | 'createdAt' | 'updatedAt'>

/** Connected to triggers or subscribed to events, never both, and never switched over. */
function checkSubscriptions(subscriptions: readonly string[], known: Webhook | undefined): void {
  const isConditional = subscriptions.includes(CONDITIONAL)
  if (isConditional && subscriptions.length > 1) {
    throw errorList(400, 'InvalidSubscriptions', `${CONDITIONAL} cannot be combined with events`)
  }
  const strange = subscriptions.find((one) => one !== CONDITIONAL && !isKnownEvent(one))
  if (strange !== undefined) {
    throw errorList(400, 'InvalidSubscriptions', `${strange} is not a known event`)
  }
  const wasConditional = known?.subscriptions.includes(CONDITIONAL)
  if (known && known.subscriptions.length > 0 && wasConditional !== isConditional) {
    throw errorList(400, 'InvalidSubscriptions', 'A webhook cannot change its kind of subscription')
  }
}

function requireUrl(value: unknown): string {
  if (typeof value === 'string' && isSecureUrl(value)) return value
  throw errorList(400, 'InvalidEndpoint', 'Endpoint must be a secure URL')
}

function webhookPayload(webhook: Webhook): Record<string, unknown> {
  return {
    id: webhook.id,
    name: webhook.name,
    description: webhook.description,
    status: webhook.status,
    endpoint: webhook.endpoint,
    http_method: webhook.method,
    request_format: webhook.format,
    subscriptions: webhook.subscriptions,
    created_at: isoTime(webhook.createdAt),
    created_by: String(webhook.createdBy),
    updated_at: isoTime(webhook.updatedAt),
    updated_by: String(webhook.createdBy),
    ...(webhook.authentication
      ? { authentication: { ...webhook.authentication, data: undefined } }
      : {}),
  }
}

function invocationPayload(invocation: Invocation): object {
  return {
    id: invocation.id,
    webhook_id: invocation.webhookId,
    status: invocation.status,
    created_at: isoTime(invocation.at),
    latest_completed_at: isoOrNull(invocation.completedAt),
    event_type: invocation.event,
    attempts_count: invocation.attempts.length,
  }
}
