import { commentOn } from './comment-writer.ts'
import {
  isStaff,
  type Audit,
  type Ticket,
  type TicketFacts,
  type User,
  type Via,
} from './records.ts'
import { recordInvalid } from './refusal.ts'
import type { TicketChange, ZendeskState } from './state.ts'
import { applyInput, changedFacts, checkStatus, factsOf } from './ticket-facts.ts'
import { checkProblem } from './ticket-problem.ts'
import { followupSource, type CommentInput, type TicketInput } from './ticket-input.ts'

/** Who does it, and how it came in. */
export interface Act {
  actor: User
  via: Via
  isByRule?: boolean
}

export interface Written {
  ticket: Ticket
  audit: Audit
}

export function viaOf(channel: string): Via {
  return { channel, source: { from: {}, to: {}, rel: null } }
}

export function createTicket(
  state: ZendeskState,
  input: TicketInput & { comment: CommentInput },
  act: Act,
): Written {
  const source =
    input.followupOf === undefined ? undefined : followupSource(state, input.followupOf)
  const ticket = blankTicket(state, input, act)
  if (source) continueFrom(ticket, source)
  checkStatus(ticket, input, true)
  checkProblem(state, ticket, input)
  const before = factsOf(ticket)
  applyInput(ticket, input, act.actor)
  const audit = openAudit(state, ticket, input, act)
  for (const { name, current } of changedFacts(before, ticket)) {
    audit.events.push({ id: state.ids.record(), type: 'Create', field_name: name, value: current })
  }
  record(state, 'ticket.created', ticket, {
    ...(source ? { followupOf: source.id } : {}),
    subject: ticket.subject,
    status: ticket.status,
    tags: ticket.tags,
    externalId: ticket.externalId,
    via: ticket.via.channel,
    metadata: audit.custom,
  })
  const comment = commentOn(state, ticket, { comment: input.comment, audit, via: ticket.via })
  ticket.isPublic = comment.isPublic
  source?.followupIds.push(ticket.id)
  state.tickets.add(ticket)
  const actor = state.people.get(audit.authorId) ?? act.actor
  announce(state, { ticket, isNew: true, before, audit, comment, actor, isByRule: false })
  return { ticket, audit }
}

export function updateTicket(
  state: ZendeskState,
  ticket: Ticket,
  input: TicketInput,
  act: Act,
): Audit {
  refuseClosed(ticket)
  checkStatus(ticket, input, false)
  checkProblem(state, ticket, input)
  const before = factsOf(ticket)
  const audit = openAudit(state, ticket, input, act)
  const actor = state.people.get(audit.authorId) ?? act.actor
  applyInput(ticket, input, actor)
  const changes = changedFacts(before, ticket)
  for (const { name, previous, current } of changes) {
    const event = { type: 'Change', field_name: name, value: current, previous_value: previous }
    audit.events.push({ id: state.ids.record(), ...event })
  }
  const comment = input.comment
    ? commentOn(state, ticket, { comment: input.comment, audit, via: act.via })
    : undefined
  settle(state, ticket, before, actor)
  if (changes.length > 0) {
    record(state, 'ticket.updated', ticket, {
      actor: actor.id,
      changes: Object.fromEntries(changes.map((one) => [one.name, [one.previous, one.current]])),
      metadata: audit.custom,
    })
  }
  announce(state, {
    ticket,
    isNew: false,
    before,
    audit,
    ...(comment ? { comment } : {}),
    actor,
    isByRule: act.isByRule === true,
  })
  return audit
}

export function refuseClosed(ticket: Ticket): void {
  if (ticket.status !== 'closed') return
  throw recordInvalid('status', {
    description: 'Status: closed prevents ticket update',
    error: 'InvalidValue',
  })
}

/** Counters and times that reports are made of; and the place in every list. */
function settle(state: ZendeskState, ticket: Ticket, before: TicketFacts, actor: User): void {
  const now = state.world.now()
  const { times, counts } = ticket
  ticket.updatedAt = now
  if (before.status !== ticket.status) {
    times.statusAt = now
    if (ticket.status === 'solved') times.solvedAt = now
    if (before.status === 'solved' && ticket.status !== 'closed') counts.reopens += 1
  }
  if (before.assigneeId !== ticket.assigneeId) times.assignedAt = now
  if (actor.id === ticket.requesterId) times.requesterAt = now
  if (isStaff(actor)) times.assigneeAt = now
  state.tickets.changed(ticket, before)
}

function blankTicket(state: ZendeskState, input: TicketInput, { actor, via }: Act): Ticket {
  const now = state.world.now()
  const requesterId = input.requesterId ?? actor.id
  return {
    id: state.ids.ticket(),
    subject: null,
    status: 'new',
    priority: null,
    type: null,
    requesterId,
    submitterId: input.submitterId ?? input.comment?.authorId ?? requesterId,
    assigneeId: null,
    groupId: null,
    brandId: state.brandId,
    formId: state.formId,
    problemId: null,
    dueAt: null,
    externalId: null,
    tags: [],
    fields: new Map(),
    description: input.comment?.body ?? '',
    via,
    isPublic: true,
    allowsChannelback: input.allowsChannelback ?? false,
    followupIds: [],
    createdAt: now,
    updatedAt: now,
    isDeleted: false,
    comments: [],
    audits: [],
    rating: null,
    times: {
      solvedAt: null,
      assignedAt: null,
      statusAt: now,
      requesterAt: now,
      assigneeAt: null,
      firstReplyAt: null,
      latestCommentAt: now,
    },
    counts: { reopens: 0, replies: 0 },
    generatedAt: now,
    position: -1,
  }
}

/** A follow-up starts with what its source was about. */
function continueFrom(ticket: Ticket, source: Ticket): void {
  ticket.tags = source.tags
  ticket.fields = source.fields
  ticket.via = {
    channel: ticket.via.channel,
    source: {
      from: {
        ...ticket.via.source.from,
        ticket_id: source.id,
        subject: source.subject,
        channel: source.via.channel,
      },
      to: {},
      rel: 'follow_up',
    },
  }
}

/** A comment written for somebody makes the whole update theirs. */
function openAudit(state: ZendeskState, ticket: Ticket, input: TicketInput, act: Act): Audit {
  const onCreate = ticket.audits.length === 0 ? ticket.submitterId : act.actor.id
  const audit: Audit = {
    id: state.ids.record(),
    ticketId: ticket.id,
    authorId: input.comment?.authorId ?? onCreate,
    createdAt: state.world.now(),
    via: ticket.audits.length === 0 ? ticket.via : act.via,
    custom: input.metadata ?? {},
    events: [],
  }
  ticket.audits.push(audit)
  return audit
}

export function announce(state: ZendeskState, change: TicketChange): void {
  for (const listen of state.listeners) listen(change)
}

export function record(
  state: ZendeskState,
  kind: string,
  ticket: Ticket,
  data: Record<string, unknown>,
): void {
  const customer = state.people.get(ticket.requesterId)?.externalId
  state.world.record({
    platform: 'zendesk',
    kind,
    ...(customer ? { customer } : {}),
    data: { ticket: ticket.id, ...data },
  })
}
