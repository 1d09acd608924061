import type { ProbeResult } from '../../core/channel.ts'
import { errorText, isRelayError } from '../../core/error.ts'
import type { WechatApi } from './api.ts'

async function attempt(
  check: string,
  done: ProbeResult['message'],
  work: () => Promise<unknown>,
): Promise<ProbeResult> {
  try {
    await work()
    return { check, ok: true, message: done }
  } catch (error) {
    if (!isRelayError(error)) throw error
    const detail = error.message
    return {
      check,
      ok: false,
      message: {
        zh: `${errorText(error.code, 'zh-CN')}：${detail}`,
        en: `${errorText(error.code, 'en')}: ${detail}`,
      },
    }
  }
}

/** Token and IP list, the send interface, and WeChat's own look at our callback address. */
export async function probe(api: WechatApi): Promise<readonly ProbeResult[]> {
  return [
    await attempt(
      'access token',
      { zh: '凭证与 IP 白名单正常', en: 'Credentials and IP list are in order' },
      () => api.call('/cgi-bin/getcallbackip', { method: 'GET' }),
    ),
    await attempt(
      'send permission',
      { zh: '客服消息接口可用', en: 'Customer-service messages are granted' },
      () =>
        api.call('/cgi-bin/openapi/quota/get', {
          method: 'POST',
          json: { cgi_path: '/cgi-bin/message/custom/send' },
        }),
    ),
    await attempt(
      'callback',
      { zh: '微信能访问回调网络', en: 'WeChat reaches the callback network' },
      () =>
        api.call('/cgi-bin/callback/check', {
          method: 'POST',
          json: { action: 'all', check_operator: 'DEFAULT' },
        }),
    ),
  ]
}
