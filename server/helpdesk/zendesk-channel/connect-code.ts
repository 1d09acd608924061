import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ZendeskChannelOptions } from './options.ts'

const secretName = 'connect-secret'
/** One guess at an account's code in this time. */
const patienceMs = 3000

/** What an admin types to prove that the relay is theirs. */
export interface ConnectCodes {
  of(account: string): Promise<string>
  /** `busy`: asked too soon after the last guess. */
  check(account: string, given: string): Promise<'right' | 'wrong' | 'busy'>
}

/** Equality in constant time for equal lengths. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export function createConnectCodes({ tenant, doors }: ZendeskChannelOptions): ConnectCodes {
  async function secret(): Promise<string> {
    const known = await doors.secrets.get(tenant, secretName)
    if (known !== undefined) return known
    await doors.secrets.set(tenant, secretName, randomBytes(32).toString('base64'))
    return secret()
  }

  async function of(account: string): Promise<string> {
    const digest = createHmac('sha256', await secret()).update(`${tenant}/${account}`)
    return digest
      .digest('base64url')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 12)
      .toUpperCase()
  }

  return {
    of,
    async check(account, given) {
      if (!(await doors.kept.once(tenant, `connect-try:${account}`, patienceMs))) return 'busy'
      return isSame(given.trim().toUpperCase(), await of(account)) ? 'right' : 'wrong'
    },
  }
}
