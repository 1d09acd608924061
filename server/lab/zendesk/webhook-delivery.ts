import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { isoTime } from './iso-time.ts'
import type { ZendeskState } from './state.ts'
import type { Attempt, Invocation, Webhook, Webhooks } from './webhooks.ts'

export interface Delivery {
  send(webhook: Webhook, event: string, payload: string): void
  /** One call at once, outside the log: what the test button does. */
  test(webhook: Pick<Webhook, 'endpoint' | 'method' | 'secret'>, payload: string): Promise<Attempt>
  /** After the calls under way have ended. */
  settled(): Promise<void>
}

const KEPT_BODY = 1_000
/** A longer pause than this is not waited for. */
const LONGEST_RETRY_AFTER = 60

export function createDelivery(state: ZendeskState, webhooks: Webhooks): Delivery {
  const running = new Set<Promise<void>>()

  const run = async (webhook: Webhook, invocation: Invocation): Promise<void> => {
    const { faults } = state.world
    const delay = faults.take('zendesk', 'push webhook', ['delay'])
    if (delay) await pause(delay.ms ?? 1_000, state.closing)
    const copies = faults.take('zendesk', 'push webhook', ['duplicate']) ? 2 : 1
    for (let copy = 0; copy < copies && !state.closing.aborted; copy += 1) {
      await deliver(state, webhook, invocation)
    }
  }

  return {
    send(webhook, event, payload) {
      const invocation: Invocation = {
        id: state.ids.word(),
        webhookId: webhook.id,
        event,
        status: 'accepted',
        at: state.world.now(),
        completedAt: null,
        attempts: [],
        payload,
      }
      webhooks.keepInvocation(invocation)
      const delivery = run(webhook, invocation)
      running.add(delivery)
      void delivery.finally(() => running.delete(delivery))
    },
    test: (webhook, payload) =>
      attempt(state, {
        webhook: { id: '', customHeaders: {}, authentication: null, ...webhook },
        invocationId: state.ids.word(),
        payload,
      }).then(({ result }) => result),
    async settled() {
      await Promise.allSettled(running)
    },
  }
}

/** The same invocation id on every attempt: the receiver tells repeats by it. */
async function deliver(
  state: ZendeskState,
  webhook: Webhook,
  invocation: Invocation,
): Promise<void> {
  const { settings, closing } = state
  for (let number = 1; number <= settings.webhookAttempts && !closing.aborted; number += 1) {
    const { result, retryAfter } = await attempt(state, {
      webhook,
      invocationId: invocation.id,
      payload: invocation.payload,
    })
    invocation.attempts.push(result)
    invocation.status = result.status
    record(state, webhook, invocation, number)
    const isLast = number === settings.webhookAttempts
    if (isLast || !isRetried(result, retryAfter)) break
    await pause(retryAfter === undefined ? settings.webhookRetryMs : retryAfter * 1_000, closing)
  }
  invocation.completedAt = state.world.now()
}

/** 409 and timeouts always; 429 and 503 only where they say when, and that is soon. */
function isRetried({ status, code }: Attempt, retryAfter: number | undefined): boolean {
  if (status === 'timeout' || code === 409) return true
  const isBusy = code === 429 || code === 503
  return isBusy && retryAfter !== undefined && retryAfter < LONGEST_RETRY_AFTER
}

interface Shot {
  webhook: Pick<
    Webhook,
    'id' | 'endpoint' | 'method' | 'secret' | 'customHeaders' | 'authentication'
  >
  invocationId: string
  payload: string
}

async function attempt(
  state: ZendeskState,
  shot: Shot,
): Promise<{ result: Attempt; retryAfter: number | undefined }> {
  const at = state.world.now()
  const started = performance.now()
  const timeout = AbortSignal.timeout(state.settings.webhookTimeoutMs)
  const finish = (status: Attempt['status'], code: number, body: string): Attempt => {
    const ms = Math.round(performance.now() - started)
    return { id: state.ids.word(), status, code, body: body.slice(0, KEPT_BODY), at, ms }
  }
  try {
    const hasBody = shot.webhook.method !== 'GET'
    const response = await fetch(shot.webhook.endpoint, {
      method: shot.webhook.method,
      headers: headersOf(state, shot, at),
      ...(hasBody ? { body: shot.payload } : {}),
      redirect: 'manual',
      signal: AbortSignal.any([state.closing, timeout]),
    })
    const body = await response.text()
    if (state.world.faults.take('zendesk', 'push webhook', ['drop_answer'])) {
      return { result: finish('timeout', 504, ''), retryAfter: undefined }
    }
    const header = response.headers.get('retry-after')
    const retryAfter = header === null ? undefined : Number(header)
    return { result: finish(statusOf(response.status), response.status, body), retryAfter }
  } catch {
    const status = timeout.aborted ? 'timeout' : 'failed'
    return { result: finish(status, timeout.aborted ? 504 : 0, ''), retryAfter: undefined }
  }
}

function statusOf(code: number): Attempt['status'] {
  if (code >= 200 && code < 300) return 'success'
  if (code >= 500) return 'server error'
  return code >= 400 ? 'client error' : 'failed'
}

function headersOf(state: ZendeskState, shot: Shot, at: number): Record<string, string> {
  const timestamp = isoTime(at)
  const { webhook, payload } = shot
  return {
    ...webhook.customHeaders,
    ...credentials(webhook.authentication),
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Zendesk Webhook',
    'x-zendesk-account-id': String(state.accountId),
    'x-zendesk-webhook-id': webhook.id,
    'x-zendesk-webhook-invocation-id': shot.invocationId,
    'x-zendesk-webhook-signature-timestamp': timestamp,
    'x-zendesk-webhook-signature': createHmac('sha256', webhook.secret)
      .update(timestamp + (webhook.method === 'GET' ? '' : payload))
      .digest('base64'),
  }
}

function credentials(authentication: Webhook['authentication']): Record<string, string> {
  const data = (authentication?.['data'] ?? {}) as Record<string, string>
  switch (authentication?.['type']) {
    case 'bearer_token':
      return { authorization: `Bearer ${data['token'] ?? ''}` }
    case 'basic_auth': {
      const pair = `${data['username'] ?? ''}:${data['password'] ?? ''}`
      return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
    }
    case 'api_key':
      return { [data['name'] ?? 'x-api-key']: data['value'] ?? '' }
    default:
      return {}
  }
}

function record(
  state: ZendeskState,
  webhook: Webhook,
  invocation: Invocation,
  attempt: number,
): void {
  const last = invocation.attempts.at(-1)
  state.world.record({
    platform: 'zendesk',
    kind: last?.status === 'success' ? 'webhook.delivered' : 'webhook.failed',
    data: {
      webhook: webhook.id,
      name: webhook.name,
      invocation: invocation.id,
      event: invocation.event,
      attempt,
      status: last?.code,
      ms: last?.ms,
    },
  })
}

/** Ends early when the simulator closes. */
async function pause(ms: number, closing: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal: closing }).catch(() => undefined)
}
