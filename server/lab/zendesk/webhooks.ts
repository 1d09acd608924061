import type { LabWorld } from '../world.ts'
import type { Ids } from './ids.ts'

export interface Webhook {
  id: string
  name: string
  description: string
  endpoint: string
  method: string
  format: string
  status: string
  subscriptions: string[]
  authentication: Readonly<Record<string, unknown>> | null
  customHeaders: Readonly<Record<string, string>>
  secret: string
  createdBy: number
  createdAt: number
  updatedAt: number
}

export interface Attempt {
  id: string
  status: 'success' | 'failed' | 'timeout' | 'client error' | 'server error'
  code: number
  body: string
  at: number
  ms: number
}

export interface Invocation {
  id: string
  webhookId: string
  event: string
  status: Attempt['status'] | 'accepted'
  at: number
  completedAt: number | null
  attempts: Attempt[]
  payload: string
}

/** Tickets reach such a webhook through triggers only. */
export const CONDITIONAL = 'conditional_ticket_events'

export interface Webhooks {
  get(id: string): Webhook | undefined
  add(webhook: Omit<Webhook, 'id' | 'secret' | 'createdAt' | 'updatedAt'>): Webhook
  remove(id: string): void
  all(): Webhook[]
  newSecret(webhook: Webhook): void
  /** Active ones that subscribe to an event. */
  subscribersOf(type: string): Webhook[]
  invocations(webhookId: string): readonly Invocation[]
  keepInvocation(invocation: Invocation): void
}

/** Kept per webhook, as the activity log of the Admin Center would show. */
const KEPT = 1_000
const SECRET_LENGTH = 64

export function createWebhooks(world: LabWorld, ids: Ids): Webhooks {
  const webhooks = new Map<string, Webhook>()
  const invocations = new Map<string, Invocation[]>()
  return {
    get: (id) => webhooks.get(id),
    add(webhook) {
      const now = world.now()
      const secret = ids.token(SECRET_LENGTH)
      const full = { ...webhook, id: ids.word(), secret, createdAt: now, updatedAt: now }
      webhooks.set(full.id, full)
      world.record({
        platform: 'zendesk',
        kind: 'webhook.created',
        data: { webhook: full.id, name: full.name, subscriptions: full.subscriptions },
      })
      return full
    },
    remove: (id) => void webhooks.delete(id),
    all: () => [...webhooks.values()],
    newSecret: (webhook) => void (webhook.secret = ids.token(SECRET_LENGTH)),
    subscribersOf: (type) =>
      [...webhooks.values()].filter(
        ({ status, subscriptions }) => status === 'active' && subscriptions.includes(type),
      ),
    invocations: (webhookId) => invocations.get(webhookId) ?? [],
    keepInvocation(invocation) {
      const kept = invocations.get(invocation.webhookId) ?? []
      invocations.set(invocation.webhookId, kept)
      kept.push(invocation)
      if (kept.length > KEPT) kept.shift()
    },
  }
}
