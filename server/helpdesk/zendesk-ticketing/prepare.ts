import { RelayError, isRelayError } from '../../core/error.ts'
import type { Adapter } from './adapter.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'
import { secretName } from './webhook.ts'

const triggerWebhook = 'Weiqiao replies'
const eventWebhook = 'Weiqiao ticket events'
const triggerTitle = 'Weiqiao: tell the relay about replies'
const leaseMs = 20_000

const events = [
  'zen:event-type:ticket.comment_added',
  'zen:event-type:ticket.status_changed',
  'zen:event-type:ticket.merged',
  'zen:event-type:ticket.soft_deleted',
] as const

function endpointOf({ options }: Adapter): string {
  return `${options.publicUrl}/zendesk/webhook/${options.tenant}`
}

/** The webhook of this name and endpoint, made where missing; its signing secret is kept. */
async function ensureWebhook(
  adapter: Adapter,
  name: string,
  subscriptions: readonly string[],
): Promise<string> {
  const { api, options } = adapter
  const endpoint = endpointOf(adapter)
  const found = await api.call('/api/v2/webhooks', {
    method: 'GET',
    query: { 'filter[name_contains]': name },
  })
  const known = listIn(found, 'webhooks').find(
    (hook) => textIn(hook, 'name') === name && textIn(hook, 'endpoint') === endpoint,
  )
  const made =
    known ??
    objectIn(
      await api.call('/api/v2/webhooks', {
        method: 'POST',
        json: {
          webhook: {
            name,
            status: 'active',
            endpoint,
            http_method: 'POST',
            request_format: 'json',
            subscriptions,
          },
        },
      }),
      'webhook',
    )
  const id = textIn(made, 'id')
  const answer = await api.call(`/api/v2/webhooks/${id}/signing_secret`, { method: 'GET' })
  const secret = textIn(objectIn(answer, 'signing_secret'), 'secret')
  if (secret === '')
    throw new RelayError(
      'helpdesk.forbidden',
      'Zendesk did not show the signing secret of the webhook.',
    )
  await options.doors.secrets.set(options.tenant, secretName(id), secret)
  return id
}

/** Public replies and internal notes (commands) by agents on our tickets. Only ids travel. */
async function ensureTrigger({ api }: Adapter, webhook: string): Promise<void> {
  const found = await api.call('/api/v2/triggers', { method: 'GET' })
  const calls = (trigger: object): boolean => JSON.stringify(trigger).includes(webhook)
  if (
    listIn(found, 'triggers').some(
      (trigger) => textIn(trigger, 'title') === triggerTitle && calls(trigger),
    )
  )
    return
  await api.call('/api/v2/triggers', {
    method: 'POST',
    json: {
      trigger: {
        title: triggerTitle,
        conditions: {
          all: [
            { field: 'update_type', operator: 'is', value: 'Change' },
            // Public or private, as long as there is a comment.
            { field: 'comment_is_public', operator: 'is', value: 'not_relevant' },
            { field: 'role', operator: 'is', value: 'agent' },
            { field: 'current_tags', operator: 'includes', value: 'weiqiao' },
          ],
          any: [],
        },
        actions: [
          { field: 'notification_webhook', value: [webhook, '{"ticket_id":"{{ticket.id}}"}'] },
        ],
      },
    },
  })
}

const views = {
  'zh-CN': {
    held: '微桥：被拦下的回复',
    failed: '微桥：发送失败的回复',
    unconfirmed: '微桥：未确认送达的回复',
  },
  en: {
    held: 'Weiqiao: held replies',
    failed: 'Weiqiao: failed replies',
    unconfirmed: 'Weiqiao: unconfirmed replies',
  },
} as const

async function ensureView({ api }: Adapter, title: string, tag: string): Promise<void> {
  const found = await api.call('/api/v2/views', { method: 'GET' })
  if (listIn(found, 'views').some((view) => textIn(view, 'title') === title)) return
  await api.call('/api/v2/views', {
    method: 'POST',
    json: {
      view: {
        title,
        all: [
          { field: 'current_tags', operator: 'includes', value: tag },
          { field: 'status', operator: 'less_than', value: 'closed' },
        ],
        any: [],
        output: { columns: ['status', 'requester', 'subject', 'updated'] },
      },
    },
  })
}

async function attempt(problems: RelayError[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isRelayError(error)) throw error
    problems.push(error)
  }
}

/** Views are a convenience: a plan or role without them must not keep the relay trying. */
async function ensureViews(adapter: Adapter): Promise<void> {
  const { locale, doors } = adapter.options
  for (const [name, title] of Object.entries(views[locale])) {
    try {
      await ensureView(adapter, title, `weiqiao_${name}`)
    } catch (error) {
      if (!isRelayError(error)) throw error
      doors.log.warn('helpdesk.view_missing', { view: name, code: error.code })
    }
  }
}

/** Everything the relay needs in Zendesk. Safe to repeat; of two relays one does it. */
export async function prepare(adapter: Adapter): Promise<{ problems: readonly RelayError[] }> {
  const { tenant, webhookSecret, doors } = adapter.options
  const lease = await doors.leases.take({
    tenant,
    key: 'zendesk-prepare',
    owner: 'prepare',
    forMs: leaseMs,
  })
  if (!lease) return { problems: [] }
  const problems: RelayError[] = []
  try {
    if (webhookSecret === undefined) {
      await attempt(problems, async () => {
        await ensureTrigger(
          adapter,
          await ensureWebhook(adapter, triggerWebhook, ['conditional_ticket_events']),
        )
      })
      await attempt(problems, () => ensureWebhook(adapter, eventWebhook, events))
    }
    if (problems.length === 0) await ensureViews(adapter)
    return { problems }
  } finally {
    await doors.leases.release(tenant, lease)
  }
}
