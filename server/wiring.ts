import { channels } from './channels/index.ts'
import type { AccountConfig, ConfigFile, TenantConfig } from './config.ts'
import type { ProfileProvider } from './care/people/profile.ts'
import type { ChannelAccount, ChannelDoors } from './core/channel.ts'
import type { ChannelFramework } from './core/channel-framework.ts'
import type { Clock } from './core/clock.ts'
import type { Consent } from './core/consent.ts'
import { RelayError } from './core/error.ts'
import type { Helpdesk, HelpdeskReader } from './core/helpdesk.ts'
import type { HttpDoor } from './core/http.ts'
import type { Log } from './core/log.ts'
import type { Rewriter } from './core/rewriter.ts'
import type { Store } from './core/store/index.ts'
import type { ApiTenant } from './http/api/tenant.ts'
import { zendeskChannel } from './helpdesk/zendesk-channel/index.ts'
import {
  zendeskConsent,
  zendeskTicketing,
  type ZendeskTicketingOptions,
} from './helpdesk/zendesk-ticketing/index.ts'
import type { LearningTenant } from './jobs/learn-nightly.ts'
import { createClusterWatch, type ClusterWatch } from './jobs/cluster-watch.ts'
import { kpiSettingsOf } from './kpi-settings.ts'
import { liveUnderstanderOf, type LiveUnderstander } from './understander.ts'
import type { Models } from './understanding/models.ts'
import { chatCompletions } from './wire/chat-completions.ts'
import type { AccountRuntime, TenantRuntime } from './pipeline/runtime.ts'

/** What rooms get of the world. */
export interface Doors {
  readonly http: HttpDoor
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
}

export interface TenantParts {
  readonly tenant: TenantRuntime
  readonly reader: HelpdeskReader | undefined
  readonly framework: ChannelFramework | undefined
  readonly consent: Consent | undefined
  /** The tenant as its apps inside Zendesk see it. */
  readonly api: ApiTenant
  /** Whose corrections are learnt from. */
  readonly learning: LearningTenant | undefined
}

/** `host:port` of every configured address: what an admin wrote down is exempt from the SSRF guard. */
export function baseHosts(config: ConfigFile): readonly string[] {
  const addresses = config.tenants.flatMap((tenant) => [
    zendeskBase(tenant),
    tenant.rewriting?.baseUrl,
    ...tenant.accounts.flatMap((account) => Object.values(account.settings)),
  ])
  const hosts = addresses.flatMap((address) =>
    typeof address === 'string' && /^https?:\/\//.test(address) && URL.canParse(address)
      ? [hostOf(address)]
      : [],
  )
  return [...new Set(hosts)]
}

