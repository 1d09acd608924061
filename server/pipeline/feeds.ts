import type { Feed, PulledPage } from '../core/channel.ts'
import type { StopSignal } from '../core/clock.ts'
import { asRelayError } from './retry.ts'
import { acceptancesOf } from './acceptance.ts'
import { takeInPage } from './intake.ts'
import type { AccountRuntime, Runtime } from './runtime.ts'

const defaultEveryMs = 60_000
const leaseMs = 20_000
const maxPagesPerRound = 50

export interface Feeds {
  /** Polls every clock feed until stopped. */
  run(stop: StopSignal): Promise<void>
  /** Pulls one feed now (the callback said so); calls during a pull are folded into one more. */
  now(served: AccountRuntime, feed: string, hint?: string): void
  /** One round of one feed. Answers how long to wait, ms. */
  round(served: AccountRuntime, feed: Feed, hint?: string): Promise<number>
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

async function pullAll(
  runtime: Runtime,
  served: AccountRuntime,
  feed: Feed,
  hint?: string,
): Promise<number> {
  const { tenant, id: account } = served.account
  for (let pages = 0; pages < maxPagesPerRound; pages++) {
    const cursor = await runtime.store.inbox.cursor(tenant, account, feed.name)
    const page = await served.channel.pull?.(feed.name, cursor, hint)
    if (!page) return defaultEveryMs
    await takePage(runtime, served, feed, page)
    runtime.metrics.count('pulls', { channel: served.account.channel })
    if (!page.hasMore) return Math.max(page.waitMs ?? 0, feed.everyMs ?? defaultEveryMs)
  }
  return 0
}

async function underLease(
  runtime: Runtime,
  served: AccountRuntime,
  feed: Feed,
  hint?: string,
): Promise<number> {
  const { tenant, id: account } = served.account
  const key = `feed:${account}:${feed.name}`
  const lease = await runtime.store.leases.take({
    tenant,
    key,
    owner: runtime.owner,
    forMs: leaseMs,
  })
  // Another process is pulling: look again when its lease could have ended.
  if (!lease) return leaseMs
  try {
    return await pullAll(runtime, served, feed, hint)
  } finally {
    await runtime.store.leases.release(tenant, lease)
  }
}

export function createFeeds(runtime: Runtime): Feeds {
  const told = new Map<string, { again: boolean; hint?: string }>()

  async function round(served: AccountRuntime, feed: Feed, hint?: string): Promise<number> {
    try {
      return await underLease(runtime, served, feed, hint)
    } catch (cause) {
      const error = asRelayError(cause, 'channel.unavailable')
      runtime.log.warn('feed.failed', {
        account: served.account.id,
        feed: feed.name,
        code: error.code,
      })
      const hinted = typeof error.retry === 'object' ? error.retry.afterMs : 0
      return Math.max(hinted, feed.everyMs ?? defaultEveryMs)
    }
  }

  async function poll(served: AccountRuntime, feed: Feed, stop: StopSignal): Promise<void> {
    while (!stop.aborted) {
      const waitMs = await round(served, feed)
      await runtime.clock.sleep(waitMs, stop)
    }
  }

  async function pullTold(served: AccountRuntime, feed: Feed, key: string): Promise<void> {
    for (let state = told.get(key); state; state = told.get(key)) {
      state.again = false
      await round(served, feed, state.hint)
      if (!told.get(key)?.again) told.delete(key)
    }
  }

  return {
    round,
    async run(stop) {
      const served = [...runtime.tenants.values()].flatMap((tenant) => [
        ...tenant.accounts.values(),
      ])
      // A told feed is pulled once at start too: what came while the relay was down.
      await Promise.all(
        served.flatMap((one) => one.channel.feeds.map((feed) => start(one, feed, stop))),
      )
    },
    now(served, feedName, hint) {
      const feed = served.channel.feeds.find((one) => one.name === feedName)
      if (!feed) return
      const key = `${served.account.tenant}/${served.account.id}/${feedName}`
      const state = told.get(key)
      if (state) {
        state.again = true
        if (hint !== undefined) state.hint = hint
        return
      }
      told.set(key, { again: false, ...(hint !== undefined && { hint }) })
      void pullTold(served, feed, key)
    },
  }

  async function start(served: AccountRuntime, feed: Feed, stop: StopSignal): Promise<void> {
    if (feed.when === 'clock') return poll(served, feed, stop)
    await round(served, feed)
  }
}
