import type { WeiboApi } from './api.ts'
import type { WeiboAccount } from './account.ts'
import { textIn } from './fields.ts'

const dayMs = 24 * 3_600_000

export interface TokenExpiry {
  readonly uid: string
  readonly expiresAt: number | undefined
  readonly warn: 'none' | '7d' | '1d' | 'expired'
}

/** There is no refresh for web apps: an admin must authorise again before the end. */
export async function tokenExpiry(
  account: WeiboAccount,
  api: WeiboApi,
  now: number,
): Promise<TokenExpiry> {
  const body = await api.ask('/oauth2/get_token_info', { access_token: account.accessToken })
  const seconds = textIn(body, 'expire_in') || textIn(body, 'expires_in')
  const uid = textIn(body, 'uid')
  if (seconds === '') return { uid, expiresAt: undefined, warn: 'none' }
  const leftMs = Number(seconds) * 1000
  const warn =
    leftMs <= 0 ? 'expired' : leftMs <= dayMs ? '1d' : leftMs <= 7 * dayMs ? '7d' : 'none'
  return { uid, expiresAt: now + leftMs, warn }
}
