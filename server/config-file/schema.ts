import { z } from 'zod'

const id = z
  .string({ error: 'must be a short name: letters, digits, - and _' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
    error: 'must be a short name: letters, digits, - and _ (at most 63)',
  })

/** https, or plain http on this machine (a fixed-IP proxy, the lab). */
export const baseUrl = z
  .string({ error: 'must be an address such as https://relay.example.com' })
  .refine((text) => isBaseUrl(text), {
    error: 'must be an https:// address without query (http:// only for 127.0.0.1 and localhost)',
  })
  .transform((text) => text.replace(/\/+$/, ''))

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.search !== '' || url.hash !== '' || url.username !== '') return false
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)
}

function isMasterKey(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === 32
}

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2026-10-01' })
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'must be a time such as 09:00' })

const acknowledgement = z.strictObject({
  workingText: z.string().max(600).optional(),
  offText: z.string().max(600).optional(),
  holidayText: z.string().max(600).optional(),
  open: clockTime.default('09:00'),
  close: clockTime.default('18:00'),
  weekdays: z.array(z.int().min(1).max(7)).default([1, 2, 3, 4, 5]),
  holidays: z.array(date).default([]),
  makeUpWorkdays: z.array(date).default([]),
  quietMinutes: z.number().positive().default(30),
})

const auth = z.discriminatedUnion(
  'grant',
  [
    z.strictObject({
      grant: z.literal('client_credentials'),
      clientId: z.string().min(1, { error: 'must be the identifier of the OAuth client' }),
      clientSecret: z.string().min(1, { error: 'must be the secret of the OAuth client' }),
      scope: z.string().default('read write'),
    }),
    z.strictObject({
      grant: z.literal('authorization_code'),
      clientId: z.string().min(1),
      clientSecret: z.string().optional(),
      redirectUri: z.string().optional(),
      scope: z.string().default('read write'),
    }),
    z.strictObject({
      grant: z.literal('api_token'),
      email: z.string().min(3),
      apiToken: z.string().min(1),
    }),
  ],
  {
    error:
      'must have "grant": "client_credentials", "authorization_code" or (until 2027-04-30) "api_token"',
  },
)

const zendesk = z.strictObject({
  port: z
    .enum(['ticketing', 'channel'], { error: 'must be "ticketing" or "channel"' })
    .default('ticketing'),
  subdomain: z.string().min(1, { error: 'must be the part before .zendesk.com' }),
  baseUrl: baseUrl.optional(),
  auth: auth.optional(),
  apps: z.array(z.strictObject({ id: z.number(), publicKey: z.string() })).default([]),
  webhookSecret: z.string().min(1).optional(),
  requestsPerMinute: z.number().positive().default(400),
  mergeSeconds: z.number().min(0).max(600).default(8),
  customFields: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})

const account = z.strictObject({
  id,
  channel: z.string({ error: 'must be "wechat", "weibo" or "wecom"' }),
  persona: z.string().optional(),
  settings: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
    .default({}),
  acknowledgement: acknowledgement.optional(),
  servicePhones: z.array(z.string()).default([]),
  zendesk: z.strictObject({ instancePushId: z.string(), accessToken: z.string() }).optional(),
})

const tenant = z.strictObject({
  id,
  name: z.string().optional(),
  locale: z.enum(['zh-CN', 'en'], { error: 'must be "zh-CN" or "en"' }).default('zh-CN'),
  timeZone: z
    .string()
    .default('Asia/Shanghai')
    .refine((zone) => isTimeZone(zone), { error: 'must be a time zone such as Asia/Shanghai' }),
  maskPersonalData: z.boolean({ error: 'must be true or false' }).default(true),
  /** Public codes by the agent's Zendesk user id; the others get one at their first reply. */
  agentCodes: z.record(z.string(), z.string().regex(/^[A-Za-z0-9]{1,8}$/)).default({}),
  zendesk,
  accounts: z.array(account, { error: 'must be a list of accounts' }).default([]),
})

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const store = z.string().refine((text) => /^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(text), {
  error: 'must be "sqlite:./data/weiqiao.db" or "postgres://…"',
})

export const configSchema = z.strictObject({
  publicUrl: baseUrl,
  listen: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.int({ error: 'must be a port number' }).min(0).max(65535).default(8787),
    })
    .default({ host: '127.0.0.1', port: 8787 }),
  store: store.default('sqlite:./data/weiqiao.db'),
  dataDir: z.string().default('./data'),
  masterKey: z
    .string({ error: 'must be base64 of 32 bytes, best as "env:WEIQIAO_MASTER_KEY"' })
    .refine(isMasterKey, { error: 'must be base64 of exactly 32 bytes' }),
  tenants: z
    .array(tenant, { error: 'must be a list with at least one tenant' })
    .min(1, { error: 'must name at least one tenant' }),
})

export type ConfigFile = z.infer<typeof configSchema>
