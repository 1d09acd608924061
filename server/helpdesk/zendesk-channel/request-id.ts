import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ZendeskChannelOptions } from './options.ts'

const keyName = 'channel-request-key'
const makeMs = 1000
const ours = /^([\w-]{16})\.([\w-]{32})$/

/**
 * Event callbacks are not signed. Each push carries a `request_id` that only the relay can make, and
 * an event is believed when it names one (≤ 64 characters by the framework's schema).
 */
export interface RequestIds {
  make(): Promise<string>
  /** `foreign`: a request of Zendesk's own, which claims nothing. */
  judge(id: string): Promise<'ours' | 'forged' | 'foreign'>
}

export function createRequestIds({ tenant, doors }: ZendeskChannelOptions): RequestIds {
  const owner = randomBytes(8).toString('hex')

  /** One of several relays that start at once makes the key: an id under a key that another replaced would be no one's. */
  async function makeKey(): Promise<void> {
    const lease = await doors.leases.take({ tenant, key: keyName, owner, forMs: makeMs })
    // Another makes it now, in one or two steps of the store: asking again is waiting enough.
    if (!lease) return
    try {
      if ((await doors.secrets.get(tenant, keyName)) !== undefined) return
      await doors.secrets.set(tenant, keyName, randomBytes(32).toString('base64'))
    } finally {
      await doors.leases.release(tenant, lease)
    }
  }

  async function key(): Promise<Buffer> {
    const known = await doors.secrets.get(tenant, keyName)
    if (known !== undefined) return Buffer.from(known, 'base64')
    await makeKey()
    return key()
  }

  async function mark(nonce: string): Promise<string> {
    return createHmac('sha256', await key())
      .update(nonce)
      .digest('base64url')
      .slice(0, 32)
  }

  return {
    async make() {
      const nonce = randomBytes(12).toString('base64url')
      return `${nonce}.${await mark(nonce)}`
    },
    async judge(id) {
      const [, nonce, given] = ours.exec(id) ?? []
      if (nonce === undefined || given === undefined) return 'foreign'
      const isSame = timingSafeEqual(Buffer.from(given), Buffer.from(await mark(nonce)))
      return isSame ? 'ours' : 'forged'
    },
  }
}
