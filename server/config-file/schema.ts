import * as z from 'zod'
import { baseUrl, clockTime, date, id, masterKey, store, timeZone, words } from './fields.ts'
import { kpi } from './kpi.ts'
import { triage } from './triage.ts'
import { understanding } from './understanding.ts'

// Each key's description is what the reference in docs/ shows and what a problem line repeats.

const acknowledgement = z.strictObject({
  workingText: z.string().max(600).describe('answer within working hours').optional(),
  offText: z.string().max(600).describe('answer outside working hours').optional(),
  holidayText: z
    .string()
    .max(600)
    .describe('answer on holidays; without it `offText` is used')
    .optional(),
  personText: z
    .string()
    .max(600)
    .describe(
      'off hours, for whoever asks for a person; `{next}` in these texts: when somebody works again',
    )
    .optional(),
  open: clockTime.describe('start of the working day, in the tenant’s time zone').default('09:00'),
  close: clockTime.describe('end of the working day').default('18:00'),
  weekdays: z
    .array(z.int().min(1).max(7))
    .describe('working days, 1 = Monday … 7 = Sunday')
    .default([1, 2, 3, 4, 5]),
  holidays: z.array(date).describe('dates that are no working days').default([]),
  makeUpWorkdays: z.array(date).describe('weekend dates that are working days').default([]),
  quietMinutes: z
    .number()
    .positive()
    .describe('at most one answer per customer in this time')
    .default(30),
})

const scope = z.string().describe('OAuth scope').default('read write')

const auth = z.discriminatedUnion(
  'grant',
  [
    z.strictObject({
      grant: z.literal('client_credentials').describe('a confidential OAuth client of your own'),
      clientId: words.describe('identifier of the OAuth client'),
      clientSecret: words.describe('secret of the OAuth client'),
      scope,
    }),
    z.strictObject({
      grant: z
        .literal('authorization_code')
        .describe('a person authorises in the browser, with PKCE'),
      clientId: words.describe('identifier of the OAuth client'),
      clientSecret: z.string().describe('secret of the OAuth client, where it has one').optional(),
      redirectUri: z
        .string()
        .describe('`publicUrl`/oauth/zendesk/callback when left out')
        .optional(),
      scope,
    }),
    z.strictObject({
      grant: z.literal('api_token').describe('legacy, ends on 2027-04-30; accepted with a warning'),
      email: z.string().min(3).describe('e-mail address of the token’s user'),
      apiToken: words.describe('the API token'),
    }),
  ],
  {
    error:
      'must be {"grant": "client_credentials", "clientId": …, "clientSecret": "env:…"}; "authorization_code" and (until 2027-04-30) "api_token" work too',
  },
)

const app = z.strictObject({
  id: z.number().describe('id of the installed app'),
  publicKey: words.describe(
    'its public key (PEM), best as `file:PATH`; Zendesk gives it at /api/v2/apps/`id`/public_key.pem',
  ),
  installationId: z
    .int({ error: 'must be a whole number' })
    .describe('the one installation whose tokens are taken; without it every one of this Zendesk')
    .optional(),
  sharedSecret: z
    .string()
    .min(32, { error: 'must be at least 32 characters' })
    .describe(
      'for the package with its pages inside: the app’s setting `shared_secret`, which Zendesk’s proxy signs with',
    )
    .optional(),
})

const zendesk = z.strictObject({
  port: z
    .enum(['ticketing', 'channel'], { error: 'must be "ticketing" or "channel"' })
    .describe('`ticketing` (ticketing API and webhooks) or `channel` (channel framework)')
    .default('ticketing'),
  subdomain: words.describe('the part before .zendesk.com'),
  baseUrl: baseUrl
    .describe(
      'address of Zendesk, or of a proxy to it; https://`subdomain`.zendesk.com when left out',
    )
    .optional(),
  auth: auth.optional(),
  apps: z.array(app).default([]),
  appFramework: baseUrl
    .describe('address of the app framework’s script that pages load; Zendesk’s own when left out')
    .optional(),
  webhookSecret: words
    .describe(
      'signing secret of a webhook made by hand; without it the relay makes its webhooks itself',
    )
    .optional(),
  pushClientId: words
    .max(127)
    .describe('port `channel`: the global OAuth client that Zendesk makes push tokens for')
    .optional(),
  requestsPerMinute: z
    .number()
    .positive()
    .describe('the account’s API limit; the relay plans with 60 % of it and never exceeds it')
    .default(400),
  mergeSeconds: z
    .number()
    .min(0)
    .max(600)
    .describe('messages following within this time become one comment')
    .default(8),
  customFields: z
    .record(
      z.string(),
      z.union([z.string(), z.number()], { error: 'must be the id of a ticket field' }),
    )
    .describe('ticket fields to fill: name → field id')
    .default({}),
})

