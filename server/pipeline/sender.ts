import { randomInt } from 'node:crypto'
import { RelayError } from '../core/error.ts'
import type { Delivery, OutboundReply } from '../core/reply.ts'
import type { ClaimedDelivery, DeliveryOutcome } from '../core/store/outbox.ts'
import { createBreaker, type Breaker } from './breaker.ts'
import { disposeAnswered } from './disposition.ts'
import { failedNotice, unknownNotice } from './notice-text.ts'
import { createPool, type Pool } from './pool.ts'
import { asRelayError, isSignOfDown, replyDelay, replyPatienceMs } from './retry.ts'
import { accountOf, type AccountRuntime, type Runtime, type TenantRuntime } from './runtime.ts'
import { tellSuperseded } from './superseded.ts'

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
  const sinceMs = now - claim.reply.writtenAt
  const delay = replyDelay({ tries: claim.tries, sinceMs, random: randomInt(1000) / 1000 }, error)
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

/** One breaker per account and way of answering: each is an endpoint of its own. */
type Breakers = (outbound: OutboundReply) => Breaker

function createBreakers(runtime: Runtime): Breakers {
  const breakers = new Map<string, Breaker>()
  return ({ tenant, account, visibility }) => {
    const key = `${tenant}/${account}/${visibility}`
    const known = breakers.get(key)
    if (known) return known
    const onOpen = (): void => runtime.metrics.count('breaker_opened', { endpoint: 'channel' })
    const made = createBreaker({ clock: runtime.clock, onOpen })
    breakers.set(key, made)
    return made
  }
}

/** Past the breaker: while it is open nothing is sent, and that is certain. */
async function sendPast(breaker: Breaker, send: () => Promise<Delivery>): Promise<Delivery> {
  if (!breaker.allows()) {
    throw new RelayError('channel.unavailable', 'The platform is down; sends pause.', {
      retry: { afterMs: breaker.waitMs },
    })
  }
  try {
    const delivery = await send()
    breaker.record(true)
    return delivery
  } catch (cause) {
    breaker.record(!isSignOfDown(asRelayError(cause, 'channel.unavailable')))
    throw cause
  }
}

interface Desk {
  readonly tenant: TenantRuntime
  readonly served: AccountRuntime
  readonly breakers: Breakers
}

async function deliver(
  runtime: Runtime,
  { tenant, served, breakers }: Desk,
  claim: Claim,
): Promise<DeliveryOutcome> {
  const startedAt = runtime.clock.monotonic()
  let outbound: OutboundReply | undefined
  try {
    refuse(claim)
    const reply = await outboundOf(runtime, claim)
    outbound = reply
    const delivery = await sendPast(breakers(reply), () => sendInTime(runtime, served, reply))
    return { state: 'sent', delivery }
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

/** An account that is not connected may come back; after the usual patience the agent is told. */
function withoutAccount(runtime: Runtime, claim: Claim): DeliveryOutcome {
  const now = runtime.clock.now()
  const code = 'config.invalid'
  if (now - claim.reply.writtenAt < replyPatienceMs)
    return { state: 'queued', runAt: now + 60_000, code }
  const locale = runtime.tenants.get(claim.tenant)?.locale ?? 'zh-CN'
  return {
    state: 'failed',
    code,
    message: 'The account of this reply is not connected.',
    notice: failedNotice(claim.reply, code, locale),
  }
}

/** Sends what the outbox holds, one part per conversation at a time. */
export function createSender(runtime: Runtime): Pool {
  const needsWindow = [...runtime.tenants.values()].flatMap((tenant) =>
    [...tenant.accounts.values()]
      .filter((served) => served.channel.traits.hasWindow.private)
      .map((served) => `${tenant.id}/${served.account.id}`),
  )

  const breakers = createBreakers(runtime)

  async function work(claim: Claim): Promise<void> {
    const tenant = runtime.tenants.get(claim.tenant)
    const served = accountOf(runtime, claim.tenant, claim.reply.account)
    const outcome =
      tenant && served
        ? await deliver(runtime, { tenant, served, breakers }, claim)
        : withoutAccount(runtime, claim)
    const reply = await runtime.store.outbox.finish(claim, outcome)
    runtime.metrics.count('deliveries', { state: outcome.state })
    if (outcome.state !== 'sent') runtime.wake.call('notices')
    await disposeAnswered(runtime, reply)
    if (reply.state === 'sent') await tellSuperseded(runtime, reply)
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
