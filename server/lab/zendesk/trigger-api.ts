import type { FastifyInstance } from 'fastify'
import { readConditions } from './conditions.ts'
import { addEndpoint, idOf, type Call } from './door.ts'
import { isoTime } from './iso-time.ts'
import { textIn } from './json-text.ts'
import { pageOf } from './paging.ts'
import type { Renderer } from './placeholders.ts'
import { errorList } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import type { Trigger, TriggerAction, Triggers } from './triggers.ts'
import { CONDITIONAL, type Webhooks } from './webhooks.ts'

type Json = Readonly<Record<string, unknown>>

const style = 'list'
const isForAdmins = true

const ACTIONS: readonly string[] = [
  'assignee_id',
  'current_tags',
  'group_id',
  'notification_group',
  'notification_user',
  'notification_webhook',
  'priority',
  'remove_tags',
  'set_tags',
  'status',
]

interface Parts {
  triggers: Triggers
  webhooks: Webhooks
  renderer: Renderer
}

type TriggerInput = Omit<Trigger, 'id' | 'createdAt' | 'updatedAt'>

export function addTriggerEndpoints(app: FastifyInstance, state: ZendeskState, parts: Parts): void {
  const { triggers } = parts
  const show = (trigger: Trigger): object => ({ trigger: triggerPayload(state, trigger) })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/triggers',
    isForAdmins,
    answer: (call) => {
      const { active } = call.query
      const items = triggers
        .all()
        .filter(({ isActive }) => active === undefined || String(isActive) === active)
      const render = (trigger: Trigger): object => triggerPayload(state, trigger)
      return pageOf(state, call, { name: 'triggers', items, idOf: ({ id }) => id, render })
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/triggers',
    body: 'trigger',
    style,
    isForAdmins,
    answer: (call) => call.reply.code(201).send(show(triggers.add(readTrigger(parts, call)))),
  })
  addTriggerById(app, state, parts)
}

function addTriggerById(app: FastifyInstance, state: ZendeskState, parts: Parts): void {
  const { triggers } = parts
  const show = (trigger: Trigger): object => ({ trigger: triggerPayload(state, trigger) })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/triggers/:id',
    isForAdmins,
    answer: (call) => show(triggerOf(triggers, call)),
  })
  addEndpoint(app, state, {
    method: 'PUT',
    path: '/triggers/:id',
    body: 'trigger',
    style,
    isForAdmins,
    answer: (call) => {
      const trigger = triggerOf(triggers, call)
      const updatedAt = state.world.now()
      return show(Object.assign(trigger, readTrigger(parts, call, trigger), { updatedAt }))
    },
  })
  addEndpoint(app, state, {
    method: 'DELETE',
    path: '/triggers/:id',
    isForAdmins,
    answer: (call) => {
      triggers.remove(triggerOf(triggers, call).id)
      return void call.reply.code(204)
    },
  })
}

function triggerOf(triggers: Triggers, call: Call): Trigger {
  const trigger = triggers.get(idOf(call))
  if (!trigger) throw errorList(404, 'TriggerNotFound', 'Trigger not found')
  return trigger
}

function readTrigger(parts: Parts, { body }: Call, known?: Trigger): TriggerInput {
  const json = body['trigger'] as Json
  const actions = json['actions'] as TriggerAction[]
  checkActions(parts, actions)
  return {
    title: String(json['title']),
    description: textIn(json, 'description', known?.description),
    isActive: (json['active'] ?? known?.isActive ?? true) === true,
    position: Number(json['position'] ?? known?.position ?? parts.triggers.all().length + 1),
    categoryId: (json['category_id'] as string | undefined) ?? known?.categoryId ?? null,
    conditions: readConditions(json['conditions'], false),
    actions,
  }
}

function checkActions({ webhooks, renderer }: Parts, actions: readonly TriggerAction[]): void {
  if (actions.length === 0) throw invalid('at least one is required')
  for (const { field, value } of actions) {
    if (!ACTIONS.includes(field)) throw invalid(`field ${field} is not valid`)
    if (field !== 'notification_webhook') continue
    const [id, template] = Array.isArray(value) ? (value as unknown[]) : []
    const webhook = webhooks.get(String(id))
    if (!webhook?.subscriptions.includes(CONDITIONAL)) {
      throw invalid(`webhook ${String(id)} is not one that triggers can use`)
    }
    if (typeof template !== 'string' || !renderer.isValid(template)) {
      throw invalid('the template cannot be read')
    }
  }
}

function invalid(what: string): Error {
  return errorList(422, 'InvalidActions', `Actions: ${what}`)
}

function triggerPayload(state: ZendeskState, trigger: Trigger): Record<string, unknown> {
  return {
    url: `${state.baseUrl()}/api/v2/triggers/${trigger.id}.json`,
    id: trigger.id,
    title: trigger.title,
    raw_title: trigger.title,
    description: trigger.description,
    active: trigger.isActive,
    default: false,
    position: trigger.position,
    category_id: trigger.categoryId,
    conditions: trigger.conditions,
    actions: trigger.actions,
    created_at: isoTime(trigger.createdAt),
    updated_at: isoTime(trigger.updatedAt),
  }
}
