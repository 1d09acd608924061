import { holds, type Conditions } from './conditions.ts'
import type { Renderer } from './placeholders.ts'
import type { Status } from './records.ts'
import type { TicketChange, ZendeskState } from './state.ts'
import type { TicketInput } from './ticket-input.ts'
import { updateTicket, viaOf } from './ticket-writer.ts'
import type { Delivery } from './webhook-delivery.ts'
import type { Webhooks } from './webhooks.ts'

export interface TriggerAction {
  field: string
  value: unknown
}

export interface Trigger {
  id: number
  title: string
  description: string
  isActive: boolean
  position: number
  categoryId: string | null
  conditions: Conditions
  actions: readonly TriggerAction[]
  createdAt: number
  updatedAt: number
}

export interface Triggers {
  get(id: number): Trigger | undefined
  add(trigger: Omit<Trigger, 'id' | 'createdAt' | 'updatedAt'>): Trigger
  remove(id: number): void
  /** In the order they are tried. */
  all(): Trigger[]
}

export function createTriggers(state: ZendeskState): Triggers {
  const triggers = new Map<number, Trigger>()
  return {
    get: (id) => triggers.get(id),
    add(trigger) {
      const now = state.world.now()
      const full = { ...trigger, id: state.ids.record(), createdAt: now, updatedAt: now }
      triggers.set(full.id, full)
      return full
    },
    remove: (id) => void triggers.delete(id),
    all: () => [...triggers.values()].sort((one, other) => one.position - other.position),
  }
}

interface Engine {
  triggers: Triggers
  webhooks: Webhooks
  delivery: Delivery
  renderer: Renderer
}

/** Runs every active trigger once over a change; what rules do starts no further round. */
export function runTriggers(state: ZendeskState, engine: Engine, change: TicketChange): void {
  if (change.isByRule || change.isDeletion || change.ticket.status === 'closed') return
  for (const trigger of engine.triggers.all()) {
    const { ticket } = change
    if (!trigger.isActive || !holds(trigger.conditions, { state, ticket, change })) continue
    notifyWebhooks(engine, trigger, change)
    const input = inputOf(trigger)
    if (Object.keys(input).length === 0) continue
    const source = { from: { id: trigger.id, title: trigger.title }, to: {}, rel: 'trigger' }
    updateTicket(state, ticket, input, {
      actor: change.actor,
      via: { ...viaOf('rule'), source },
      isByRule: true,
    })
  }
}

function notifyWebhooks(engine: Engine, trigger: Trigger, change: TicketChange): void {
  for (const { field, value } of trigger.actions) {
    if (field !== 'notification_webhook') continue
    const [id, template = ''] = value as string[]
    const webhook = engine.webhooks.get(id ?? '')
    if (webhook?.status !== 'active') continue
    const event = `trigger ${trigger.id}`
    engine.delivery.send(webhook, event, engine.renderer.render(template, change))
  }
}

/** The part of a trigger that changes the ticket; other actions (mail) have no place here. */
function inputOf({ actions }: Trigger): TicketInput {
  const input: TicketInput = {}
  for (const { field, value } of actions) {
    const words = String(value).split(/\s+/)
    if (field === 'status') input.status = String(value) as Status
    else if (field === 'priority') input.priority = String(value)
    else if (field === 'set_tags') input.tags = words
    else if (field === 'current_tags') input.addTags = words
    else if (field === 'remove_tags') input.removeTags = words
    else if (field === 'assignee_id') input.assigneeId = Number(value) || null
    else if (field === 'group_id') input.groupId = Number(value) || null
  }
  return input
}
