import { RelayError, isRelayError } from '../../core/error.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, textIn, textsIn } from './json-fields.ts'
import { findIn } from './pages.ts'
import { secretName } from './webhook.ts'

const triggerWebhook = 'Weiqiao replies'
const eventWebhook = 'Weiqiao ticket events'
const triggerTitle = 'Weiqiao: tell the relay about replies'

const events = [
  'zen:event-type:ticket.comment_added',
  'zen:event-type:ticket.status_changed',
  'zen:event-type:ticket.merged',
  'zen:event-type:ticket.soft_deleted',
  'zen:event-type:ticket.group_assignment_changed',
  'zen:event-type:ticket.agent_assignment_changed',
] as const

/** Where the account has no satisfaction survey, Zendesk may refuse these. */
const ratingEvents = [
  'zen:event-type:ticket.csat_requested',
  'zen:event-type:ticket.csat_received',
] as const

function endpointOf({ options }: Adapter): string {
  return `${options.publicUrl}/zendesk/webhook/${options.tenant}`
}

async function makeWebhook(
  adapter: Adapter,
  name: string,
  subscriptions: readonly string[],
): Promise<JsonObject | undefined> {
  const webhook = {
    name,
    status: 'active',
    endpoint: endpointOf(adapter),
    http_method: 'POST',
    request_format: 'json',
    subscriptions,
  }
  const made = await adapter.api.call('/api/v2/webhooks', { method: 'POST', json: { webhook } })
  return objectIn(made, 'webhook')
}

/** A webhook of an earlier relay learns what it did not tell of yet. */
async function widenWebhook(
  { api }: Adapter,
  known: JsonObject,
  wanted: readonly string[],
): Promise<void> {
  const has = textsIn(known, 'subscriptions')
  if (wanted.every((name) => has.includes(name))) return
  const subscriptions = [...new Set([...has, ...wanted])]
  await api.call(`/api/v2/webhooks/${textIn(known, 'id')}`, {
    method: 'PATCH',
    json: { webhook: { subscriptions } },
  })
}

/** The webhook of this name and endpoint, made where missing; its signing secret is kept. */
async function ensureWebhook(
  adapter: Adapter,
  name: string,
  subscriptions: readonly string[],
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { api, options } = adapter
  const endpoint = endpointOf(adapter)
  const list = {
    path: '/api/v2/webhooks',
    name: 'webhooks',
    query: { 'filter[name_contains]': name },
  }
  const known = await findIn(
    api,
    list,
    (hook) => textIn(hook, 'name') === name && textIn(hook, 'endpoint') === endpoint,
  )
  if (known) await widenWebhook(adapter, known, subscriptions)
  const id = textIn(known ?? (await makeWebhook(adapter, name, subscriptions)), 'id')
  const answer = await api.call(`/api/v2/webhooks/${id}/signing_secret`, { method: 'GET' })
  const secret = textIn(objectIn(answer, 'signing_secret'), 'secret')
  if (secret === '')
    throw new RelayError(
      'helpdesk.forbidden',
      'Zendesk did not show the signing secret of the webhook.',
    )
  await options.doors.secrets.set(options.tenant, secretName(id), secret)
  return { id, isNew: known === undefined }
}

/** Public replies and internal notes (commands) by agents on our tickets. Only ids travel. */
async function ensureTrigger({ api }: Adapter, webhook: string): Promise<{ isNew: boolean }> {
  const known = await findIn(
    api,
    { path: '/api/v2/triggers', name: 'triggers' },
    (trigger) =>
      textIn(trigger, 'title') === triggerTitle && JSON.stringify(trigger).includes(webhook),
  )
  if (known) return { isNew: false }
  const all = [
    { field: 'update_type', operator: 'is', value: 'Change' },
    // Public or private, as long as there is a comment.
    { field: 'comment_is_public', operator: 'is', value: 'not_relevant' },
    { field: 'role', operator: 'is', value: 'agent' },
    { field: 'current_tags', operator: 'includes', value: 'weiqiao' },
  ]
  const action = {
    field: 'notification_webhook',
    value: [webhook, '{"ticket_id":"{{ticket.id}}"}'],
  }
  const trigger = { title: triggerTitle, conditions: { all, any: [] }, actions: [action] }
  await api.call('/api/v2/triggers', { method: 'POST', json: { trigger } })
  return { isNew: true }
}

/** What tells the relay of replies. True when it was not there before. */
export async function ensureReplies(adapter: Adapter): Promise<boolean> {
  const webhook = await ensureWebhook(adapter, triggerWebhook, ['conditional_ticket_events'])
  const trigger = await ensureTrigger(adapter, webhook.id)
  return webhook.isNew || trigger.isNew
}

/** Refused for good: asking again brings nothing. */
function isFinal(error: unknown): error is RelayError {
  const codes = ['helpdesk.invalid', 'helpdesk.forbidden', 'helpdesk.not_found']
  return isRelayError(error) && codes.includes(error.code)
}

/**
 * What also tells of merges, deletions, changes of status, group and assignee, and of ratings; replies
 * come without it.
 */
export async function ensureEvents(adapter: Adapter): Promise<void> {
  const { doors, tenant } = adapter.options
  const attempt = async (names: readonly string[], missing: string): Promise<boolean> => {
    try {
      await ensureWebhook(adapter, eventWebhook, names)
      return true
    } catch (error) {
      if (!isFinal(error)) throw error
      doors.log.warn(missing, { tenant, code: error.code })
      return false
    }
  }
  if (await attempt([...events, ...ratingEvents], 'helpdesk.ratings_missing')) return
  await attempt(events, 'helpdesk.events_missing')
}
