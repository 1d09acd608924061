import type { Feed, PulledPage } from '../core/channel.ts'
import type { StopSignal } from '../core/clock.ts'
import { asRelayError } from './retry.ts'
import { acceptancesOf } from './acceptance.ts'
import { createToldFeeds, type PullRound, type Round, type RoundOptions } from './feeds-told.ts'
import { takeInPage } from './intake.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

const defaultEveryMs = 60_000
const leaseMs = 20_000
const maxPagesPerRound = 50
const stillPullingMs = 1000

export interface Feeds {
  /** Polls every clock feed until stopped; resolves when no pull is under way any more. */
  run(stop: StopSignal): Promise<void>
  /** Pulls one feed now (the callback said so); calls during a pull are folded into one more. */
  now(served: AccountRuntime, feed: string, hint?: string): void
  /** One round of one feed. */
  readonly round: PullRound
}

async function takePage(
  runtime: Runtime,
  served: AccountRuntime,
  feed: Feed,
  page: PulledPage,
): Promise<void> {
  const receivedAt = runtime.clock.now()
  const items = page.items.flatMap((item) => acceptancesOf(runtime, served, { item, receivedAt }))
  const { tenant, id: account } = served.account
  await takeInPage(runtime, items, {
    tenant,
    account,
    feed: feed.name,
    cursor: page.cursor,
    ...(page.gap && { gap: page.gap }),
  })
  if (page.gap)
    runtime.log.warn('feed.gap', { account, feed: feed.name, from: page.gap.from, to: page.gap.to })
}

/** undefined = another process holds the feed. */
async function pullPage(
  runtime: Runtime,
  served: AccountRuntime,
  feed: Feed,
  hint: string | undefined,
): Promise<PulledPage | 'nothing' | undefined> {
  const { tenant, id: account } = served.account
  const { leases, inbox } = runtime.store
  const key = `feed:${account}:${feed.name}`
  // One page a lease: a long backlog must not outlive it.
  const lease = await leases.take({ tenant, key, owner: runtime.owner, forMs: leaseMs })
  if (!lease) return undefined
  try {
    const cursor = await inbox.cursor(tenant, account, feed.name)
    const page = await served.channel.pull?.(feed.name, cursor, hint)
    if (!page) return 'nothing'
    await takePage(runtime, served, feed, page)
    runtime.metrics.count('pulls', { channel: served.account.channel })
    return page
  } finally {
    await leases.release(tenant, lease)
  }
}

async function pullAll(
  runtime: Runtime,
  served: AccountRuntime,
  feed: Feed,
  { hint, stop }: RoundOptions,
): Promise<Round> {
  const everyMs = feed.everyMs ?? defaultEveryMs
  for (let pages = 0; pages < maxPagesPerRound && !stop?.aborted; pages++) {
    const page = await pullPage(runtime, served, feed, hint)
    if (!page) return { isDone: false, waitMs: stillPullingMs }
    if (page === 'nothing') return { isDone: true, waitMs: everyMs }
    if (!page.hasMore) return { isDone: true, waitMs: Math.max(page.waitMs ?? 0, everyMs) }
  }
  return { isDone: false, waitMs: 0 }
}

function turnKey(served: AccountRuntime, feed: Feed): string {
  return `polled:${served.account.id}:${feed.name}`
}

/** Several relays share one rhythm, or each of them would spend the account's calls. */
async function untilTurn(
  { store, clock }: Runtime,
  served: AccountRuntime,
  feed: Feed,
): Promise<number | undefined> {
  const { everyMs = defaultEveryMs } = feed
  try {
    const polledAt = await store.kept.get(served.account.tenant, turnKey(served, feed))
    const leftMs = Number(polledAt ?? 0) + everyMs - clock.now()
    // A clock that was set back must not stop the polling.
    return leftMs > 0 && leftMs <= everyMs ? leftMs : undefined
  } catch {
    return undefined
  }
}

async function noteTurn(
  { store, clock, log }: Runtime,
  served: AccountRuntime,
  feed: Feed,
): Promise<void> {
  try {
    await store.kept.set(served.account.tenant, turnKey(served, feed), String(clock.now()))
  } catch {
    log.warn('feed.turn_unknown', { account: served.account.id, feed: feed.name })
  }
}

export function createFeeds(runtime: Runtime): Feeds {
  async function round(
    served: AccountRuntime,
    feed: Feed,
    more: RoundOptions = {},
  ): Promise<Round> {
    try {
      return await pullAll(runtime, served, feed, more)
    } catch (cause) {
      const error = asRelayError(cause, 'channel.unavailable')
      runtime.log.warn('feed.failed', {
        account: served.account.id,
        feed: feed.name,
        code: error.code,
      })
      const hinted = typeof error.retry === 'object' ? error.retry.afterMs : 0
      return { isDone: false, waitMs: Math.max(hinted, feed.everyMs ?? defaultEveryMs) }
    }
  }

  const told = createToldFeeds(runtime, round)

  async function poll(served: AccountRuntime, feed: Feed, stop: StopSignal): Promise<void> {
    // The first look never waits: there is a time to catch up with.
    let waitMs = await pollNow(served, feed, stop)
    for (;;) {
      await runtime.clock.sleep(waitMs, stop)
      if (stop.aborted) return
      waitMs = (await untilTurn(runtime, served, feed)) ?? (await pollNow(served, feed, stop))
    }
  }

  async function pollNow(served: AccountRuntime, feed: Feed, stop: StopSignal): Promise<number> {
    const { isDone, waitMs } = await round(served, feed, { stop })
    if (isDone) await noteTurn(runtime, served, feed)
    return waitMs
  }

  return {
    round,
    async run(stop) {
      const served = [...runtime.tenants.values()].flatMap((tenant) => [
        ...tenant.accounts.values(),
      ])
      const polls: Promise<void>[] = []
      for (const one of served) {
        for (const feed of one.channel.feeds) {
          // A told feed is pulled once at start too: what came while the relay was down.
          if (feed.when === 'told') told.pull(one, feed)
          else polls.push(poll(one, feed, stop))
        }
      }
      await Promise.all([...polls, told.run(stop)])
    },
    now(served, feedName, hint) {
      const feed = served.channel.feeds.find((one) => one.name === feedName)
      if (feed) told.pull(served, feed, hint)
    },
  }
}
