import { isStaff, type Status, type Ticket, type User } from './records.ts'
import { recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'

export interface CommentInput {
  body: string
  htmlBody?: string
  isPublic: boolean
  authorId?: number
  uploads: readonly string[]
}

/** A ticket's new values; absent means unchanged. */
export interface TicketInput {
  subject?: string | null
  comment?: CommentInput
  requesterId?: number
  submitterId?: number
  externalId?: string | null
  fields?: readonly { id: number; value: unknown }[]
  tags?: readonly string[]
  addTags?: readonly string[]
  removeTags?: readonly string[]
  priority?: string | null
  type?: string | null
  status?: Status
  assigneeId?: number | null
  groupId?: number | null
  brandId?: number
  formId?: number | null
  problemId?: number | null
  dueAt?: string | null
  followupOf?: number
  metadata?: Record<string, unknown>
  allowsChannelback?: boolean
}

export type Json = Readonly<Record<string, unknown>>

/** Documented as 64 kB. */
const BODY_CHARS = 65_535

const PLAIN: readonly [json: string, ours: keyof TicketInput][] = [
  ['subject', 'subject'],
  ['raw_subject', 'subject'],
  ['external_id', 'externalId'],
  ['priority', 'priority'],
  ['type', 'type'],
  ['status', 'status'],
  ['assignee_id', 'assigneeId'],
  ['group_id', 'groupId'],
  ['brand_id', 'brandId'],
  ['ticket_form_id', 'formId'],
  ['problem_id', 'problemId'],
  ['due_at', 'dueAt'],
  ['requester_id', 'requesterId'],
  ['submitter_id', 'submitterId'],
  ['via_followup_source_id', 'followupOf'],
  ['tags', 'tags'],
  ['additional_tags', 'addTags'],
  ['remove_tags', 'removeTags'],
  ['custom_fields', 'fields'],
  ['metadata', 'metadata'],
]

/** A checked body as input; what it refers to must exist. */
export function readTicketInput(state: ZendeskState, json: Json): TicketInput {
  const entries = PLAIN.filter(([name]) => json[name] !== undefined)
  const input = Object.fromEntries(entries.map(([name, ours]) => [ours, json[name]])) as TicketInput
  if (json['comment']) input.comment = readComment(json['comment'] as Json)
  if (json['requester']) input.requesterId ??= requesterOf(state, json['requester'] as Json)
  if (typeof json['assignee_email'] === 'string') {
    input.assigneeId = state.people.byEmail(json['assignee_email'])?.id ?? 0
  }
  checkReferences(state, input)
  return input
}

function readComment(json: Json): CommentInput {
  const html = json['html_body']
  const body = typeof html === 'string' ? plainText(html) : json['body']
  if (typeof body !== 'string' || body.trim() === '') {
    throw recordInvalid('comment', {
      description: 'Description: cannot be blank',
      error: 'BlankValue',
    })
  }
  if (body.length > BODY_CHARS) {
    throw recordInvalid('comment', {
      description: `Comment: is too long (maximum is ${BODY_CHARS} characters)`,
      error: 'ValueTooLong',
    })
  }
  const author = json['author_id']
  return {
    body,
    isPublic: json['public'] !== false,
    uploads: (json['uploads'] as string[] | undefined) ?? [],
    ...(typeof html === 'string' ? { htmlBody: html } : {}),
    ...(typeof author === 'number' ? { authorId: author } : {}),
  }
}

function requesterOf(state: ZendeskState, json: Json): number {
  const { name, email } = json
  const known = typeof email === 'string' ? state.people.byEmail(email) : undefined
  if (known) return known.id
  if (typeof name !== 'string' || name.trim() === '') {
    throw recordInvalid('requester', { description: 'Requester Name: is too short' })
  }
  return state.people.create({ name, ...(typeof email === 'string' ? { email } : {}) }).id
}

function checkReferences(state: ZendeskState, input: TicketInput): void {
  for (const [field, id] of [
    ['requester', input.requesterId],
    ['submitter', input.submitterId],
    ['comment', input.comment?.authorId],
  ] as const) {
    if (id !== undefined) requireUser(state, field, id)
  }
  const { assigneeId, groupId, brandId, formId, fields } = input
  if (typeof assigneeId === 'number' && !isStaff(requireUser(state, 'assignee', assigneeId))) {
    throw recordInvalid('assignee', { description: 'Assignee: must be an agent' })
  }
  requireOneOf(
    'group',
    groupId,
    state.groups.map(({ id }) => id),
  )
  requireOneOf('brand', brandId, [state.brandId])
  requireOneOf('ticket_form', formId, [state.formId])
  for (const { id, value } of fields ?? []) checkField(state, id, value)
  state.files.check(input.comment?.uploads ?? [])
}

function requireUser(state: ZendeskState, field: string, id: number): User {
  const user = state.people.get(id)
  if (user?.isActive) return user
  throw recordInvalid(field, { description: `${field}: is invalid`, error: 'InvalidValue' })
}

function requireOneOf(
  field: string,
  id: number | null | undefined,
  known: readonly number[],
): void {
  if (typeof id !== 'number' || known.includes(id)) return
  throw recordInvalid(field, { description: `${field}: is invalid`, error: 'InvalidValue' })
}

function checkField(state: ZendeskState, id: number, value: unknown): void {
  const field = state.fields.get(id)
  const isKnown = field !== undefined && !field.isSystem
  const isOption =
    !field ||
    field.type !== 'tagger' ||
    value === null ||
    value === '' ||
    field.options.some((option) => option.value === value)
  if (isKnown && isOption) return
  throw recordInvalid('custom_fields', {
    description: `custom field ${id}: is invalid`,
    error: 'InvalidValue',
  })
}

/** The ticket a follow-up continues must be closed. */
export function followupSource(state: ZendeskState, id: number): Ticket {
  const source = state.tickets.get(id)
  if (source?.status === 'closed') return source
  throw recordInvalid('via_followup_source_id', {
    description: 'Via followup source: must be a closed ticket',
    error: 'InvalidValue',
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(p|div|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim()
}

export function htmlOf(body: string): string {
  const escaped = body.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const paragraphs = escaped
    .split(/\n{2,}/)
    .map((part) => `<p dir="auto">${part.replaceAll('\n', '<br>')}</p>`)
  return `<div class="zd-comment" dir="auto">${paragraphs.join('')}</div>`
}
