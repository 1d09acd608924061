import type { Filing } from '../../core/filing.ts'
import type { ZendeskChannelOptions } from './options.ts'
import { resourceOf, type ExternalResource } from './resource.ts'

/**
 * What could not be pushed because the push token is refused waits here for Zendesk's own polls
 * (`pull_url`): messages still arrive while an admin has yet to save the account again.
 */
export interface Parked {
  park(account: string, filings: readonly Filing[]): Promise<void>
  /** What the next poll hands over, and the state that confirms it. */
  offer(account: string): Promise<readonly ExternalResource[]>
  /** Zendesk showed the state of an earlier offer: those ids have arrived. */
  confirm(account: string, ids: readonly string[]): Promise<void>
  /** True once a poll carried the filing. */
  hasArrived(filing: string): Promise<boolean>
}

const maxParked = 200
const leaseMs = 5000

export function createParked({ tenant, publicUrl, doors }: ZendeskChannelOptions): Parked {
  const keyOf = (account: string): string => `channel-parked:${account}`

  async function read(account: string): Promise<readonly ExternalResource[]> {
    const text = await doors.kept.get(tenant, keyOf(account))
    return text === undefined ? [] : (JSON.parse(text) as ExternalResource[])
  }

  /** Skipped when another process holds the list: the filing is tried and parked again anyway. */
  async function change(
    account: string,
    edit: (list: readonly ExternalResource[]) => readonly ExternalResource[],
  ): Promise<void> {
    const lease = await doors.leases.take({
      tenant,
      key: keyOf(account),
      owner: `parked-${account}`,
      forMs: leaseMs,
    })
    if (!lease) return
    try {
      await doors.kept.set(tenant, keyOf(account), JSON.stringify(edit(await read(account))))
    } finally {
      await doors.leases.release(tenant, lease)
    }
  }

  return {
    async park(account, filings) {
      await change(account, (list) => {
        const known = new Set(list.map(({ external_id: id }) => id))
        const fresh = filings
          .filter(({ id }) => !known.has(id))
          .map((filing) => resourceOf(filing, publicUrl))
        return [...list, ...fresh].slice(0, maxParked)
      })
    },
    offer: read,
    async confirm(account, ids) {
      const arrived = new Set(ids)
      for (const id of arrived) await doors.kept.set(tenant, `channel-pulled:${id}`, '1')
      await change(account, (list) => list.filter(({ external_id: id }) => !arrived.has(id)))
    },
    async hasArrived(filing) {
      return (await doors.kept.get(tenant, `channel-pulled:${filing}`)) !== undefined
    },
  }
}
