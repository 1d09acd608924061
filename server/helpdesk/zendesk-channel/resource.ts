import type { Filing } from '../../core/filing.ts'
import type { ZendeskChannelOptions } from './options.ts'

/** Zendesk fetches no more files of one message. */
export const maxFiles = 10
/** Longest message the framework takes is 65,535; a filing holds at most 60,000. */
const maxMessage = 65_000
const maxSubject = 250
const maxId = 255
const maxAddress = 511

/** One message as the channel framework takes it (keys verbatim). */
export interface ExternalResource {
  readonly external_id: string
  readonly message: string
  readonly thread_id: string
  readonly created_at: string
  readonly author: {
    readonly external_id: string
    readonly name?: string
    readonly image_url?: string
  }
  readonly internal_note?: boolean
  readonly allow_channelback?: boolean
  readonly fields?: readonly { readonly id: string; readonly value: string | readonly string[] }[]
  readonly file_urls?: readonly string[]
}

/** Zendesk takes seconds, always in UTC. */
export function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** At most `length` UTF-16 units, never half of a character. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

function authorOf({ customer }: Filing): ExternalResource['author'] {
  const name = cut(customer.displayName.trim(), maxId)
  const image = customer.avatarUrl
  return {
    external_id: cut(customer.externalId, maxId),
    ...(name !== '' && { name }),
    // Longer addresses are refused by the framework's schema; a missing picture is no loss.
    ...(image?.startsWith('https://') && image.length <= maxId && { image_url: image }),
  }
}

type FieldIds = ZendeskChannelOptions['customFields']

/** They count on ticket creation only and are ignored later. */
function fieldsOf({ body }: Filing, ids: FieldIds = {}): NonNullable<ExternalResource['fields']> {
  const custom = body.fields.flatMap(({ id, value }) => {
    const field = ids[id]
    return field === undefined ? [] : [{ id: field, value }]
  })
  return [
    { id: 'subject', value: cut(body.subject, maxSubject) },
    { id: 'tags', value: [...body.tags] },
    ...custom.slice(0, 60),
  ]
}

type Origin = Pick<ZendeskChannelOptions, 'publicUrl' | 'locale' | 'customFields'>

function filesOf({ attachments }: Filing, { publicUrl }: Origin): readonly (readonly string[])[] {
  const urls = attachments
    .flatMap(({ token }) => (token === undefined ? [] : [`${publicUrl}/media/${token}`]))
    .filter((url) => url.length <= maxAddress)
  return Array.from({ length: Math.ceil(urls.length / maxFiles) }, (_, n) =>
    urls.slice(n * maxFiles, (n + 1) * maxFiles),
  )
}

/**
 * A filing as resources: one, and one more for each ten files beyond the first ten. Only `thread_id`
 * names the conversation, never `parent_id`: a parent that Zendesk does not know cannot stop a message.
 */
export function resourcesOf(filing: Filing, origin: Origin): readonly ExternalResource[] {
  const { body } = filing
  const [files = [], ...more] = filesOf(filing, origin)
  const shared = {
    thread_id: filing.threadId,
    created_at: isoSeconds(body.createdAt),
    author: authorOf(filing),
    ...(!body.isPublic && { internal_note: true }),
  }
  const first: ExternalResource = {
    external_id: filing.id,
    // An empty message is refused; the text of a filing is never empty, blanks could be.
    message: body.text.trim() === '' ? '…' : cut(body.text, maxMessage),
    ...shared,
    fields: fieldsOf(filing, origin.customFields),
    ...(files.length > 0 && { file_urls: files }),
  }
  const rest = more.map((urls, n) => ({
    external_id: `${filing.id}:files:${n + 2}`,
    message: origin.locale === 'en' ? `(More files, part ${n + 2})` : `（附件，第 ${n + 2} 部分）`,
    ...shared,
    file_urls: urls,
  }))
  return [first, ...rest]
}

/** The filing a resource was made of. */
export function filingIdOf(externalId: string): string {
  return externalId.replace(/:files:\d+$/, '')
}
