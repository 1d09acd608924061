import type { ProbeResult } from '../../core/channel.ts'
import { errorText, isRelayError } from '../../core/error.ts'
import type { WeiboAccount } from './account.ts'
import type { WeiboApi } from './api.ts'
import { tokenExpiry, type TokenExpiry } from './token.ts'

function tokenResult(account: WeiboAccount, { uid, warn }: TokenExpiry): ProbeResult {
  const check = 'access token'
  if (uid !== account.uid) {
    return {
      check,
      ok: false,
      message: {
        zh: '令牌属于另一个账号，请用品牌账号重新授权',
        en: 'The token belongs to another account: authorise with the brand account',
      },
    }
  }
  const words: Readonly<Record<TokenExpiry['warn'], ProbeResult['message']>> = {
    none: { zh: '令牌有效', en: 'The token is valid' },
    '7d': {
      zh: '令牌七天内到期，请重新授权',
      en: 'The token ends within seven days: authorise again',
    },
    '1d': {
      zh: '令牌一天内到期，请立即重新授权',
      en: 'The token ends within a day: authorise again now',
    },
    expired: { zh: '令牌已到期，请重新授权', en: 'The token has ended: authorise again' },
  }
  return { check, ok: warn !== 'expired', message: words[warn] }
}

/** The token and whose it is; feeds are shown by their first round. */
export async function probe(
  account: WeiboAccount,
  api: WeiboApi,
  now: number,
): Promise<readonly ProbeResult[]> {
  const hasIp = account.replyIp !== undefined
  const ip: ProbeResult = {
    check: 'reply address',
    ok: hasIp,
    message: hasIp
      ? { zh: '已设置回复 IP', en: 'The reply address is set' }
      : {
          zh: '未设置 replyIp，公开回复会被微博拒绝',
          en: 'replyIp is not set: Weibo will refuse public replies',
        },
  }
  try {
    return [tokenResult(account, await tokenExpiry(account, api, now)), ip]
  } catch (error) {
    if (!isRelayError(error)) throw error
    const words = {
      zh: `${errorText(error.code, 'zh-CN')}：${error.message}`,
      en: `${errorText(error.code, 'en')}: ${error.message}`,
    }
    return [{ check: 'access token', ok: false, message: words }, ip]
  }
}
