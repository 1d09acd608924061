import type { Filing } from '../../core/filing.ts'

export const maxFiles = 10

/** One message as the channel framework takes it (keys verbatim). */
export interface ExternalResource {
  readonly external_id: string
  readonly message: string
  readonly thread_id: string
  readonly created_at: string
  readonly author: {
    readonly external_id: string
    readonly name: string
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

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

function authorOf({ customer }: Filing): ExternalResource['author'] {
  const image = customer.avatarUrl
  return {
    external_id: cut(customer.externalId, 255),
    name: cut(customer.displayName, 255),
    // Longer addresses are refused by the framework's schema; a missing picture is no loss.
    ...(image?.startsWith('https://') && image.length <= 255 && { image_url: image }),
  }
}

/** A filing as a resource. `fields` count on ticket creation only and are ignored later. */
export function resourceOf(filing: Filing, publicUrl: string): ExternalResource {
  const { body, attachments } = filing
  const files = attachments.flatMap(({ token }) =>
    token === undefined ? [] : [`${publicUrl}/media/${token}`],
  )
  return {
    external_id: filing.id,
    // An empty message is refused; the text of a filing is never empty, blanks could be.
    message: body.text.trim() === '' ? '…' : cut(body.text, 65_000),
    thread_id: filing.threadId,
    created_at: isoSeconds(body.createdAt),
    author: authorOf(filing),
    fields: [
      { id: 'subject', value: cut(body.subject, 250) },
      { id: 'tags', value: [...body.tags] },
    ],
    ...(!body.isPublic && { internal_note: true }),
    ...(files.length > 0 && { file_urls: files.slice(0, maxFiles) }),
  }
}
