import { isoTime } from './iso-time.ts'
import type { Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'

export function ticketPayload(state: ZendeskState, ticket: Ticket): Record<string, unknown> {
  return {
    url: `${state.baseUrl()}/api/v2/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: ticket.externalId,
    via: ticket.via,
    created_at: isoTime(ticket.createdAt),
    updated_at: isoTime(ticket.updatedAt),
    generated_timestamp: Math.floor(ticket.generatedAt / 1_000),
    type: ticket.type,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority,
    status: ticket.status,
    recipient: null,
    requester_id: ticket.requesterId,
    submitter_id: ticket.submitterId,
    assignee_id: ticket.assigneeId,
    organization_id: null,
    group_id: ticket.groupId,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    forum_topic_id: null,
    problem_id: ticket.problemId,
    has_incidents: false,
    is_public: ticket.isPublic,
    due_at: ticket.dueAt,
    tags: ticket.tags,
    custom_fields: fieldsOf(state, ticket),
    satisfaction_rating: ticket.rating
      ? { score: ticket.rating.score, comment: ticket.rating.comment }
      : { score: 'unoffered' },
    sharing_agreement_ids: [],
    followup_ids: ticket.followupIds,
    ticket_form_id: ticket.formId,
    brand_id: ticket.brandId,
    allow_channelback: ticket.allowsChannelback,
    allow_attachments: true,
    from_messaging_channel: false,
  }
}

/** Every custom field of the account, set or not. */
function fieldsOf(state: ZendeskState, ticket: Ticket): { id: number; value: unknown }[] {
  return state.fields
    .all()
    .filter(({ isSystem }) => !isSystem)
    .map(({ id }) => ({ id, value: ticket.fields.get(id) ?? null }))
}
