import { setTimeout as wait } from 'node:timers/promises'
import { bodyProblems } from '../bodies.ts'
import { contentUrl } from '../comment-payload.ts'
import { isStaff, type Comment, type Ticket } from '../records.ts'
import type { TicketChange, ZendeskState } from '../state.ts'
import { record } from '../ticket-writer.ts'
import type { Callbacks } from './callbacks.ts'
import type { Integrations, Thread } from './integrations.ts'
import { parseObject, postForm, type PostAnswer } from './post.ts'

const ATTEMPTS = 3

interface Parts {
  integrations: Integrations
  callbacks: Callbacks
}

/** An agent's public reply on a ticket of the framework travels to the integration. */
export function channelBack(
  state: ZendeskState,
  parts: Parts,
  { comment, ticket }: TicketChange,
): Promise<void> | undefined {
  const thread = parts.integrations.threadOf(ticket.id)
  const author = comment ? state.people.get(comment.authorId) : undefined
  if (!thread || !comment?.isPublic || !author || !isStaff(author)) return undefined
  if (!ticket.allowsChannelback) {
    flag(state, ticket, comment, 'The channel does not take replies here.')
    return undefined
  }
  return send(state, parts, { thread, ticket, comment })
}

interface Reply {
  thread: Thread
  ticket: Ticket
  comment: Comment
}

async function send(state: ZendeskState, parts: Parts, reply: Reply): Promise<void> {
  const { thread, ticket, comment } = reply
  const { instance } = thread
  const url = instance.integration.manifest.urls['channelback_url']
  if (url === undefined || instance.status !== 'active') {
    flag(state, ticket, comment, 'The integration account is not active.')
    return
  }
  const requestId = state.ids.uuid()
  const answer = await callUntilAnswered(state, url, formOf(state, reply, requestId))
  const json = answer.status === 200 ? parseObject(answer.text) : undefined
  const [problem] = json ? bodyProblems('channel:channelback_payload_v2', json) : []
  const name = { integration_instance_name: instance.name, url, request_id: requestId }
  if (!json || problem) {
    const reason = problem?.description ?? `The channel answered ${answer.status}.`
    flag(state, ticket, comment, reason)
    parts.callbacks.tell(instance.integration, 'channelback', name, reason)
    return
  }
  const externalId = String(json['external_id'])
  instance.known.set(externalId, { ticketId: ticket.id, commentId: comment.id })
  if (json['allow_channelback'] === false) ticket.allowsChannelback = false
  if (typeof json['metadata'] === 'string') instance.metadata = json['metadata']
  if (json['metadata_needs_update'] === true) instance.needsUpdate = true
  const audit = ticket.audits.find(({ id }) => id === comment.auditId)
  const event = { type: 'ChannelBackEvent', value: { external_id: externalId } }
  audit?.events.push({ id: state.ids.record(), ...event })
  record(state, 'channelback.sent', ticket, { comment: comment.id, externalId })
  parts.callbacks.tell(instance.integration, 'channelback', name)
  parts.callbacks.tell(instance.integration, 'resources_created_from_external_ids', {
    request_id: requestId,
    resource_events: [
      {
        type_id: 'external_id_associated_with_channelback',
        external_id: externalId,
        comment_id: comment.id,
        ticket_id: ticket.id,
      },
    ],
  })
}

/** Without an answer the same call is made again; whoever got it twice tells by its identifier. */
async function callUntilAnswered(
  state: ZendeskState,
  url: string,
  form: readonly (readonly [string, string])[],
): Promise<PostAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await postForm(state, { kind: 'channelback', url }, form)
    if (answer.status !== 0 || attempt === ATTEMPTS || state.closing.aborted) return answer
    await wait(state.settings.channelRetryMs, undefined, { signal: state.closing }).catch(
      () => undefined,
    )
  }
}

function formOf(
  state: ZendeskState,
  { thread, ticket, comment }: Reply,
  requestId: string,
): (readonly [string, string])[] {
  const { instance } = thread
  const requester = state.people.get(ticket.requesterId)
  const identity = requester?.identities.find(({ type }) => type === 'any_channel')
  const files = instance.integration.manifest.channelback_files ? comment.attachments : []
  return [
    ['message', comment.body],
    ['parent_id', thread.lastExternalId],
    ['thread_id', thread.threadId],
    ['recipient_id', identity?.value.slice(instance.integration.id.length + 1) ?? ''],
    ['metadata', instance.metadata],
    ['request_unique_identifier', requestId],
    ...files.map((file) => ['file_urls[]', contentUrl(state, file)] as const),
  ]
}

/** What agents see beside a reply that did not go out. */
export function flag(state: ZendeskState, ticket: Ticket, comment: Comment, reason: string): void {
  comment.undelivered = reason
  const audit = ticket.audits.find(({ id }) => id === comment.auditId)
  const event = { type: 'ChannelBackFailedEvent', value: { description: reason } }
  audit?.events.push({ id: state.ids.record(), ...event })
  record(state, 'channelback.failed', ticket, { comment: comment.id, reason })
}
