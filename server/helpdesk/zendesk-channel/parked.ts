import type { Filing } from '../../core/filing.ts'
import type { ZendeskChannelOptions } from './options.ts'
import { filingIdOf, resourcesOf, type ExternalResource } from './resource.ts'

/**
 * What could not be pushed because the push token is refused waits here for Zendesk's own polls
 * (`pull_url`): messages still arrive while an admin has yet to save the account again.
 */
export interface Parked {
  park(account: string, filings: readonly Filing[]): Promise<void>
  /** What the next poll hands over, oldest first. */
  offer(account: string): Promise<readonly ExternalResource[]>
  /** Zendesk showed the state of an earlier offer: those resources have arrived. */
  confirm(account: string, ids: readonly string[]): Promise<void>
  /** True once a poll carried the whole filing. */
  hasArrived(filing: string): Promise<boolean>
}

/** More than this waits in the lanes, and is parked as room comes. */
const maxParked = 200
const leaseMs = 5000
/** Longer than a filing is retried. */
const rememberedMs = 7 * 86_400_000
const purpose = 'channel-parked'

function arrivedKey(filing: string): string {
  return `channel-pulled:${filing}`
}

export function createParked(options: ZendeskChannelOptions): Parked {
  const { tenant, doors } = options
  const { kept, secrets, leases, log } = doors
  const keyOf = (account: string): string => `channel-parked:${account}`

  async function read(account: string): Promise<readonly ExternalResource[]> {
    const sealed = await kept.get(tenant, keyOf(account))
    const text = sealed === undefined ? undefined : await secrets.open(tenant, purpose, sealed)
    return text === undefined ? [] : (JSON.parse(text) as ExternalResource[])
  }

  /** Skipped when another process holds the list: filing and poll both come again. */
  async function change(
    account: string,
    edit: (list: readonly ExternalResource[]) => readonly ExternalResource[],
  ): Promise<void> {
    const key = keyOf(account)
    const lease = await leases.take({ tenant, key, owner: key, forMs: leaseMs })
    if (!lease) return
    try {
      const before = await read(account)
      const after = edit(before)
      if (after === before) return
      await kept.set(tenant, key, await secrets.seal(tenant, purpose, JSON.stringify(after)))
    } finally {
      await leases.release(tenant, lease)
    }
  }

  async function remember(filings: ReadonlySet<string>): Promise<void> {
    for (const filing of filings) await kept.once(tenant, arrivedKey(filing), rememberedMs)
  }

  return {
    async park(account, filings) {
      await change(account, (list) => {
        const known = new Set(list.map(({ external_id: id }) => filingIdOf(id)))
        const fresh = filings.filter(({ id }) => !known.has(id))
        const added = fresh.flatMap((filing) => resourcesOf(filing, options))
        if (added.length === 0 || list.length >= maxParked) return list
        log.warn('channel.parked', { account, filings: fresh.length })
        return [...list, ...added]
      })
    },
    offer: read,
    async confirm(account, ids) {
      if (ids.length === 0) return
      const shown = new Set(ids)
      const list = await read(account)
      const left = list.filter(({ external_id: id }) => !shown.has(id))
      if (left.length === list.length) return
      const open = new Set(left.map(({ external_id: id }) => filingIdOf(id)))
      const taken = list.map(({ external_id: id }) => filingIdOf(id)).filter((id) => !open.has(id))
      // First the mark, then the list: killed in between, the list is offered once more.
      await remember(new Set(taken))
      await change(account, (now) => now.filter(({ external_id: id }) => !shown.has(id)))
    },
    async hasArrived(filing) {
      return (await kept.get(tenant, arrivedKey(filing))) !== undefined
    },
  }
}
