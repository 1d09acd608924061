import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { Feed, PulledPage } from '../core/channel.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { createFeeds } from './feeds.ts'
import type { AccountRuntime } from './runtime.ts'

const clockFeed: Feed = { name: 'mentions', when: 'clock', everyMs: 60_000 }
const toldFeed: Feed = { name: 'messages', when: 'told' }
const emptyPage: PulledPage = { items: [], cursor: 'c', hasMore: false }

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
})
afterEach(() => bed.close())

function served(): AccountRuntime {
  return bed.runtime.tenants.get('acme')?.accounts.get('wx') ?? expect.fail('no account')
}
const filed = (): string[] => bed.helpdesk.filings.map(({ body }) => body.text)

describe('a round of a feed', () => {
  it('takes page after page and moves the cursor with the items', async () => {
    const cursors: (string | undefined)[] = []
    bed.channel.onPull = (_feed, cursor) => {
      cursors.push(cursor)
      const page = cursors.length
      return { items: [bed.item(`第${page}页`)], cursor: `p${page}`, hasMore: page < 3 }
    }
    expect(await bed.feeds.round(served(), clockFeed)).toEqual({ isDone: true, waitMs: 60_000 })
    expect(cursors).toEqual([undefined, 'p1', 'p2'])
    expect(await bed.store.inbox.cursor('acme', 'wx', 'mentions')).toBe('p3')
    await bed.settle()
    expect(filed().join('\n').split('\n')).toEqual(['第1页', '第2页', '第3页'])
  })

  it('waits as long as the platform or the budget says', async () => {
    bed.channel.onPull = () => ({ ...emptyPage, waitMs: 300_000 })
    expect(await bed.feeds.round(served(), clockFeed)).toMatchObject({ waitMs: 300_000 })
  })

  it('is not slowed by an empty answer', async () => {
    bed.channel.onPull = () => emptyPage
    for (let i = 0; i < 5; i++)
      expect(await bed.feeds.round(served(), clockFeed)).toMatchObject({ waitMs: 60_000 })
  })

  it('leaves the cursor where it was when the platform fails, and obeys its time', async () => {
    bed.channel.onPull = () => {
      throw new RelayError('channel.rate_limited', 'slow', { retry: { afterMs: 900_000 } })
    }
    const round = await bed.feeds.round(served(), clockFeed)
    expect(round).toEqual({ isDone: false, waitMs: 900_000 })
    expect(await bed.store.inbox.cursor('acme', 'wx', 'mentions')).toBeUndefined()
  })

  it('remembers a gap where an admin finds it', async () => {
    const gap = { from: '10', to: '20', reason: 'window' }
    bed.channel.onPull = () => ({ ...emptyPage, gap })
    await bed.feeds.round(served(), clockFeed)
    expect(await bed.store.inbox.gaps('acme')).toMatchObject([{ feed: 'mentions', gap }])
  })

  it('does not pull while another process does', async () => {
    let pulls = 0
    bed.channel.onPull = () => {
      pulls += 1
      return emptyPage
    }
    const lease = { tenant: 'acme', key: 'feed:wx:mentions', owner: 'other', forMs: 20_000 }
    await bed.store.leases.take(lease)
    expect(await bed.feeds.round(served(), clockFeed)).toMatchObject({ isDone: false })
    expect(pulls).toBe(0)
  })
})

describe('a polled feed', () => {
  it('is read by two relays at the rhythm of one', async () => {
    let pulls = 0
    bed.channel.feeds = [clockFeed]
    bed.channel.onPull = () => {
      pulls += 1
      return emptyPage
    }
    const stop = new AbortController()
    const both = [bed.feeds, createFeeds({ ...bed.runtime, owner: 'second' })]
    const running = both.map((feeds) => feeds.run(stop.signal))
    // Each looks at its start, unless the other is at it; from then on they take turns.
    await vi.waitFor(() => expect(pulls).toBeGreaterThan(0))
    for (let minute = 0; minute < 10; minute++) {
      await bed.clock.advance(60_000)
      await bed.clock.advance(500)
    }
    stop.abort()
    await Promise.all(running)
    expect(pulls).toBeGreaterThanOrEqual(10)
    expect(pulls).toBeLessThanOrEqual(13)
  })
})

describe('a told feed', () => {
  function start(): { end: () => Promise<void> } {
    bed.channel.feeds = [toldFeed]
    const stop = new AbortController()
    const running = bed.feeds.run(stop.signal)
    return {
      async end() {
        stop.abort()
        await running
      },
    }
  }

  it('is pulled at the start for what came while the relay was down', async () => {
    bed.channel.onPull = (_feed, cursor) =>
      cursor === undefined ? { ...emptyPage, items: [bed.item('停机时来的')] } : emptyPage
    const { end } = start()
    await vi.waitFor(async () =>
      expect(await bed.store.inbox.cursor('acme', 'wx', 'messages')).toBe('c'),
    )
    await end()
    await bed.settle()
    expect(filed()).toEqual(['停机时来的'])
  })

  it('is pulled again after a failure, though nobody tells it a second time', async () => {
    const { end } = start()
    let calls = 0
    bed.channel.onPull = () => {
      calls += 1
      if (calls < 3) throw new RelayError('channel.unavailable', 'busy')
      return { ...emptyPage, items: [bed.item('终于拉到')] }
    }
    await vi.waitFor(() => expect(calls).toBe(1))
    await vi.waitFor(async () => {
      await bed.clock.advance(1000)
      expect(calls).toBe(3)
    })
    await end()
    await bed.settle()
    expect(filed()).toEqual(['终于拉到'])
  })

  it('is pulled once more when it is told during a pull, with the newest hint', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    let calls = 0
    bed.channel.onPull = async () => {
      calls += 1
      if (calls === 1) await gate
      return emptyPage
    }
    const { end } = start()
    await vi.waitFor(() => expect(calls).toBe(1))
    for (let n = 0; n < 5; n++) bed.feeds.now(served(), 'messages', `token-${n}`)
    open()
    await vi.waitFor(() => expect(calls).toBe(2))
    await end()
    expect(calls).toBe(2)
  })

  it('waits for another process to end its pull and looks then', async () => {
    const lease = await bed.store.leases.take({
      tenant: 'acme',
      key: 'feed:wx:messages',
      owner: 'other',
      forMs: 20_000,
    })
    let calls = 0
    bed.channel.onPull = () => {
      calls += 1
      return emptyPage
    }
    const { end } = start()
    await bed.clock.advance(3000)
    expect(calls).toBe(0)
    if (lease) await bed.store.leases.release('acme', lease)
    await vi.waitFor(async () => {
      await bed.clock.advance(1000)
      expect(calls).toBe(1)
    })
    await end()
  })

  it('ends its pull before the stop is over', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    let isPulling = false
    bed.channel.onPull = async () => {
      isPulling = true
      await gate
      return { ...emptyPage, items: [bed.item('最后一条')] }
    }
    const { end } = start()
    await vi.waitFor(() => expect(isPulling).toBe(true))
    const ended = end()
    open()
    await ended
    await bed.settle()
    expect(filed()).toEqual(['最后一条'])
  })
})
