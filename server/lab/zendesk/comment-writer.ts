import { isStaff, type Audit, type Comment, type Ticket, type Via } from './records.ts'
import type { ZendeskState } from './state.ts'
import { htmlOf, type CommentInput } from './ticket-input.ts'

/** Adds a comment to a ticket and to the audit of the update it came with. */
export function commentOn(
  state: ZendeskState,
  ticket: Ticket,
  { comment: input, audit, via }: { comment: CommentInput; audit: Audit; via: Via },
): Comment {
  const now = state.world.now()
  const comment: Comment = {
    id: state.ids.record(),
    auditId: audit.id,
    authorId: audit.authorId,
    body: input.body,
    htmlBody: input.htmlBody ?? htmlOf(input.body),
    isPublic: input.isPublic,
    via,
    createdAt: now,
    attachments: state.files.claim(input.uploads),
  }
  ticket.comments.push(comment)
  audit.events.push({ id: comment.id, type: 'Comment' })
  ticket.isPublic ||= comment.isPublic
  ticket.times.latestCommentAt = now
  countReply(state, ticket, comment)
  recordComment(state, ticket, comment, audit.custom)
  return comment
}

function countReply(state: ZendeskState, ticket: Ticket, comment: Comment): void {
  const author = state.people.get(comment.authorId)
  const isReply = comment.isPublic && author && isStaff(author) && author.id !== ticket.requesterId
  if (!isReply) return
  ticket.counts.replies += 1
  ticket.times.firstReplyAt ??= comment.createdAt
}

/** What a checker counts: who said what on which ticket, and which filing it carries. */
function recordComment(
  state: ZendeskState,
  ticket: Ticket,
  comment: Comment,
  metadata: Record<string, unknown>,
): void {
  const author = state.people.get(comment.authorId)
  const customer = state.people.get(ticket.requesterId)?.externalId
  state.world.record({
    platform: 'zendesk',
    kind: 'comment.added',
    ...(customer ? { customer } : {}),
    data: {
      ticket: ticket.id,
      comment: comment.id,
      author: comment.authorId,
      authorRole: author?.role,
      authorExternalId: author?.externalId,
      public: comment.isPublic,
      body: comment.body,
      via: comment.via.channel,
      externalId: comment.via.source.from['external_id'],
      attachments: comment.attachments.map(({ fileName }) => fileName),
      metadata,
    },
  })
}
