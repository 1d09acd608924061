import type { ChannelInstance, ZendeskChannelOptions } from './options.ts'

export type PushToken = Pick<ChannelInstance, 'instancePushId' | 'accessToken'>

/** The connected accounts, each with the push token Zendesk issued last. */
export interface Instances {
  /** undefined for an account that is not configured. */
  of(account: string): Promise<ChannelInstance | undefined>
  keepToken(account: string, token: PushToken): Promise<void>
}

/** False before an admin connected the account: pushing cannot work then. */
export function canPush({ instancePushId, accessToken }: PushToken): boolean {
  return instancePushId !== '' && accessToken !== ''
}

export function createInstances({ tenant, instances, doors }: ZendeskChannelOptions): Instances {
  const nameOf = (account: string): string => `channel-token:${account}`
  return {
    async of(account) {
      const configured = instances.find((one) => one.account === account)
      if (!configured) return undefined
      const kept = await doors.secrets.get(tenant, nameOf(account))
      return kept === undefined ? configured : { ...configured, ...(JSON.parse(kept) as PushToken) }
    },
    keepToken: (account, token) =>
      doors.secrets.set(tenant, nameOf(account), JSON.stringify(token)),
  }
}
