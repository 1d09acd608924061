import { Liquid, type Template } from 'liquidjs'
import { isoTime } from './iso-time.ts'
import type { Comment, Ticket, User } from './records.ts'
import type { TicketChange, ZendeskState } from './state.ts'

const STATUS_WORDS: Readonly<Record<string, string>> = {
  new: 'New',
  open: 'Open',
  pending: 'Pending',
  hold: 'On-hold',
  solved: 'Solved',
  closed: 'Closed',
}

export interface Renderer {
  /** Values are put in as they are: a template that quotes free text makes broken JSON. */
  render(template: string, change: TicketChange): string
  /** Whether a template can be read at all. */
  isValid(template: string): boolean
}

export function createRenderer(state: ZendeskState): Renderer {
  const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true })
  const parsed = new Map<string, Template[]>()
  const parse = (template: string): Template[] => {
    const known = parsed.get(template)
    if (known) return known
    const fresh = liquid.parse(template)
    parsed.set(template, fresh)
    return fresh
  }
  return {
    render: (template, change) =>
      String(liquid.renderSync(parse(template), contextOf(state, change))),
    isValid(template) {
      try {
        parse(template)
        return true
      } catch {
        return false
      }
    },
  }
}

function contextOf(state: ZendeskState, { ticket, actor }: TicketChange): object {
  return {
    ticket: ticketContext(state, ticket),
    current_user: userContext(actor),
    account: { name: '微桥演示', subdomain: state.plan.zendesk.subdomain },
  }
}

function ticketContext(state: ZendeskState, ticket: Ticket): Record<string, unknown> {
  const { comments } = ticket
  const latest = comments.at(-1)
  const latestPublic = comments.findLast(({ isPublic }) => isPublic)
  const host = new URL(state.baseUrl()).host
  const fields = [...ticket.fields].map(([id, value]) => [`ticket_field_${id}`, value] as const)
  return {
    id: ticket.id,
    title: ticket.subject ?? '',
    subject: ticket.subject ?? '',
    description: ticket.description,
    external_id: ticket.externalId ?? '',
    url: `${host}/agent/tickets/${ticket.id}`,
    link: `${state.baseUrl()}/agent/tickets/${ticket.id}`,
    via: ticket.via.channel,
    status: STATUS_WORDS[ticket.status],
    priority: ticket.priority ?? '',
    ticket_type: ticket.type ?? '',
    tags: ticket.tags.join(' '),
    created_at_with_timestamp: isoTime(ticket.createdAt),
    updated_at_with_timestamp: isoTime(ticket.updatedAt),
    requester: userContext(state.people.get(ticket.requesterId)),
    assignee: userContext(
      ticket.assigneeId === null ? undefined : state.people.get(ticket.assigneeId),
    ),
    latest_comment: latest?.body ?? '',
    latest_comment_id: latest?.id ?? '',
    latest_comment_html: latest?.htmlBody ?? '',
    latest_public_comment: latestPublic?.body ?? '',
    latest_public_comment_html: latestPublic?.htmlBody ?? '',
    comments: comments
      .toReversed()
      .slice(0, 10)
      .map((one) => commentContext(state, one)),
    ...Object.fromEntries(fields),
  }
}

function commentContext(state: ZendeskState, comment: Comment): object {
  return {
    id: comment.id,
    value: comment.body,
    is_public: comment.isPublic,
    author: userContext(state.people.get(comment.authorId)),
    created_at_with_time: isoTime(comment.createdAt),
  }
}

function userContext(user: User | undefined): object {
  return {
    id: user?.id ?? '',
    name: user?.name ?? '',
    first_name: user?.name.split(' ')[0] ?? '',
    email: user?.email ?? '',
    external_id: user?.externalId ?? '',
    role: user?.role ?? '',
  }
}
