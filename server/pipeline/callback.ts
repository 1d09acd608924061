import type { Arrival } from '../core/channel.ts'
import { RelayError } from '../core/error.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import type { Acceptance } from '../core/store/inbox.ts'
import { acceptancesOf } from './acceptance.ts'
import { acknowledgementAt } from './acknowledge.ts'
import { inTime, takeIn } from './intake.ts'
import type { AccountRuntime, Runtime, TenantRuntime } from './runtime.ts'

/** More callbacks than this at once are refused fast rather than queued in memory. */
const maxInFlight = 2000

export interface Callbacks {
  /**
   * One platform callback: verify, make durable, answer. Throws `channel.forged` for an unknown
   * tenant or account too, so that nobody learns which ones exist.
   */
  receive(tenant: string, account: string, request: HttpRequest): Promise<HttpAnswer>
}

interface CallbackOptions {
  readonly runtime: Runtime
  /** Pull these feeds of the account now. */
  readonly fetch: (served: AccountRuntime, feed: string, hint?: string) => void
}

/** True once per customer and quiet period. */
async function noteAcknowledgement(
  { store, clock }: Runtime,
  quietMs: number,
  { tenant, account, message }: Acceptance,
): Promise<boolean> {
  const customer = message.customer.id
  const isFirst = await store.kept.once(tenant, `acknowledged:${account}:${customer}`, quietMs)
  if (!isFirst) return false
  await store.journal.append(tenant, [
    { type: 'acknowledged', at: clock.now(), account, customer, message: message.key },
  ])
  return true
}

async function acknowledge(
  runtime: Runtime,
  tenant: TenantRuntime,
  served: AccountRuntime,
  arrival: Arrival,
  items: readonly Acceptance[],
): Promise<HttpAnswer> {
  const policy = served.acknowledgement
  const asked = items.find((item) => item.isAnswerable && item.state === 'pending')
  if (!policy || !arrival.passive || !asked) return arrival.answer
  const text = acknowledgementAt(policy, runtime.clock.now(), tenant.timeZone)
  if (text === undefined) return arrival.answer
  try {
    // The platform waits for this answer: a store that hangs must not use up its patience.
    const isFirst = await inTime(runtime, noteAcknowledgement(runtime, policy.quietMs, asked))
    return isFirst ? arrival.passive(text) : arrival.answer
  } catch {
    // The message is safe; a courtesy must not cost its acknowledgement.
    return arrival.answer
  }
}

export function createCallbacks({ runtime, fetch }: CallbackOptions): Callbacks {
  let inFlight = 0

  async function accept(
    tenantId: string,
    accountId: string,
    request: HttpRequest,
  ): Promise<HttpAnswer> {
    const tenant = runtime.tenants.get(tenantId)
    const served = tenant?.accounts.get(accountId)
    if (!tenant || !served) throw new RelayError('channel.forged', 'The callback did not verify.')
    const arrival = await served.channel.receive(request)
    const items = arrival.items.flatMap((item) =>
      acceptancesOf(runtime, served, { item, receivedAt: request.receivedAt }),
    )
    await takeIn(runtime, items)
    for (const { feed, hint } of arrival.fetch ?? []) fetch(served, feed, hint)
    runtime.metrics.count('accepted', { channel: served.account.channel }, items.length)
    return acknowledge(runtime, tenant, served, arrival, items)
  }

  return {
    async receive(tenantId, accountId, request) {
      if (inFlight >= maxInFlight)
        throw new RelayError('store.unavailable', 'Too many callbacks at once.')
      inFlight += 1
      try {
        return await accept(tenantId, accountId, request)
      } finally {
        inFlight -= 1
      }
    },
  }
}
