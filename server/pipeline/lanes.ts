import { randomInt, randomUUID } from 'node:crypto'
import type { FilingBody, FilingResult, FilingTarget } from '../core/filing.ts'
import { isRelayError, type RelayError } from '../core/error.ts'
import type { FrozenFiling, Lane, StoredMessage } from '../core/store/inbox.ts'
import { composeBody, customerOf, filingOf } from './filing-body.ts'
import { createFilingDesk, type FilingDesk } from './filing-desk.ts'
import { fetchMedia, keptMedia } from './filing-media.ts'
import { deferMissing, fileLater, placeholder } from './media-later.ts'
import { keepLane, laneLeaseMs } from './lane-lease.ts'
import { createPool, type Pool } from './pool.ts'
import { profileOf } from './profile.ts'
import { filingDelay, isOutage, lastTries, poisonTries } from './retry.ts'
import { standingOf } from './standing.ts'
import { raised, understoodIn, type Understood } from './understood.ts'
import { accountOf, type AccountRuntime, type Runtime, type TenantRuntime } from './runtime.ts'

/** More than the helpdesk takes singly at once: what waits behind is a backlog and goes in bulk. */
const width = 64
/** One comment holds at most this many messages; the rest follows at once. */
const maxMembers = 100

interface Bench {
  readonly runtime: Runtime
  readonly tenant: TenantRuntime
  readonly served: AccountRuntime
  readonly desk: FilingDesk
  /** False once the lane's lease ended: then nothing may be sent on its behalf. */
  readonly isHeld: () => boolean
}

/** Followers inside the merge window wait for its end; answers when to come back. */
function mergesUntil(bench: Bench, lane: Lane): number | undefined {
  const { lastFiledAt } = lane.conversation
  if (lastFiledAt === undefined || bench.tenant.mergeMs === 0) return undefined
  const until = lastFiledAt + bench.tenant.mergeMs
  return until > bench.runtime.clock.now() ? until : undefined
}

/** A ticket that is about to be made, with its place among the others. */
async function withStanding(
  { runtime, tenant }: Bench,
  body: FilingBody,
  members: readonly StoredMessage[],
  understood: Understood | undefined,
): Promise<FilingBody> {
  const { extraTags, ...standing } = await standingOf(runtime, tenant, members)
  const made = { ...body, ...standing, tags: [...body.tags, ...extraTags] }
  const priority =
    understood && tenant.raisesPriority
      ? raised(standing.priority, understood.urgency)
      : standing.priority
  return priority === undefined ? made : { ...made, priority }
}

/** What somebody set right in the ticket meanwhile stays: later mail only adds what presses. */
function withUnderstood(
  body: FilingBody,
  understood: Understood | undefined,
  isNew: boolean,
): FilingBody {
  if (!understood) return body
  const { fields, tags } = isNew ? understood : understood.pressing
  return { ...body, fields: [...body.fields, ...fields], tags: [...body.tags, ...tags] }
}

/** undefined when nothing is left to file now. */
async function freeze(bench: Bench, lane: Lane): Promise<FrozenFiling | undefined> {
  const { runtime, tenant, served } = bench
  const candidates = lane.messages.slice(0, maxMembers)
  const fetched = await fetchMedia(runtime, served, candidates)
  const waiting = new Set(await deferMissing(runtime, lane, fetched.missing))
  const members = candidates.filter((stored) => !waiting.has(stored))
  if (members.length === 0) return undefined
  // Before freezing: a crash in between repeats a picture at worst, it never loses one.
  await fileLater(runtime, lane, fetched.missing)
  const { conversation } = lane
  const { ticket } = conversation
  const understood = understoodIn(runtime, tenant, members)
  const composed = composeBody({ tenant, conversation, members, fetched })
  const body = withUnderstood(composed, understood, ticket === undefined)
  const target: FilingTarget = ticket ? { type: 'ticket', ticket } : { type: 'new' }
  const filing = {
    id: randomUUID(),
    tenant: tenant.id,
    account: served.account.id,
    conversation: conversation.id,
    members: members.map((stored) => stored.id),
    target,
    body: ticket ? body : await withStanding(bench, body, members, understood),
  }
  return runtime.store.inbox.freeze(lane, filing, understood?.detail)
}

async function settle(
  bench: Bench,
  lane: Lane,
  frozen: FrozenFiling,
  result: FilingResult,
): Promise<void> {
  const { runtime } = bench
  if (result.outcome === 'failed') return failed(bench, lane, frozen, result.error)
  const { ticket, commentId, userId } = result
  await runtime.store.inbox.settle(lane, frozen, {
    ...(ticket && { ticket }),
    ...(commentId !== undefined && { commentId }),
    ...(userId !== undefined && { userId }),
  })
  runtime.metrics.count('filings', { outcome: 'filed' })
  for (const stored of lane.messages.filter(({ id }) => frozen.members.includes(id))) {
    runtime.metrics.observe('time_to_ticket_ms', runtime.clock.now() - stored.receivedAt)
  }
  await runtime.store.inbox.release(lane)
}