function hostOf(address: string): string {
  const url = new URL(address)
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

export function zendeskBase(tenant: TenantConfig): string {
  return tenant.zendesk.baseUrl ?? `https://${tenant.zendesk.subdomain}.zendesk.com`
}

export function channelDoors({ http, clock, log, store }: Doors): ChannelDoors {
  return { http, clock, log, tokens: store.tokens, budgets: store.budgets }
}

export function channelAccount(tenant: TenantConfig, account: AccountConfig): ChannelAccount {
  return { tenant: tenant.id, id: account.id, channel: account.channel, settings: account.settings }
}

function accountRuntime(tenant: TenantConfig, config: AccountConfig, doors: Doors): AccountRuntime {
  const descriptor = channels.find(({ id }) => id === config.channel)
  if (!descriptor) throw new RelayError('config.invalid', `No channel is named ${config.channel}.`)
  const account = channelAccount(tenant, config)
  const own = channelDoors(doors)
  const lookup = descriptor.profile?.bind(descriptor)
  const ends = descriptor.accessEndsAt?.bind(descriptor)
  const { acknowledgement } = config
  return {
    account,
    descriptor,
    channel: descriptor.create(account, own),
    servicePhones: config.servicePhones,
    profile: lookup && ((customerId) => lookup(account, own, customerId)),
    accessEndsAt: ends && (() => ends(account, own)),
    acknowledgement: acknowledgement && withQuiet(acknowledgement),
  }
}

type AcknowledgementConfig = NonNullable<AccountConfig['acknowledgement']>

function withQuiet({
  quietMinutes,
  workingText,
  offText,
  holidayText,
  personText,
  ...rest
}: AcknowledgementConfig): AccountRuntime['acknowledgement'] {
  return {
    ...rest,
    ...(workingText !== undefined && { workingText }),
    ...(offText !== undefined && { offText }),
    ...(holidayText !== undefined && { holidayText }),
    ...(personText !== undefined && { personText }),
    quietMs: quietMinutes * 60_000,
  }
}

/** The ticketing adapter of a tenant, also for the doctor. */
export function ticketingOf(
  config: ConfigFile,
  tenant: TenantConfig,
  doors: Doors,
): { helpdesk: Helpdesk; reader: HelpdeskReader } {
  return zendeskTicketing(ticketingOptions(config, tenant, doors))
}

/** How an admin connects a tenant, where its grant needs their consent. */
export function consentOf(
  config: ConfigFile,
  tenant: TenantConfig,
  doors: Doors,
): Consent | undefined {
  return tenant.zendesk.auth?.grant === 'authorization_code'
    ? zendeskConsent(ticketingOptions(config, tenant, doors))
    : undefined
}

function ticketingOptions(
  config: ConfigFile,
  tenant: TenantConfig,
  doors: Doors,
): ZendeskTicketingOptions {
  const { auth, webhookSecret, requestsPerMinute, customFields } = tenant.zendesk
  if (!auth) throw new RelayError('config.invalid', `Tenant ${tenant.id} has no zendesk.auth.`)
  const redirectUri = `${config.publicUrl}/oauth/zendesk/callback`
  return {
    tenant: tenant.id,
    locale: tenant.locale,
    publicUrl: config.publicUrl,
    baseUrl: zendeskBase(tenant),
    auth:
      auth.grant === 'authorization_code'
        ? { ...withoutUndefined(auth), redirectUri: auth.redirectUri ?? redirectUri }
        : auth,
    ...(webhookSecret !== undefined && { webhookSecret }),
    requestsPerMinute,
    customFields: fieldIds(customFields),
    codes: tenant.agentCodes,
    doors: { ...doors, ...doors.store },
  }
}

/** The tenants' own customer systems, by tenant. */
export function profileProviders({ tenants }: ConfigFile): ReadonlyMap<string, ProfileProvider> {
  return new Map(
    tenants.flatMap(({ id, profileProvider: provider }) => {
      if (!provider) return []
      const { url, secret, timeoutMs, freshMinutes } = provider
      return [[id, { url, secret, timeoutMs, freshMs: freshMinutes * 60_000 }] as const]
    }),
  )
}

function withoutUndefined({
  clientSecret,
  ...rest
}: Extract<NonNullable<TenantConfig['zendesk']['auth']>, { grant: 'authorization_code' }>) {
  return { ...rest, ...(clientSecret !== undefined && { clientSecret }) }
}

/** The channel-framework adapter of a tenant; API access, where given, serves notes, tags and commands. */
export function channelFrameworkOf(config: ConfigFile, tenant: TenantConfig, doors: Doors) {
  const { store } = doors
  const { subdomain, pushClientId, customFields, auth } = tenant.zendesk
  return zendeskChannel({
    tenant: tenant.id,
    locale: tenant.locale,
    subdomain,
    publicUrl: config.publicUrl,
    baseUrl: zendeskBase(tenant),
    ...(pushClientId !== undefined && { pushClientId }),
    instances: tenant.accounts.map(({ id, zendesk }) => ({
      account: id,
      name: id,
      instancePushId: zendesk?.instancePushId ?? '',
      accessToken: zendesk?.accessToken ?? '',
    })),
    customFields: fieldIds(customFields),
    ...(auth && { api: ticketingOf(config, tenant, doors) }),
    linkOf: (filing) => linkOf(store, tenant.id, filing),
    conversationOf: (filing) => store.inbox.conversationOfFiling(tenant.id, filing),
    doors: { ...doors, ...store },
  })
}

function fieldIds(ids: TenantConfig['zendesk']['customFields']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, String(id)]))
}

/** The public address of the newest item a filing's conversation shows. */
async function linkOf(store: Store, tenant: string, filing: string): Promise<string | undefined> {
  const id = await store.inbox.conversationOfFiling(tenant, filing)
  const conversation = id === undefined ? undefined : await store.inbox.conversation(tenant, id)
  if (conversation?.visibility !== 'public') return undefined
  const messages = await store.inbox.messages(tenant, conversation.id, 50)
  return messages.map(({ message }) => message.link).findLast((link) => link !== undefined)
}

