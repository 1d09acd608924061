import { createHash, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'

export type WechatMode = 'plain' | 'compatible' | 'safe'
export type WechatFormat = 'xml' | 'json'

export interface LabAgent {
  id: number
  name: string
  email: string
  role: 'admin' | 'agent'
  /** The public code an agent signs with. */
  code: string
}

/** Our app as installed in the lab's Zendesk: what signs the tokens its pages are loaded with. */
export interface LabApp {
  id: number
  installationId: number
  /** PKCS #8 PEM, RS256. Stays with the desk. */
  privateKey: string
  /** SPKI PEM, as `GET /api/v2/apps/{id}/public_key.pem` answers it. */
  publicKey: string
  /** `{{setting.shared_secret}}`: what the proxy signs with (HS256) for pages that lie in the package. */
  sharedSecret: string
}

/** Everything the simulators and the relay must agree on before either starts. */
export interface LabPlan {
  relayUrl: string
  tenant: string
  ports: { wechat: number; wecom: number; weibo: number; zendesk: number }
  wechat: {
    account: string
    appId: string
    appSecret: string
    token: string
    encodingAesKey: string
    originalId: string
    mode: WechatMode
    format: WechatFormat
  }
  weibo: {
    account: string
    appKey: string
    appSecret: string
    accessToken: string
    uid: string
    screenName: string
    dailyCalls: number
  }
  /** The month before the lab was first opened; `until` in epoch ms. */
  past: { seed: number; until: number }
  /** The company's own customer system, on the desk's port. */
  profile: { secret: string }
  zendesk: {
    subdomain: string
    clientId: string
    clientSecret: string
    agents: LabAgent[]
    app: LabApp
  }
}

const agents: readonly LabAgent[] = [
  { id: 9001, name: '演示客服一', email: 'agent1@example.com', role: 'admin', code: 'A01' },
  { id: 9002, name: '演示客服二', email: 'agent2@example.com', role: 'agent', code: 'A02' },
  { id: 9003, name: '演示客服三', email: 'agent3@example.com', role: 'agent', code: 'A03' },
]

/** Where the lab's Zendesk serves the app framework's script. */
const FRAMEWORK_PATH = '/lab/zaf_sdk.min.js'

let keyPair: { publicKey: string; privateKey: string } | undefined

/** Made once for each process: a pair takes long, and plans of one process may share it. */
function appKeys(): { publicKey: string; privateKey: string } {
  return (keyPair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }))
}

export function createLabPlan(
  options: { ports?: Partial<LabPlan['ports']>; relayUrl?: string } = {},
): LabPlan {
  return {
    relayUrl: options.relayUrl ?? 'http://127.0.0.1:8787',
    tenant: 'demo',
    ports: { wechat: 8790, wecom: 8791, weibo: 8792, zendesk: 8793, ...options.ports },
    wechat: {
      account: 'wx',
      appId: `wx${randomBytes(8).toString('hex')}`,
      appSecret: randomBytes(16).toString('hex'),
      token: randomText(24),
      encodingAesKey: randomText(43),
      originalId: `gh_${randomBytes(6).toString('hex')}`,
      mode: 'safe',
      format: 'xml',
    },
    weibo: {
      account: 'wb',
      appKey: String(randomInt(1_000_000_000, 4_000_000_000)),
      appSecret: randomBytes(16).toString('hex'),
      accessToken: `2.00${randomText(28)}`,
      uid: String(randomInt(5_000_000_000, 7_900_000_000)),
      screenName: '微桥数码客服',
      // The published free allowance is 100 a day, a round every 43 minutes: nobody would watch a
      // demonstration of that. Tests that concern the allowance set it themselves.
      dailyCalls: 250_000,
    },
    past: { seed: 1, until: Date.now() },
    profile: { secret: randomText(40) },
    zendesk: {
      subdomain: 'weiqiao-lab',
      clientId: 'weiqiao_relay',
      clientSecret: randomBytes(32).toString('hex'),
      agents: agents.map((agent) => ({ ...agent })),
      app: {
        id: 1_234_567,
        installationId: 7_654_321,
        ...appKeys(),
        sharedSecret: randomText(48),
      },
    },
  }
}

/** The configuration file that points a relay at the lab. Holds secrets: write it with mode 600. */
export function relayConfig(plan: LabPlan): object {
  const relay = new URL(plan.relayUrl)
  return {
    publicUrl: plan.relayUrl,
    listen: { host: relay.hostname, port: Number(relay.port || 80) },
    store: 'sqlite:./data/weiqiao.db',
    dataDir: './data',
    // The same plan gives the same key, or a second start could not read what the first one stored.
    masterKey: createHash('sha256')
      .update(`lab master key ${plan.zendesk.clientSecret}`)
      .digest('base64'),
    tenants: [
      {
        id: plan.tenant,
        name: '微桥演示',
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        maskPersonalData: true,
        agentCodes: Object.fromEntries(
          plan.zendesk.agents.map(({ id, code }) => [String(id), code]),
        ),
        zendesk: {
          port: 'ticketing',
          subdomain: plan.zendesk.subdomain,
          baseUrl: localUrl(plan.ports.zendesk),
          auth: {
            grant: 'client_credentials',
            clientId: plan.zendesk.clientId,
            clientSecret: plan.zendesk.clientSecret,
            scope: 'read write',
          },
          apps: [installedApp(plan.zendesk.app)],
          // The lab works without a network: its Zendesk serves the framework's script too.
          appFramework: `${localUrl(plan.ports.zendesk)}${FRAMEWORK_PATH}`,
          requestsPerMinute: 700,
          mergeSeconds: 3,
        },
        profileProvider: {
          url: `${localUrl(plan.ports.zendesk)}/profile-provider`,
          secret: plan.profile.secret,
        },
        accounts: [wechatAccount(plan), weiboAccount(plan)],
      },
    ],
  }
}

function installedApp({ id, installationId, publicKey, sharedSecret }: LabApp): object {
  return { id, installationId, publicKey, sharedSecret }
}

function wechatAccount(plan: LabPlan): object {
  const { account, appId, appSecret, token, encodingAesKey, mode } = plan.wechat
  const apiBase = localUrl(plan.ports.wechat)
  return {
    id: account,
    channel: 'wechat',
    settings: { appId, appSecret, token, encodingAesKey, mode, apiBase },
  }
}

function weiboAccount(plan: LabPlan): object {
  const { account, appKey, appSecret, accessToken, uid, dailyCalls } = plan.weibo
  const base = localUrl(plan.ports.weibo)
  return {
    id: account,
    channel: 'weibo',
    settings: {
      appKey,
      appSecret,
      accessToken,
      uid,
      apiBase: base,
      messagesBase: base,
      uploadBase: base,
      // A documentation address (RFC 5737): Weibo wants the public address of the person acting.
      replyIp: '203.0.113.7',
      dailyCalls,
      pollSeconds: 3,
    },
  }
}

export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}
