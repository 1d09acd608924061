import { RelayError } from '../core/error.ts'
import type { Delivery, OutboundReply } from '../core/reply.ts'
import type { ClaimedDelivery, DeliveryOutcome } from '../core/store/outbox.ts'
import { failedNotice, unknownNotice } from './notice-text.ts'
import { createPool, type Pool } from './pool.ts'
import { asRelayError, replyDelay } from './retry.ts'
import { accountOf, type AccountRuntime, type Runtime, type TenantRuntime } from './runtime.ts'

/** Outgoing calls end within 8 s; an upload before the send has the same. The lease outlives both. */
const leaseMs = 20_000
const sendPatienceMs = 9_500
const readBackAfterMs = 60_000

type Claim = ClaimedDelivery & { windowRefused?: 'window_closed' | 'quota_used' | 'unreachable' }

const refusals = {
  window_closed: 'channel.window_closed',
  quota_used: 'channel.quota_used',
  unreachable: 'channel.customer_unreachable',
} as const

/** What the channel is asked to carry: the part, addressed by the conversation as it stands now. */
export async function outboundOf(runtime: Runtime, claim: ClaimedDelivery): Promise<OutboundReply> {
  const conversation = await runtime.store.inbox.conversation(
    claim.tenant,
    claim.reply.conversation,
  )
  if (!conversation)
    throw new RelayError('channel.target_gone', 'The conversation of this reply does not exist.')
  return {
    id: claim.id,
    tenant: claim.tenant,
    account: conversation.account,
    customer: conversation.customer,
    thread: conversation.thread,
    visibility: conversation.visibility,
    ...(conversation.target && { target: conversation.target }),
    content: claim.content,
    author: claim.reply.author,
    attemptedAt: claim.firstAttemptAt,
  }
}

/** The channel's own deadline is 8 s a call; this bounds a channel that makes several. */
async function sendInTime(
  runtime: Runtime,
  served: AccountRuntime,
  reply: OutboundReply,
): Promise<Delivery> {
  const timer = new AbortController()
  const late = runtime.clock.sleep(sendPatienceMs, timer.signal).then((): Delivery => {
    throw new RelayError('channel.unconfirmed', 'The platform did not answer in time.', {
      outcome: 'unknown',
    })
  })
  try {
    return await Promise.race([served.channel.send(reply), late])
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
}

interface Failure {
  readonly tenant: TenantRuntime
  readonly served: AccountRuntime
  readonly claim: ClaimedDelivery
  readonly outbound: OutboundReply | undefined
  readonly error: RelayError
}

function unknownOutcome(
  runtime: Runtime,
  { tenant, served, claim, outbound, error }: Failure,
): DeliveryOutcome {
  const now = runtime.clock.now()
  const canReadBack =
    outbound !== undefined &&
    served.channel.readBack !== undefined &&
    served.channel.traits.canReadBack[outbound.visibility]
  return {
    state: 'unknown',
    code: error.code,
    ...(canReadBack && { readBackAt: now + readBackAfterMs }),
    notice: unknownNotice({ ...claim.reply, updatedAt: now }, error.code, tenant.locale),
  }
}

function outcomeOf(runtime: Runtime, failure: Failure): DeliveryOutcome {
  const { tenant, claim, error } = failure
  if (error.outcome === 'unknown') return unknownOutcome(runtime, failure)
  const now = runtime.clock.now()
  const delay = replyDelay(claim.tries, now - claim.reply.writtenAt, error)
  if (delay !== undefined) return { state: 'queued', runAt: now + delay, code: error.code }
  return {
    state: 'failed',
    code: error.code,
    message: error.message,
    notice: failedNotice(claim.reply, error.code, tenant.locale),
    closesWindow: error.code === 'channel.window_closed' || error.code === 'channel.quota_used',
    unreachable: error.code === 'channel.customer_unreachable',
  }
}

function refuse(claim: Claim): void {
  if (!claim.windowRefused) return
  throw new RelayError(refusals[claim.windowRefused], 'The reply window does not allow this send.')
}

async function deliver(
  runtime: Runtime,
  tenant: TenantRuntime,
  served: AccountRuntime,
  claim: Claim,
): Promise<DeliveryOutcome> {
  const startedAt = runtime.clock.monotonic()
  let outbound: OutboundReply | undefined
  try {
    refuse(claim)
    outbound = await outboundOf(runtime, claim)
    return { state: 'sent', delivery: await sendInTime(runtime, served, outbound) }
  } catch (cause) {
    const error = asRelayError(cause, 'channel.unavailable')
    runtime.log.warn('send.failed', {
      delivery: claim.id,
      code: error.code,
      outcome: error.outcome,
      message: error.message,
    })
    return outcomeOf(runtime, { tenant, served, claim, outbound, error })
  } finally {
    runtime.metrics.observe('delivery_ms', runtime.clock.monotonic() - startedAt)
  }
}

/** What was asked before the agent wrote is answered now (mission row S2-15). */
async function dispose(runtime: Runtime, claim: Claim): Promise<void> {
  const { tenant, reply } = claim
  await runtime.store.inbox.dispose(tenant, reply.conversation, {
    until: reply.writtenAt,
    value: 'R2',
    reply: reply.id,
  })
}

/** Sends what the outbox holds, one part per conversation at a time. */
export function createSender(runtime: Runtime): Pool {
  const needsWindow = [...runtime.tenants.values()].flatMap((tenant) =>
    [...tenant.accounts.values()]
      .filter((served) => served.channel.traits.hasWindow.private)
      .map((served) => `${tenant.id}/${served.account.id}`),
  )

  async function work(claim: Claim): Promise<void> {
    const tenant = runtime.tenants.get(claim.tenant)
    const served = accountOf(runtime, claim.tenant, claim.reply.account)
    if (!tenant || !served) {
      const runAt = runtime.clock.now() + 60_000
      await runtime.store.outbox.finish(claim, { state: 'queued', runAt, code: 'config.invalid' })
      return
    }
    const outcome = await deliver(runtime, tenant, served, claim)
    await runtime.store.outbox.finish(claim, outcome)
    runtime.metrics.count('deliveries', { state: outcome.state })
    if (outcome.state === 'sent') await dispose(runtime, claim)
    else runtime.wake.call('notices')
  }

  return createPool({
    name: 'outbox',
    width: 16,
    clock: runtime.clock,
    log: runtime.log,
    wake: runtime.wake,
    idleMs: 1000,
    claim: (limit) =>
      runtime.store.outbox.claim({ owner: runtime.owner, limit, forMs: leaseMs, needsWindow }),
    work,
    nextDueAt: () => runtime.store.outbox.nextDueAt(),
  })
}
