import type { Clock } from '../core/clock.ts'
import { RelayError } from '../core/error.ts'
import type { LeaseStore } from '../core/store/index.ts'
import type { TokenKeeper } from '../core/store/shared.ts'
import type { StoredToken, TokenRows } from './token-rows.ts'

type Wanted = Pick<Parameters<TokenKeeper['use']>[0], 'tenant' | 'key' | 'fetch'>

const leaseMs = 15_000
const pollMs = 100
/** Refreshed when this share of its life is over. */
const share = 0.8
/** While the old token still lives, a failed refresh is not repeated at every call. */
const patienceMs = 30_000

const idOf = ({ tenant, key }: Pick<Wanted, 'tenant' | 'key'>): string => `${tenant}/${key}`

/** What a caller waits for: any token that is fresh, or one that is not the refused version. */
type Suits = (token: StoredToken) => boolean

interface Refresher {
  readonly read: (tenant: string, key: string) => Promise<StoredToken | undefined>
  /** One refresh at a time: in this process by a shared promise, between processes by a lease. */
  readonly refresh: (options: Wanted, suits: Suits) => Promise<StoredToken>
}

/** Whose tokens these are. */
interface TokenUser {
  readonly clock: Clock
  /** The store's own time. */
  readonly now: () => number
  readonly owner: string
}

function createRefresher(
  rows: TokenRows,
  leases: LeaseStore,
  { clock, owner }: TokenUser,
): Refresher {
  const inFlight = new Map<string, Promise<StoredToken>>()
  const { read } = rows

  /** Inside the lease the row is read again: somebody else may have refreshed it meanwhile. */
  async function underLease({ tenant, key, fetch }: Wanted, suits: Suits): Promise<StoredToken> {
    const before = await read(tenant, key)
    if (before && suits(before)) return before
    const token = await fetch(before)
    await rows.replace({ tenant, key }, before, token)
    const stored = await read(tenant, key)
    if (stored) return stored
    throw new RelayError('store.unavailable', 'A fetched token was not stored.')
  }

  async function alone(options: Wanted, suits: Suits): Promise<StoredToken> {
    const { tenant, key } = options
    for (;;) {
      const known = await read(tenant, key)
      if (known && suits(known)) return known
      const lease = await leases.take({ tenant, key: `token:${key}`, owner, forMs: leaseMs })
      if (!lease) {
        await clock.sleep(pollMs)
        continue
      }
      try {
        return await underLease(options, suits)
      } finally {
        await leases.release(tenant, lease)
      }
    }
  }

  async function refresh(options: Wanted, suits: Suits): Promise<StoredToken> {
    const id = idOf(options)
    const running = inFlight.get(id)
    if (running) {
      // What suits the first caller may be the very token that another was refused.
      const token = await running
      return suits(token) ? token : refresh(options, suits)
    }
    const started = alone(options, suits).finally(() => inFlight.delete(id))
    inFlight.set(id, started)
    return started
  }

  return { read, refresh }
}

export function createTokens(rows: TokenRows, leases: LeaseStore, user: TokenUser): TokenKeeper {
  const { now } = user
  const { read, refresh } = createRefresher(rows, leases, user)
  const failedAt = new Map<string, number>()
  /** What was read last. Another relay's newer token shows when this one is refused. */
  const held = new Map<string, StoredToken>()
  const isFresh: Suits = ({ fetchedAt, expiresAt }) =>
    now() < fetchedAt + (expiresAt - fetchedAt) * share

  /** A token in its last fifth of life still works when its refresh does not. */
  async function current(options: Wanted): Promise<StoredToken> {
    const id = idOf(options)
    const last = held.get(id)
    if (last && isFresh(last)) return last
    const known = await read(options.tenant, options.key)
    if (known) held.set(id, known)
    if (known && isFresh(known)) return known
    const isUsable = known !== undefined && known.expiresAt > now()
    const failed = failedAt.get(id)
    if (isUsable && failed !== undefined && now() - failed < patienceMs) return known
    try {
      const token = await refresh(options, isFresh)
      failedAt.delete(id)
      held.set(id, token)
      return token
    } catch (error) {
      if (!isUsable) throw error
      failedAt.set(id, now())
      return known
    }
  }

  return {
    async use(options) {
      const token = await current(options)
      try {
        return await options.work(token.value)
      } catch (error) {
        if (!options.isStale(error)) throw error
      }
      const renewed = await refresh(options, ({ version }) => version !== token.version)
      held.set(idOf(options), renewed)
      return options.work(renewed.value)
    },
    async peek(tenant, key) {
      const stored = await read(tenant, key)
      if (!stored) return undefined
      const { value, expiresAt, refresh: renewal } = stored
      return { value, expiresAt, ...(renewal !== undefined && { refresh: renewal }) }
    },
  }
}
