import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptedFrom } from '../testing/config-reading.ts'

const docs = join(import.meta.dirname, '../../docs')

/** The fixed format in full, every kind of value in it; only `…` became something. */
const wholeFormat = {
  publicUrl: 'https://relay.example.com',
  listen: { host: '127.0.0.1', port: 8787 },
  store: 'sqlite:./data/weiqiao.db',
  dataDir: './data',
  masterKey: 'env:WEIQIAO_MASTER_KEY',
  tenants: [
    {
      id: 'acme',
      name: 'Acme',
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      maskPersonalData: true,
      zendesk: {
        port: 'ticketing',
        subdomain: 'acme',
        baseUrl: 'https://acme.zendesk.com',
        auth: {
          grant: 'client_credentials',
          clientId: 'weiqiao',
          clientSecret: 'env:ACME_ZENDESK_SECRET',
          scope: 'read write',
        },
        apps: [{ id: 1234567, publicKey: '-----BEGIN PUBLIC KEY-----' }],
        webhookSecret: 'env:ACME_WEBHOOK_SECRET',
        requestsPerMinute: 400,
        mergeSeconds: 8,
      },
      accounts: [
        {
          id: 'wx',
          channel: 'wechat',
          persona: 'file:./persona.json',
          settings: {
            appId: 'wx0123456789abcdef',
            appSecret: 'env:WX_SECRET',
            token: 'a-token-in-clear',
            encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
            previousEncodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFH',
            mode: 'safe',
            apiBase: 'https://api.weixin.qq.com',
          },
        },
        {
          id: 'wb',
          channel: 'weibo',
          settings: {
            appKey: '1000000001',
            appSecret: 'env:WB_SECRET',
            accessToken: 'env:WB_TOKEN',
            uid: '2000000002',
            apiBase: 'https://api.weibo.com',
            messagesBase: 'https://m.api.weibo.com',
            uploadBase: 'https://upload.api.weibo.com',
            replyIp: '203.0.113.7',
            dailyCalls: 100,
            pollSeconds: 300,
          },
        },
        {
          id: 'kf',
          channel: 'wecom',
          settings: {
            corpId: 'ww0123456789abcdef',
            secret: 'env:KF_SECRET',
            token: 'another-token-in-clear',
            encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
            openKfIds: ['wk0123456789'],
            apiBase: 'https://qyapi.weixin.qq.com',
          },
        },
      ],
    },
  ],
}

describe('the file format', () => {
  it('takes every key it promises, from a file only its owner can read', () => {
    const { config, warnings } = acceptedFrom(wholeFormat, { isReadableByOthers: false })
    expect(config.tenants[0]?.accounts.map(({ id }) => id)).toEqual(['wx', 'wb'])
    expect(warnings.map(({ path }) => path)).toEqual([
      'tenants.0.accounts.0.persona',
      'tenants.0.accounts.2.channel',
    ])
  })

  it('is shown by an example in docs/operations.md that works as it stands', () => {
    const text = readFileSync(join(docs, 'operations.md'), 'utf8')
    const [, example = ''] = /```json\n([\s\S]*?)\n```/.exec(text) ?? []
    expect(acceptedFrom(example).warnings).toEqual([])
  })
})
