import { isoTime } from './iso-time.ts'
import type { Attachment, Audit, Comment, Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'

export function attachmentPayload(state: ZendeskState, file: Attachment): Record<string, unknown> {
  const url = contentUrl(state, file)
  return {
    url: `${state.baseUrl()}/api/v2/attachments/${file.id}.json`,
    id: file.id,
    file_name: file.fileName,
    content_url: url,
    mapped_content_url: url,
    content_type: file.contentType,
    size: file.bytes.length,
    width: null,
    height: null,
    inline: false,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: 'malware_not_found',
    thumbnails: [],
  }
}

export function contentUrl(state: ZendeskState, { token, fileName }: Attachment): string {
  return `${state.baseUrl()}/attachments/token/${token}/?name=${encodeURIComponent(fileName)}`
}

export function commentPayload(state: ZendeskState, comment: Comment): Record<string, unknown> {
  const audit = { custom: {}, system: {} }
  return {
    id: comment.id,
    type: 'Comment',
    author_id: comment.authorId,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.body,
    public: comment.isPublic,
    attachments: comment.attachments.map((file) => attachmentPayload(state, file)),
    audit_id: comment.auditId,
    via: comment.via,
    created_at: isoTime(comment.createdAt),
    metadata: audit,
  }
}

export function auditPayload(
  state: ZendeskState,
  ticket: Ticket,
  audit: Audit,
): Record<string, unknown> {
  return {
    id: audit.id,
    ticket_id: audit.ticketId,
    created_at: isoTime(audit.createdAt),
    author_id: audit.authorId,
    via: audit.via,
    metadata: metadataOf(audit),
    events: audit.events.map((event) => {
      if (event.type !== 'Comment') return event
      const comment = ticket.comments.find(({ id }) => id === event.id)
      return comment ? commentPayload(state, comment) : event
    }),
  }
}

/** What the caller sent as `metadata` stands under `custom`, beside what Zendesk itself notes. */
export function metadataOf({ custom }: Audit): Record<string, unknown> {
  return { system: { client: 'lab', location: null }, custom }
}

/** A comment in a list, where it carries its audit's metadata. */
export function listedComment(
  state: ZendeskState,
  ticket: Ticket,
  comment: Comment,
): Record<string, unknown> {
  const audit = ticket.audits.find(({ id }) => id === comment.auditId)
  return { ...commentPayload(state, comment), ...(audit ? { metadata: metadataOf(audit) } : {}) }
}
