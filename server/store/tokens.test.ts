import { expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { Store } from '../core/store/index.ts'
import type { Token } from '../core/store/shared.ts'
import { failureOf } from '../testing/failure-of.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

const lifeMs = 7_200_000

onEveryEngine('Access tokens', (bed) => {
  /** A platform that ends the old token with every fetch, as rotating ones do. */
  function platform() {
    const seen = { fetches: 0, live: '', given: [] as (Token | undefined)[] }
    const use = (store: Store, tenant = 'acme'): Promise<string> =>
      store.tokens.use({
        tenant,
        key: 'wx:app',
        async fetch(previous) {
          seen.given.push(previous)
          seen.fetches += 1
          seen.live = `token-${seen.fetches}`
          const expiresAt = bed.clock.now() + lifeMs
          return { value: seen.live, expiresAt, refresh: `refresh-${seen.fetches}` }
        },
        async work(token) {
          if (token !== seen.live) throw new RelayError('channel.auth', 'invalid token')
          return token
        },
        isStale: (error) => error instanceof RelayError && error.code === 'channel.auth',
      })
    return { seen, use }
  }

  /**
   * A relay that finds the lease taken looks again after a pause of the clock. Between two pauses the
   * database answers once, so that the clock does not run past the lease of who is still fetching.
   */
  async function patiently<T>(work: Promise<T>): Promise<T> {
    const state = { isDone: false }
    const end = work.finally(() => (state.isDone = true))
    while (!state.isDone) {
      await bed.clock.advance(100)
      await bed.store.kept.get('acme', 'nothing')
    }
    return end
  }

  it('are fetched once for two relays that want one at the same time', async () => {
    const other = await bed.open()
    const { seen, use } = platform()
    const wanted = Array.from({ length: 10 }, (_, i) => use(i % 2 === 0 ? bed.store : other))
    expect(new Set(await patiently(Promise.all(wanted)))).toEqual(new Set(['token-1']))
    expect(seen.fetches).toBe(1)
  })

  it('are refreshed once when many calls meet a token that was revoked', async () => {
    const other = await bed.open()
    const { seen, use } = platform()
    await use(bed.store)
    await use(other)
    seen.live = 'revoked by the platform'
    const wanted = Array.from({ length: 10 }, (_, i) => use(i % 2 === 0 ? bed.store : other))
    expect(new Set(await patiently(Promise.all(wanted)))).toEqual(new Set(['token-2']))
    expect(seen.fetches).toBe(2)
  })

  it('are refreshed only if the refused one is still the stored one (T1)', async () => {
    const other = await bed.open()
    const { seen, use } = platform()
    await use(bed.store)
    const late = bed.store.tokens.use({
      tenant: 'acme',
      key: 'wx:app',
      fetch: () => Promise.reject(new RelayError('channel.auth', 'no second fetch')),
      async work(token) {
        if (token !== 'token-1') return token
        // Meanwhile the other relay has renewed it.
        seen.live = 'revoked by the platform'
        await use(other)
        throw new RelayError('channel.auth', 'invalid token')
      },
      isStale: (error) => error instanceof RelayError,
    })
    expect(await late).toBe('token-2')
    expect(seen.fetches).toBe(2)
  })

  it('are renewed at four fifths of their life, with the refresh token that came last', async () => {
    const { seen, use } = platform()
    await use(bed.store)
    await bed.clock.advance(lifeMs * 0.8 - 1)
    expect(await use(bed.store)).toBe('token-1')
    await bed.clock.advance(1)
    expect(await use(bed.store)).toBe('token-2')
    expect(seen.given[1]).toMatchObject({ value: 'token-1', refresh: 'refresh-1' })
    expect(await bed.store.tokens.peek('acme', 'wx:app')).toMatchObject({ value: 'token-2' })
  })

  it('live on to their end while they cannot be renewed, without asking at every call', async () => {
    const { use } = platform()
    await use(bed.store)
    await bed.clock.advance(lifeMs * 0.9)
    let asked = 0
    const call = () =>
      bed.store.tokens.use({
        tenant: 'acme',
        key: 'wx:app',
        fetch: () => {
          asked += 1
          return Promise.reject(new RelayError('channel.unavailable', 'down'))
        },
        work: (token) => Promise.resolve(token),
        isStale: () => false,
      })
    expect([await call(), await call(), await call()]).toEqual(['token-1', 'token-1', 'token-1'])
    expect(asked).toBe(1)
    await bed.clock.advance(lifeMs)
    expect(await failureOf(call())).toBe('channel.unavailable not_done')
  })

  it('are fetched again after a fetch that failed', async () => {
    const { use } = platform()
    const failing = bed.store.tokens.use({
      tenant: 'acme',
      key: 'wx:app',
      fetch: () => Promise.reject(new RelayError('channel.unavailable', 'down')),
      work: (token) => Promise.resolve(token),
      isStale: () => false,
    })
    expect(await failureOf(failing)).toBe('channel.unavailable not_done')
    expect(await use(bed.store)).toBe('token-1')
  })

  it('wait for a relay that died while fetching no longer than its lease', async () => {
    const { use } = platform()
    const lease = { tenant: 'acme', key: 'token:wx:app', owner: 'dead relay', forMs: 15_000 }
    await bed.store.leases.take(lease)
    const startedAt = bed.clock.now()
    expect(await patiently(use(bed.store))).toBe('token-1')
    expect(bed.clock.now() - startedAt).toBeGreaterThanOrEqual(15_000)
  })

  it('lie sealed in the database and belong to one tenant', async () => {
    const { seen, use } = platform()
    await use(bed.store)
    await use(bed.store, 'other')
    expect(seen.fetches).toBe(2)
    const rows = JSON.stringify(await bed.rows('select * from tokens'))
    expect(rows).not.toContain('token-1')
    expect(rows).not.toContain('refresh-1')
    expect(await bed.store.tokens.peek('third', 'wx:app')).toBeUndefined()
  })

  it('pass on what the work itself throws', async () => {
    const { seen, use } = platform()
    await use(bed.store)
    const broken = bed.store.tokens.use({
      tenant: 'acme',
      key: 'wx:app',
      fetch: () => Promise.reject(new RelayError('channel.unavailable', 'not asked')),
      work: () => Promise.reject(new RelayError('channel.not_allowed', 'refused')),
      isStale: () => false,
    })
    expect(await failureOf(broken)).toBe('channel.not_allowed not_done')
    expect(seen.fetches).toBe(1)
  })
})