interface Desk {
  readonly helpdesk: Helpdesk
  readonly reader: HelpdeskReader
  readonly framework: ChannelFramework | undefined
}

function deskOf(config: ConfigFile, tenant: TenantConfig, doors: Doors): Desk {
  if (tenant.zendesk.port === 'channel') return channelFrameworkOf(config, tenant, doors)
  return { ...ticketingOf(config, tenant, doors), framework: undefined }
}

/** What rewrites suggestions, where the tenant has set it. */
function rewriterOf({ rewriting }: TenantConfig, { http }: Doors): Rewriter | undefined {
  if (!rewriting) return undefined
  const { baseUrl, apiKey, model, timeoutSeconds } = rewriting
  return chatCompletions({ http, baseUrl, apiKey, model, timeoutMs: timeoutSeconds * 1000 })
}

/** As the pipeline reads it: what is not set is not there. */
function triageOf({ triage }: TenantConfig): Pick<TenantRuntime, 'triage'> {
  if (!triage) return {}
  const { priorities, vip } = triage
  const desk = vip && {
    owners: vip.owners,
    away: vip.away,
    ...(vip.group !== undefined && { group: vip.group }),
  }
  return { triage: { ...(priorities && { priorities }), ...(desk && { vip: desk }) } }
}

function readingOf(
  { understanding }: TenantConfig,
  live: LiveUnderstander | undefined,
): Pick<TenantRuntime, 'understand' | 'raisesPriority'> {
  if (!live) return {}
  return { understand: live.understand, raisesPriority: understanding.raisesPriority }
}

/** Whose corrections are learnt from at night. */
function learningOf(
  { id, timeZone, understanding }: TenantConfig,
  live: LiveUnderstander | undefined,
): LearningTenant | undefined {
  if (!live || !understanding.learns) return undefined
  const categories = understanding.categories.map((own) => own.id)
  return { id, timeZone, engine: live.engine, categories, use: live.use }
}

/** Where words are read, what many of them say at once is watched. */
function clustersOf(
  { id, understanding }: TenantConfig,
  { store, clock, log }: Doors,
  owner: string,
): ClusterWatch | undefined {
  return understanding.on ? createClusterWatch({ tenant: id, store, clock, log, owner }) : undefined
}

function apiTenant(
  config: TenantConfig,
  tenant: TenantRuntime,
  doors: Doors,
): Omit<ApiTenant, 'clusters'> {
  const { subdomain, apps, appFramework } = config.zendesk
  const origins = [`https://${subdomain}.zendesk.com`, new URL(zendeskBase(config)).origin]
  return {
    tenant,
    name: config.name ?? config.id,
    subdomain,
    origins: [...new Set(origins)],
    apps,
    appFramework,
    kpi: kpiSettingsOf(config),
    rewriter: rewriterOf(config, doors),
  }
}

/** Every tenant of the configuration with its helpdesk and channels. */
export function tenantRuntimes({
  config,
  doors,
  owner,
  models,
}: {
  readonly config: ConfigFile
  readonly doors: Doors
  /** Names this process in leases. */
  readonly owner: string
  /** What customers' words are read by; read when first needed. */
  readonly models: () => Models
}): readonly TenantParts[] {
  return config.tenants.map((tenant) => {
    const { helpdesk, reader, framework } = deskOf(config, tenant, doors)
    const accounts = tenant.accounts.map((account) => accountRuntime(tenant, account, doors))
    const live = tenant.understanding.on ? liveUnderstanderOf(tenant, models()) : undefined
    const runtime: TenantRuntime = {
      id: tenant.id,
      locale: tenant.locale,
      timeZone: tenant.timeZone,
      masks: tenant.maskPersonalData,
      mergeMs: tenant.zendesk.mergeSeconds * 1000,
      helpdesk,
      reader,
      accounts: new Map(accounts.map((served) => [served.account.id, served])),
      agentCodes: tenant.agentCodes,
      publicReplies: tenant.publicReplies,
      leads: new Set(tenant.leads.map(String)),
      ...triageOf(tenant),
      ...readingOf(tenant, live),
    }
    return {
      reader,
      framework,
      consent: consentOf(config, tenant, doors),
      api: { ...apiTenant(tenant, runtime, doors), clusters: clustersOf(tenant, doors, owner) },
      tenant: runtime,
      learning: learningOf(tenant, live),
    }
  })
}
