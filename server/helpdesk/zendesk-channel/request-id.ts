import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ZendeskChannelOptions } from './options.ts'

/**
 * Event callbacks are not signed. Each push carries a `request_id` that only the relay can make, and
 * an event is believed when it names one (≤ 64 characters by the framework's schema).
 */
export interface RequestIds {
  make(): Promise<string>
  isOurs(id: string): Promise<boolean>
}

export function createRequestIds({ tenant, doors }: ZendeskChannelOptions): RequestIds {
  let key: Promise<string> | undefined

  async function load(): Promise<string> {
    const known = await doors.secrets.get(tenant, 'channel-request-key')
    if (known !== undefined) return known
    const made = randomBytes(32).toString('base64')
    await doors.secrets.set(tenant, 'channel-request-key', made)
    return (await doors.secrets.get(tenant, 'channel-request-key')) ?? made
  }

  async function mark(nonce: string): Promise<string> {
    key ??= load()
    const secret = Buffer.from(await key, 'base64')
    return createHmac('sha256', secret).update(nonce).digest('base64url').slice(0, 32)
  }

  return {
    async make() {
      const nonce = randomBytes(12).toString('base64url')
      return `${nonce}.${await mark(nonce)}`
    },
    async isOurs(id) {
      const [nonce = '', given = ''] = id.split('.')
      const wanted = Buffer.from(await mark(nonce))
      const shown = Buffer.from(given)
      return shown.length === wanted.length && timingSafeEqual(shown, wanted)
    },
  }
}
