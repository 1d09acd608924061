import type { Filing, FilingBody } from '../core/filing.ts'
import type { ConversationRow, FrozenFiling, StoredMessage } from '../core/store/inbox.ts'
import type { FetchedMedia } from './filing-media.ts'
import { maskPersonalData } from '../understanding/mask.ts'
import { filingSubject, filingText, type TextOptions } from './filing-text.ts'
import type { AccountRuntime, Runtime, TenantRuntime } from './runtime.ts'

const channelWords: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  wechat: ['微信', 'WeChat'],
  weibo: ['微博', 'Weibo'],
  wecom: ['微信客服', 'WeCom'],
}

function subjectPrefix(conversation: ConversationRow, tenant: TenantRuntime): string {
  const words = channelWords[conversation.channel] ?? [conversation.channel, conversation.channel]
  const name = words[tenant.locale === 'en' ? 1 : 0]
  const isPublic = conversation.visibility === 'public'
  if (tenant.locale === 'en') return `${name}${isPublic ? ' (public)' : ''}: `
  return `${name}${isPublic ? '公开' : ''}：`
}

function fieldsOf(
  conversation: ConversationRow,
  newest: StoredMessage,
  first: StoredMessage,
): FilingBody['fields'] {
  const { customer, link, entry } = newest.message
  const fields = {
    channel: conversation.channel,
    account: conversation.account,
    customer_id: conversation.customer,
    thread: conversation.thread,
    post_url: link ?? first.message.link,
    entry: entry ?? first.message.entry ?? conversation.entry,
    province: customer.province,
    city: customer.city,
    ip_region: customer.ipRegion,
  }
  return Object.entries(fields).flatMap(([id, value]) => (value ? [{ id, value }] : []))
}

function tagsOf(conversation: ConversationRow): readonly string[] {
  const safe = (text: string): string => text.toLowerCase().replace(/[^a-z0-9_-]/g, '_')
  return [
    'weiqiao',
    `weiqiao_${safe(conversation.channel)}`,
    `weiqiao_${conversation.visibility}`,
    `weiqiao_account_${safe(conversation.account)}`,
    ...(conversation.entry === undefined ? [] : [`weiqiao_entry_${safe(conversation.entry)}`]),
  ]
}

interface ComposeOptions {
  readonly tenant: TenantRuntime
  readonly conversation: ConversationRow
  readonly members: readonly StoredMessage[]
  readonly fetched: FetchedMedia
}

/** The body of one helpdesk call, decided once and frozen. `members` are oldest first, never empty. */
export function composeBody({
  tenant,
  conversation,
  members,
  fetched,
}: ComposeOptions): FilingBody {
  const first = members[0] as StoredMessage
  const newest = members.at(-1) as StoredMessage
  const options: TextOptions = {
    locale: tenant.locale,
    timeZone: tenant.timeZone,
    masks: tenant.masks,
    withoutMedia: new Set(fetched.missing.map((stored) => stored.id)),
    showsContext: conversation.visibility === 'public',
  }
  return {
    subject: filingSubject(first.message, subjectPrefix(conversation, tenant), options),
    text: filingText(members, options),
    createdAt: newest.message.sentAt,
    tags: tagsOf(conversation),
    fields: fieldsOf(conversation, newest, first),
    isPublic: true,
    reopens: members.some((stored) => stored.isAnswerable),
    media: fetched.media,
  }
}

/** A frozen filing with everything the helpdesk adapter needs. */
export function filingOf(
  served: AccountRuntime,
  tenant: TenantRuntime,
  lane: { readonly conversation: ConversationRow; readonly customer: Filing['customer'] },
  frozen: FrozenFiling & { readonly isRetry: boolean; readonly attachments: Filing['attachments'] },
): Filing {
  return {
    id: frozen.id,
    tenant: tenant.id,
    account: served.account.id,
    conversation: lane.conversation.id,
    customer: lane.customer,
    thread: lane.conversation.thread,
    target: frozen.target,
    body: frozen.body,
    attachments: frozen.attachments,
    isRetry: frozen.isRetry,
    threadId: lane.conversation.id,
  }
}

export function customerOf(
  runtime: Runtime,
  served: AccountRuntime,
  tenant: TenantRuntime,
  conversation: ConversationRow,
  newest: StoredMessage | undefined,
): Filing['customer'] {
  const ref = newest?.message.customer ?? { id: conversation.customer }
  const given = ref.name ?? conversation.customerName
  // A telephone number as a nickname is personal data like any other.
  const name = given !== undefined && tenant.masks ? maskPersonalData(given) : given
  return {
    ...ref,
    id: conversation.customer,
    ...(name !== undefined && { name }),
    externalId: served.descriptor.externalId(served.account, conversation.customer),
    displayName:
      name ?? served.descriptor.displayName({ ...ref, id: conversation.customer }, tenant.locale),
  }
}
