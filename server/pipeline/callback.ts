import type { Arrival } from '../core/channel.ts'
import { RelayError } from '../core/error.ts'
import type { HttpAnswer, HttpRequest } from '../core/http.ts'
import type { Acceptance } from '../core/store/inbox.ts'
import { acceptancesOf } from './acceptance.ts'
import { asksForPerson } from '../understanding/asks-for-person.ts'
import {
  acknowledgementAt,
  hoursAt,
  nextOpening,
  type Acknowledgement,
  type Hours,
} from './acknowledge.ts'
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

/** What is said at once, and as what. */
interface InstantAnswer {
  readonly kind: Hours | 'person'
  readonly text: string
}

function isForPerson({ message }: Acceptance): boolean {
  return message.parts.some((part) => part.type === 'text' && asksForPerson(part.text))
}

/** While nobody works, somebody who asks for a person hears so honestly where there are words for it. */
function answerTo(
  policy: Acknowledgement,
  at: number,
  { timeZone, locale }: TenantRuntime,
  asked: Acceptance,
): InstantAnswer | undefined {
  const hours = hoursAt(policy, at, timeZone)
  const isHandedOver = hours !== 'working' && policy.personText !== undefined && isForPerson(asked)
  const text = isHandedOver ? policy.personText : acknowledgementAt(policy, at, timeZone)
  if (text === undefined) return undefined
  const next = text.includes('{next}') ? nextOpening(policy, at, { timeZone, locale }) : undefined
  return { kind: isHandedOver ? 'person' : hours, text: text.replaceAll('{next}', next ?? '') }
}

/** True once per customer and quiet period; whoever asks for a person is told so beside that. */
async function noteAcknowledgement(
  { store, clock }: Runtime,
  quietMs: number,
  { tenant, account, message }: Acceptance,
  kind: InstantAnswer['kind'],
): Promise<boolean> {
  const customer = message.customer.id
  const isFirst = await store.kept.once(tenant, `acknowledged:${account}:${customer}`, quietMs)
  const isSaid =
    kind === 'person'
      ? await store.kept.once(tenant, `person-asked:${account}:${customer}`, quietMs)
      : isFirst
  if (!isSaid) return false
  const detail = { kind }
  await store.journal.append(tenant, [
    { type: 'acknowledged', at: clock.now(), account, customer, message: message.key, detail },
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
  const waiting = items.filter((item) => item.isAnswerable && item.state === 'pending')
  const asked = waiting.find(isForPerson) ?? waiting[0]
  if (!policy || !arrival.passive || !asked) return arrival.answer
  const answer = answerTo(policy, runtime.clock.now(), tenant, asked)
  if (!answer) return arrival.answer
  try {
    // The platform waits for this answer: a store that hangs must not use up its patience.
    const noted = noteAcknowledgement(runtime, policy.quietMs, asked, answer.kind)
    return (await inTime(runtime, noted)) ? arrival.passive(answer.text) : arrival.answer
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
