import type { Comment, Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'

/** A line of the desk's ticket list. Times are milliseconds. */
export function deskTicket(state: ZendeskState, ticket: Ticket): Record<string, unknown> {
  const requester = state.people.get(ticket.requesterId)
  const last = ticket.comments.at(-1)
  return {
    id: ticket.id,
    subject: ticket.subject ?? ticket.description.slice(0, 80),
    status: ticket.status,
    tags: ticket.tags,
    requester: {
      id: ticket.requesterId,
      name: requester?.name ?? '',
      externalId: requester?.externalId ?? channelIdOf(requester?.identities) ?? null,
    },
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    lastComment: {
      text: last?.body ?? '',
      public: last?.isPublic ?? true,
      authorName: state.people.get(last?.authorId ?? 0)?.name ?? '',
    },
    via: ticket.via.channel,
  }
}

/** What the channel framework calls somebody, without the integration it is scoped by. */
function channelIdOf(
  identities: readonly { type: string; value: string }[] | undefined,
): string | undefined {
  const identity = identities?.find(({ type }) => type === 'any_channel')
  return identity?.value.slice(identity.value.indexOf(' ') + 1)
}

export function openedTicket(state: ZendeskState, ticket: Ticket): Record<string, unknown> {
  const assignee = ticket.assigneeId === null ? undefined : state.people.get(ticket.assigneeId)
  return {
    ...deskTicket(state, ticket),
    externalId: ticket.externalId,
    type: ticket.type,
    priority: ticket.priority,
    assignee: assignee ? { id: assignee.id, name: assignee.name } : null,
    followupIds: ticket.followupIds,
    allowsChannelback: ticket.allowsChannelback,
    rating: ticket.rating,
    customFields: state.fields
      .all()
      .filter(({ isSystem }) => !isSystem)
      .map(({ id, title }) => ({ id, title, value: ticket.fields.get(id) ?? null })),
  }
}

export function deskComment(state: ZendeskState, comment: Comment): Record<string, unknown> {
  const author = state.people.get(comment.authorId)
  return {
    id: comment.id,
    body: comment.body,
    public: comment.isPublic,
    author: { id: comment.authorId, name: author?.name ?? '', role: author?.role ?? 'end-user' },
    attachments: comment.attachments.map(({ id, token, fileName, contentType, bytes }) => ({
      id,
      fileName,
      contentType,
      // Relative: the page that shows it comes from this server.
      url: `/attachments/token/${token}/?name=${encodeURIComponent(fileName)}`,
      size: bytes.length,
    })),
    at: comment.createdAt,
    via: comment.via.channel,
    ...(comment.undelivered === undefined ? {} : { undelivered: comment.undelivered }),
  }
}
