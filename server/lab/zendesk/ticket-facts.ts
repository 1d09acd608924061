import { isStaff, type Status, type Ticket, type TicketFacts, type User } from './records.ts'
import { recordInvalid } from './refusal.ts'
import type { TicketInput } from './ticket-input.ts'

/** A copy that later changes do not touch: tags and fields are replaced, never edited. */
export function factsOf(ticket: TicketFacts): TicketFacts {
  return {
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    requesterId: ticket.requesterId,
    assigneeId: ticket.assigneeId,
    groupId: ticket.groupId,
    brandId: ticket.brandId,
    formId: ticket.formId,
    problemId: ticket.problemId,
    dueAt: ticket.dueAt,
    externalId: ticket.externalId,
    tags: ticket.tags,
    fields: ticket.fields,
  }
}

export interface FactChange {
  name: string
  previous: unknown
  current: unknown
}

const NAMES: readonly [ours: keyof TicketFacts, theirs: string][] = [
  ['subject', 'subject'],
  ['status', 'status'],
  ['priority', 'priority'],
  ['type', 'type'],
  ['requesterId', 'requester_id'],
  ['assigneeId', 'assignee_id'],
  ['groupId', 'group_id'],
  ['brandId', 'brand_id'],
  ['formId', 'ticket_form_id'],
  ['problemId', 'problem_id'],
  ['dueAt', 'due_at'],
  ['externalId', 'external_id'],
]

export function changedFacts(before: TicketFacts, after: TicketFacts): FactChange[] {
  const changes: FactChange[] = NAMES.filter(([ours]) => before[ours] !== after[ours]).map(
    ([ours, name]) => ({ name, previous: before[ours], current: after[ours] }),
  )
  if (before.tags !== after.tags && before.tags.join(' ') !== after.tags.join(' ')) {
    changes.push({ name: 'tags', previous: before.tags, current: after.tags })
  }
  if (before.fields === after.fields) return changes
  for (const [id, current] of after.fields) {
    const previous = before.fields.get(id) ?? null
    if (previous !== current) changes.push({ name: String(id), previous, current })
  }
  return changes
}

export function applyInput(ticket: Ticket, input: TicketInput, actor: User): void {
  ticket.subject = input.subject === undefined ? ticket.subject : input.subject
  ticket.externalId = input.externalId === undefined ? ticket.externalId : input.externalId
  ticket.priority = input.priority === undefined ? ticket.priority : input.priority
  ticket.type = input.type === undefined ? ticket.type : input.type
  ticket.assigneeId = input.assigneeId === undefined ? ticket.assigneeId : input.assigneeId
  ticket.groupId = input.groupId === undefined ? ticket.groupId : input.groupId
  ticket.formId = input.formId === undefined ? ticket.formId : input.formId
  ticket.problemId = input.problemId === undefined ? ticket.problemId : input.problemId
  // Only an incident belongs to a problem.
  if (ticket.type !== 'incident') ticket.problemId = null
  ticket.dueAt = input.dueAt === undefined ? ticket.dueAt : input.dueAt
  ticket.brandId = input.brandId ?? ticket.brandId
  ticket.requesterId = input.requesterId ?? ticket.requesterId
  ticket.tags = nextTags(ticket.tags, input)
  if (input.fields && input.fields.length > 0) {
    const next = new Map(ticket.fields)
    for (const { id, value } of input.fields) next.set(id, value)
    ticket.fields = next
  }
  ticket.status = nextStatus(ticket, input.status, actor)
}

function nextTags(current: readonly string[], input: TicketInput): readonly string[] {
  const { tags, addTags, removeTags } = input
  if (!tags && !addTags && !removeTags) return current
  const next = new Set(normalizeTags(tags ?? current))
  for (const tag of normalizeTags(addTags ?? [])) next.add(tag)
  for (const tag of normalizeTags(removeTags ?? [])) next.delete(tag)
  return [...next]
}

/** Tags are lower-case words without spaces. */
export function normalizeTags(tags: readonly string[]): string[] {
  return tags
    .map((tag) => tag.trim().toLowerCase().replace(/\s+/g, '_'))
    .filter((tag) => tag !== '')
}

/** Before anything is changed: no way back to new, and only time or a merge closes at once. */
export function checkStatus(ticket: Ticket, { status }: TicketInput, isNew: boolean): void {
  const isBack = status === 'new' && ticket.status !== 'new'
  const isShort = status === 'closed' && isNew
  if (!isBack && !isShort) return
  throw recordInvalid('status', {
    description: `Status: ${status} is not allowed`,
    error: 'InvalidValue',
  })
}

/**
 * A comment alone never changes the status: that is the caller's to say. Only an assignee makes a
 * new ticket open, and whoever solves a ticket nobody owns becomes its owner.
 */
function nextStatus(ticket: Ticket, wanted: Status | undefined, actor: User): Status {
  const status = wanted ?? ticket.status
  if (status === 'solved' && ticket.assigneeId === null && isStaff(actor)) {
    ticket.assigneeId = actor.id
  }
  return status === 'new' && ticket.assigneeId !== null ? 'open' : status
}
