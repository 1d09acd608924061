import { isStaff, type Ticket } from './records.ts'
import type { TicketChange, ZendeskState } from './state.ts'
import type { Delivery } from './webhook-delivery.ts'
import type { Webhooks } from './webhooks.ts'

const PREFIX = 'zen:event-type:ticket.'

const KNOWN = [
  'agent_assignment_changed',
  'attachment_linked_to_comment',
  'brand_changed',
  'comment_added',
  'created',
  'csat_received',
  'csat_requested',
  'custom_field_changed',
  'external_id_changed',
  'form_changed',
  'group_assignment_changed',
  'marked_as_spam',
  'merged',
  'permanently_deleted',
  'priority_changed',
  'problem_link_changed',
  'requester_changed',
  'soft_deleted',
  'status_changed',
  'subject_changed',
  'tags_changed',
  'type_changed',
  'undeleted',
]

export function isKnownEvent(name: string): boolean {
  if (name.startsWith(PREFIX)) return KNOWN.includes(name.slice(PREFIX.length))
  return /^zen:event-type:(user|organization)\.[a-z_]+$/.test(name)
}

interface Happening {
  name: string
  event: Record<string, unknown>
}

/** Tells every webhook that subscribes to what a change contains; one call per event. */
export function sendTicketEvents(
  state: ZendeskState,
  { webhooks, delivery }: { webhooks: Webhooks; delivery: Delivery },
  change: TicketChange,
): void {
  const wanted = happeningsIn(state, change).filter(
    ({ name }) => webhooks.subscribersOf(PREFIX + name).length > 0,
  )
  if (wanted.length === 0) return
  const sequence = state.ids.word()
  wanted.forEach(({ name, event }, index) => {
    const meta = { sequence: { id: sequence, position: index + 1 }, version: '1.0' }
    const payload = JSON.stringify({
      account_id: state.accountId,
      detail: detailOf(change),
      event: { meta, ...event },
      id: state.ids.uuid(),
      subject: `zen:ticket:${change.ticket.id}`,
      time: new Date(state.world.now()).toISOString(),
      type: PREFIX + name,
      zendesk_event_version: '2022-11-06',
    })
    for (const webhook of webhooks.subscribersOf(PREFIX + name)) {
      delivery.send(webhook, PREFIX + name, payload)
    }
  })
}

function happeningsIn(state: ZendeskState, change: TicketChange): Happening[] {
  if (change.isDeletion) return [{ name: 'soft_deleted', event: {} }]
  if (change.mergedInto !== undefined) {
    const into = { target_ticket_id: String(change.mergedInto) }
    return [{ name: 'merged', event: into }]
  }
  if (change.rating) return [ratingEvent(change.rating)]
  const comment = commentEvents(state, change)
  if (change.isNew) return [{ name: 'created', event: {} }, ...comment]
  return [...comment, ...changeEvents(change)]
}

function commentEvents(state: ZendeskState, { comment }: TicketChange): Happening[] {
  if (!comment) return []
  const author = state.people.get(comment.authorId)
  const content = {
    author: {
      id: String(comment.authorId),
      is_staff: author !== undefined && isStaff(author),
      name: author?.name,
    },
    body: comment.body,
    id: String(comment.id),
    is_public: comment.isPublic,
  }
  const files = comment.attachments.map((file) => ({
    name: 'attachment_linked_to_comment',
    event: {
      attachment: {
        content_type: file.contentType,
        filename: file.fileName,
        id: String(file.id),
        is_public: comment.isPublic,
      },
      comment: { id: String(comment.id) },
    },
  }))
  return [{ name: 'comment_added', event: { comment: content } }, ...files]
}

/** The survey and its answer are two kinds of event, and the score stands in an object of its own. */
function ratingEvent({ current, previous }: { current: string; previous: string }): Happening {
  if (current === 'offered') return { name: 'csat_requested', event: {} }
  const score = current.toUpperCase()
  const wasRated = previous === 'good' || previous === 'bad'
  const earlier = wasRated ? { previous_satisfaction_score: { score: previous.toUpperCase() } } : {}
  return { name: 'csat_received', event: { satisfaction_score: { score }, ...earlier } }
}

const SCALARS: readonly [name: string, read: (facts: TicketChange['before']) => unknown][] = [
  ['status_changed', ({ status }) => status.toUpperCase()],
  ['agent_assignment_changed', ({ assigneeId }) => textOrNull(assigneeId)],
  ['group_assignment_changed', ({ groupId }) => textOrNull(groupId)],
  ['priority_changed', ({ priority }) => priority?.toUpperCase() ?? null],
  ['requester_changed', ({ requesterId }) => String(requesterId)],
  ['subject_changed', ({ subject }) => subject],
  ['external_id_changed', ({ externalId }) => externalId],
  ['type_changed', ({ type }) => type?.toUpperCase() ?? null],
]

function changeEvents({ before, ticket }: TicketChange): Happening[] {
  const happenings: Happening[] = SCALARS.filter(([, read]) => read(before) !== read(ticket)).map(
    ([name, read]) => ({ name, event: { current: read(ticket), previous: read(before) } }),
  )
  const added = ticket.tags.filter((tag) => !before.tags.includes(tag))
  const removed = before.tags.filter((tag) => !ticket.tags.includes(tag))
  if (added.length + removed.length > 0) {
    happenings.push({ name: 'tags_changed', event: { tags_added: added, tags_removed: removed } })
  }
  for (const [id, current] of ticket.fields) {
    const previous = before.fields.get(id) ?? null
    if (previous === current) continue
    const field = { id: String(id) }
    happenings.push({ name: 'custom_field_changed', event: { current, previous, field } })
  }
  return happenings
}

/** Ids are text here and enumerations shout, unlike everywhere else in the API. */
function detailOf({ ticket, actor, audit, rating }: TicketChange): Record<string, unknown> {
  return {
    actor_id: String(rating ? audit.authorId : actor.id),
    assignee_id: textOrNull(ticket.assigneeId),
    brand_id: String(ticket.brandId),
    created_at: new Date(ticket.createdAt).toISOString(),
    custom_status: null,
    description: ticket.description,
    external_id: ticket.externalId,
    form_id: textOrNull(ticket.formId),
    group_id: textOrNull(ticket.groupId),
    id: String(ticket.id),
    is_public: ticket.isPublic,
    organization_id: null,
    priority: ticket.priority?.toUpperCase() ?? null,
    requester_id: String(ticket.requesterId),
    status: statusOf(ticket),
    subject: ticket.subject,
    submitter_id: String(ticket.submitterId),
    tags: ticket.tags,
    type: ticket.type?.toUpperCase() ?? null,
    updated_at: new Date(ticket.updatedAt).toISOString(),
    via: { channel: ticket.via.channel === 'api' ? 'web_service' : ticket.via.channel },
  }
}

function statusOf(ticket: Ticket): string {
  return ticket.isDeleted ? 'DELETED' : ticket.status.toUpperCase()
}

function textOrNull(id: number | null): string | null {
  return id === null ? null : String(id)
}
