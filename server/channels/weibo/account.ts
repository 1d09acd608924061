import type { ChannelAccount } from '../../core/channel.ts'

export interface WeiboAccount {
  readonly tenant: string
  readonly id: string
  readonly appKey: string
  readonly appSecret: string
  readonly accessToken: string
  readonly uid: string
  readonly replyIp: string | undefined
  readonly apiBase: string
  readonly messagesBase: string
  readonly uploadBase: string
  readonly isCommercial: boolean
  readonly datapushBase: string | undefined
  readonly datapushIds: readonly string[]
  readonly dailyCalls: number
  readonly hourlyCalls: number
  readonly pollMs: number
}

/** Settings as the channel uses them. */
export function weiboAccount({ tenant, id, settings }: ChannelAccount): WeiboAccount {
  const text = (key: string, preset = ''): string => {
    const value = settings[key]
    return typeof value === 'string' && value !== '' ? value : preset
  }
  const number = (key: string, preset: number): number => {
    const value = settings[key]
    return typeof value === 'number' && value > 0 ? value : preset
  }
  const ids = settings['datapushIds']
  return {
    tenant,
    id,
    appKey: text('appKey'),
    appSecret: text('appSecret'),
    accessToken: text('accessToken'),
    uid: text('uid'),
    replyIp: text('replyIp') || undefined,
    apiBase: text('apiBase', 'https://api.weibo.com'),
    messagesBase: text('messagesBase', 'https://m.api.weibo.com'),
    uploadBase: text('uploadBase', 'https://upload.api.weibo.com'),
    isCommercial: settings['commercial'] === true,
    datapushBase: text('datapushBase') || undefined,
    datapushIds: Array.isArray(ids) ? (ids as readonly string[]) : [],
    dailyCalls: number('dailyCalls', 100),
    hourlyCalls: number('hourlyCalls', 1000),
    pollMs: number('pollSeconds', 300) * 1000,
  }
}
