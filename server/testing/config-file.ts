/** A configuration that is right, as the object its file holds. Secrets are named, not written. */
export function goodConfig() {
  return {
    publicUrl: 'https://relay.example.com',
    masterKey: 'env:WEIQIAO_MASTER_KEY',
    tenants: [
      {
        id: 'acme',
        zendesk: {
          subdomain: 'acme',
          auth: {
            grant: 'client_credentials',
            clientId: 'weiqiao',
            clientSecret: 'env:ACME_ZENDESK_SECRET',
          },
        },
        accounts: [
          {
            id: 'wx',
            channel: 'wechat',
            settings: {
              appId: 'wx0123456789abcdef',
              appSecret: 'env:WX_SECRET',
              token: 'env:WX_TOKEN',
              encodingAesKey: 'env:WX_AES_KEY',
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
            },
          },
        ],
      },
    ],
  }
}

export const goodEnvironment: Readonly<Record<string, string>> = {
  WEIQIAO_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  ACME_ZENDESK_SECRET: 'zendesk-secret',
  ACME_WEBHOOK_SECRET: 'webhook-secret',
  WX_SECRET: 'wechat-secret',
  WX_TOKEN: 'wechat-token',
  WX_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  WB_SECRET: 'weibo-secret',
  WB_TOKEN: 'weibo-token',
  KF_SECRET: 'kefu-secret',
}

type Branch = Record<string, unknown>

/** The good file with other values at the paths given, e.g. `tenants.0.id`; undefined takes a key out. */
export function fileWith(changes: Readonly<Record<string, unknown>>): unknown {
  const file: Branch = goodConfig()
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    let at = file
    for (const key of keys) at = (at[key] ??= {}) as Branch
    at[last] = value
  }
  return JSON.parse(JSON.stringify(file)) as unknown
}
