import type { ChannelAccount } from '../../core/channel.ts'
import { createWxCipher, type WxCipher } from '../../wire/wx-cipher.ts'

export interface WechatAccount {
  readonly tenant: string
  readonly id: string
  readonly appId: string
  readonly appSecret: string
  readonly token: string
  readonly mode: 'safe' | 'compatible' | 'plain'
  readonly canSendMenus: boolean
  /** '' where agents have no service accounts. */
  readonly weixinId: string
  readonly apiBase: string
  readonly cipher: WxCipher
}

/** Settings as the channel uses them. */
export function wechatAccount({ tenant, id, settings }: ChannelAccount): WechatAccount {
  const text = (key: string): string => {
    const value = settings[key]
    return typeof value === 'string' ? value : ''
  }
  const keys = [text('encodingAesKey'), text('previousEncodingAesKey')].filter((key) => key !== '')
  const mode = text('mode')
  return {
    tenant,
    id,
    appId: text('appId'),
    appSecret: text('appSecret'),
    token: text('token'),
    mode: mode === 'plain' || mode === 'compatible' ? mode : 'safe',
    canSendMenus: text('accountType') !== 'subscription',
    weixinId: text('weixinId'),
    apiBase: text('apiBase') || 'https://api.weixin.qq.com',
    cipher: createWxCipher({
      token: text('token'),
      receiveId: text('appId'),
      keys: keys.map((encodingAesKey) => ({ encodingAesKey })),
    }),
  }
}
