import type { Filing } from '../../core/filing.ts'
import type { Draft } from './draft.ts'
import type { ZendeskTicketingOptions } from './options.ts'
import { idNumber } from './json-fields.ts'

export interface BodyParts {
  readonly filing: Filing
  readonly draft: Draft
}

type Locale = ZendeskTicketingOptions['locale']

/** Bytes of the beginning that stand in the comment when the whole is a file. */
const beginningBytes = 48_000

function beginning(text: string): string {
  const bytes = Buffer.from(text).subarray(0, beginningBytes)
  // A character cut in two decodes to a mark of replacement.
  return bytes.toString().replace(/\ufffd+$/, '')
}

function missingLine(name: string, locale: Locale): string {
  return locale === 'en'
    ? `[The file ${name} could not be attached]`
    : `[附件 ${name} 未能上传到工单]`
}

/** Plain text, never blank: Zendesk refuses a comment without words. */
function wordsOf({ filing, draft }: BodyParts, locale: Locale): string {
  const { text } = filing.body
  const continued = locale === 'en' ? '[Continued in the attached file]' : '[全文见附件]'
  const words = draft.asFile ? `${beginning(text)}\n${continued}` : text.trim() === '' ? '…' : text
  return [words, ...draft.refused.map((name) => missingLine(name, locale))].join('\n')
}

/** The customer's words; plain text only, Zendesk renders it as such. */
export function commentOf(parts: BodyParts, locale: Locale) {
  const { filing, draft } = parts
  return {
    body: wordsOf(parts, locale),
    author_id: idNumber(draft.userId),
    public: filing.body.isPublic,
    ...(draft.uploads.length > 0 && { uploads: [...draft.uploads] }),
  }
}

function fieldsOf(filing: Filing, ids: ZendeskTicketingOptions['customFields'] = {}) {
  return filing.body.fields.flatMap(({ id, value }) => {
    const field = ids[id]
    return field === undefined ? [] : [{ id: idNumber(field), value }]
  })
}

/** What Zendesk carries over into a follow-up stands as people left it. */
function standingOf({ filing, draft }: BodyParts, source: string | undefined) {
  const { priority, assignee, group } = filing.body
  if (draft.withoutStanding === true || source !== undefined) return {}
  return {
    ...(priority !== undefined && { priority }),
    ...(assignee !== undefined && { assignee_id: idNumber(assignee) }),
    ...(group !== undefined && { group_id: idNumber(group) }),
  }
}

/** Ties a comment to its filing in the ticket's audit, so that a lost answer can be looked up. */
export function markOf(id: string) {
  return { weiqiao: id }
}

/** Found again by this when an answer was lost and the idempotency key has expired. */
export function externalIdOf(filing: Filing): string {
  return `weiqiao:${filing.conversation}`
}

/** Key order is fixed: under one idempotency key the body must not change by a byte. */
export function createBody(
  parts: BodyParts,
  options: ZendeskTicketingOptions,
  followUpOf?: string,
) {
  const { filing, draft } = parts
  const fields = draft.withoutFields ? [] : fieldsOf(filing, options.customFields)
  const source = draft.withoutSource ? undefined : followUpOf
  return {
    ticket: {
      subject: filing.body.subject,
      comment: commentOf(parts, options.locale),
      requester_id: idNumber(draft.userId),
      submitter_id: idNumber(draft.userId),
      external_id: externalIdOf(filing),
      tags: [...filing.body.tags],
      ...standingOf(parts, source),
      ...(fields.length > 0 && { custom_fields: fields }),
      ...(source !== undefined && { via_followup_source_id: idNumber(source) }),
      metadata: markOf(filing.id),
    },
  }
}
