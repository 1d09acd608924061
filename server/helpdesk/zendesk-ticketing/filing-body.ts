import type { Filing } from '../../core/filing.ts'
import type { ZendeskTicketingOptions } from './options.ts'
import { idNumber } from './json-fields.ts'

interface BodyParts {
  readonly filing: Filing
  readonly userId: string
  readonly uploads: readonly string[]
}

/** The customer's words; plain text only, Zendesk renders it as such. */
export function commentOf({ filing, userId, uploads }: BodyParts) {
  return {
    body: filing.body.text,
    author_id: idNumber(userId),
    public: filing.body.isPublic,
    ...(uploads.length > 0 && { uploads: [...uploads] }),
  }
}

function fieldsOf(filing: Filing, ids: ZendeskTicketingOptions['customFields'] = {}) {
  return filing.body.fields.flatMap(({ id, value }) => {
    const field = ids[id]
    return field === undefined ? [] : [{ id: idNumber(field), value }]
  })
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
  const { filing, userId } = parts
  const fields = fieldsOf(filing, options.customFields)
  return {
    ticket: {
      subject: filing.body.subject,
      comment: commentOf(parts),
      requester_id: idNumber(userId),
      submitter_id: idNumber(userId),
      external_id: externalIdOf(filing),
      tags: [...filing.body.tags],
      ...(fields.length > 0 && { custom_fields: fields }),
      ...(followUpOf !== undefined && { via_followup_source_id: idNumber(followUpOf) }),
      metadata: markOf(filing.id),
    },
  }
}