const rewriting = z.strictObject({
  baseUrl: baseUrl.describe(
    'address of an OpenAI-compatible endpoint, up to `/chat/completions`; suggestions only, it never sends',
  ),
  apiKey: words.describe('its key, where it wants one').optional(),
  model: words.describe('the model to ask for'),
  timeoutSeconds: z
    .number()
    .positive()
    .max(8, { error: 'must be at most 8' })
    .describe('an answer that takes longer is not waited for')
    .default(8),
})

const settingValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())], {
  error: 'must be text, a number, true, false or a list of texts',
})

const instance = z.strictObject({
  instancePushId: words.describe('push id of this account’s integration instance (port `channel`)'),
  accessToken: words.describe('its access token'),
})

const account = z.strictObject({
  id: id.describe('short name, part of the callback address /hooks/`tenant`/`account`'),
  channel: words.describe('`wechat` or `weibo`; `wecom` is skipped with a warning'),
  persona: z.string().describe('persona document of the account, as `file:PATH`').optional(),
  settings: z.record(z.string(), settingValue).describe('see the channel below').default({}),
  acknowledgement: acknowledgement.optional(),
  servicePhones: z
    .array(z.string())
    .describe('the brand’s own numbers, which may be written in public')
    .default([]),
  zendesk: instance.optional(),
})

const profileProvider = z.strictObject({
  url: baseUrl.describe('address the relay posts to (docs/profile-provider.md)'),
  secret: words.describe('bearer secret the provider checks'),
  timeoutMs: z
    .int({ error: 'must be a whole number' })
    .min(50)
    .max(800)
    .describe('longest wait; after it the card shows without these facts and says so')
    .default(800),
  freshMinutes: z
    .number()
    .positive()
    .max(1440)
    .describe('how long an answer is taken for new')
    .default(10),
})

const tenant = z.strictObject({
  id: id.describe('short name, part of every callback address'),
  name: z.string().describe('shown to people').optional(),
  locale: z
    .enum(['zh-CN', 'en'], { error: 'must be "zh-CN" or "en"' })
    .describe('language of notes, subjects and views')
    .default('zh-CN'),
  timeZone: timeZone
    .describe('for times shown in tickets and working hours')
    .default('Asia/Shanghai'),
  maskPersonalData: z
    .boolean()
    .describe('mask identity, bank card and mobile numbers before a ticket is made')
    .default(true),
  agentCodes: z
    .record(
      z.string(),
      z.string().regex(/^[A-Za-z0-9]{1,8}$/, { error: 'must be 1 to 8 letters or digits' }),
    )
    .describe('public codes of agents: Zendesk user id → code; others get one at their first reply')
    .default({}),
  publicReplies: z
    .enum(['everyone', 'roster'], { error: 'must be "everyone" or "roster"' })
    .describe(
      'who answers in public: every agent, or only those with an entry in `agentCodes`; what another writes in public waits for a lead',
    )
    .default('everyone'),
  leads: z
    .array(z.union([z.string(), z.number()], { error: 'must be the id of a Zendesk user' }))
    .describe(
      'Zendesk user ids of those who may switch crisis wording, edit personas and release what waits for a lead, besides Zendesk’s admins',
    )
    .default([]),
  zendesk,
  rewriting: rewriting
    .describe('rewrites suggested replies when an agent asks for it; off without it')
    .optional(),
  profileProvider: profileProvider.optional(),
  triage: triage
    .describe('how new tickets stand among the others (port `ticketing`); off without it')
    .optional(),
  understanding: understanding
    .describe('what is read from customers’ words before a ticket is made')
    .prefault({}),
  kpi: kpi.describe('what the service board’s figures are judged by').prefault({}),
  accounts: z.array(account).describe('the connected accounts').default([]),
})

const listen = z
  .strictObject({
    host: words.describe('address to listen on').default('127.0.0.1'),
    port: z
      .int({ error: 'must be a port number' })
      .min(0)
      .max(65535)
      .describe('port to listen on')
      .default(8787),
  })
  .default({ host: '127.0.0.1', port: 8787 })

export const configSchema = z.strictObject({
  publicUrl: baseUrl.describe('address the platforms and Zendesk reach the relay at'),
  listen,
  store: store
    .describe('`sqlite:PATH` (relative to the working directory) or `postgres://…`')
    .default('sqlite:./data/weiqiao.db'),
  dataDir: words.describe('folder of the local spool').default('./data'),
  masterKey: masterKey.describe('base64 of 32 bytes; encrypts tokens and secrets in the store'),
  tenants: z
    .array(tenant)
    .min(1, { error: 'must name at least one tenant' })
    .describe('one per Zendesk subdomain'),
})

export type ConfigFile = z.infer<typeof configSchema>