/** Buried when it can never be filed, or when it alone keeps failing while the helpdesk works. */
function isPoison({ desk }: Bench, frozen: FrozenFiling, error: RelayError): boolean {
  if (isOutage(error)) return false
  const isFinal = error.retry === 'never' && error.code !== 'helpdesk.forbidden'
  if (isFinal && error.outcome !== 'unknown') return true
  return frozen.tries + 1 >= (desk.hasFiledSince(frozen.frozenAt) ? poisonTries : lastTries)
}

async function failed(
  bench: Bench,
  lane: Lane,
  frozen: FrozenFiling,
  error: RelayError,
): Promise<void> {
  const { runtime } = bench
  // Whoever holds the lane now repeats the filing under its own id.
  if (error.code === 'store.lease_lost') throw error
  runtime.metrics.count('filings', { outcome: error.code })
  runtime.log.warn('filing.failed', {
    filing: frozen.id,
    code: error.code,
    tries: frozen.tries,
    message: error.message,
  })
  if (isPoison(bench, frozen, error)) {
    await runtime.store.inbox.bury(lane, frozen, { code: error.code, message: error.message })
    await placeholder(runtime, lane, frozen)
    return runtime.store.inbox.release(lane)
  }
  const delay = filingDelay(frozen.tries, error, randomInt(1000) / 1000)
  const runAt = runtime.clock.now() + delay
  return runtime.store.inbox.postpone(lane, frozen, {
    runAt,
    code: error.code,
    countsAsTry: !isOutage(error),
  })
}

async function file(
  bench: Bench,
  lane: Lane,
  frozen: FrozenFiling,
  isRetry: boolean,
): Promise<void> {
  const { runtime, tenant, served } = bench
  const newest: StoredMessage | undefined = lane.messages.at(-1)
  const known = customerOf(runtime, served, tenant, lane.conversation, newest)
  const customer = await profileOf(runtime, served, known)
  const { attachments, gone } = await keptMedia(runtime, frozen.body)
  // Fetched once more by themselves; the text must not wait for them.
  await fileLater(
    runtime,
    lane,
    lane.messages.filter(({ id }) => gone.has(id)),
  )
  const filing = filingOf(
    served,
    tenant,
    { conversation: lane.conversation, customer },
    { ...frozen, isRetry, attachments },
  )
  const result = await bench.desk.submit(filing, bench.isHeld)
  await settle(bench, lane, frozen, result)
}

async function serve(bench: Bench, lane: Lane): Promise<void> {
  const { runtime } = bench
  if (lane.openFiling) return file(bench, lane, lane.openFiling, true)
  if (lane.messages.length === 0) return runtime.store.inbox.release(lane)
  const until = mergesUntil(bench, lane)
  if (until !== undefined) {
    return runtime.store.inbox.postpone(lane, undefined, {
      runAt: until,
      code: 'merge',
      countsAsTry: false,
    })
  }
  const frozen = await freeze(bench, lane)
  if (!frozen) return runtime.store.inbox.release(lane)
  return file(bench, lane, frozen, false)
}

/** Files what the inbox holds, one conversation per lane, in order. */
export function createLanes(runtime: Runtime): Pool {
  const desks = new Map<string, FilingDesk>()
  for (const tenant of runtime.tenants.values())
    desks.set(tenant.id, createFilingDesk(runtime, tenant))

  /** Mail of a helpdesk that is down or out of allowance stays where it is, untouched. */
  function paused(): readonly string[] {
    const now = runtime.clock.now()
    return [...desks].filter(([, desk]) => desk.pausedUntil() > now).map(([tenant]) => tenant)
  }

  async function work(lane: Lane): Promise<void> {
    const { tenant: tenantId, account } = lane.conversation
    const tenant = runtime.tenants.get(tenantId)
    const served = accountOf(runtime, tenantId, account)
    const desk = desks.get(tenantId)
    if (!tenant || !served || !desk) {
      // The account left the configuration: its mail waits for it to come back.
      const runAt = runtime.clock.now() + 60_000
      return runtime.store.inbox.postpone(lane, lane.openFiling, {
        runAt,
        code: 'config.invalid',
        countsAsTry: false,
      })
    }
    try {
      await keepLane(runtime, lane, (isHeld) =>
        serve({ runtime, tenant, served, desk, isHeld }, lane),
      )
    } catch (error) {
      // Another process took the lane over; whatever it does is right.
      if (!isRelayError(error, 'store.lease_lost')) throw error
      runtime.log.warn('lane.lease_lost', { conversation: lane.conversation.id })
    }
  }

  runtime.store.inbox.onMail(() => runtime.wake.call('lanes'))
  return createPool({
    name: 'lanes',
    width,
    clock: runtime.clock,
    log: runtime.log,
    wake: runtime.wake,
    idleMs: 1000,
    minGapMs: 20,
    async claim(limit) {
      const exceptTenants = paused()
      if (exceptTenants.length === desks.size) return []
      return runtime.store.inbox.claimLanes({
        owner: runtime.owner,
        limit,
        forMs: laneLeaseMs,
        exceptTenants,
      })
    },
    work,
    nextDueAt: () => runtime.store.inbox.nextDueAt(),
  })
}
