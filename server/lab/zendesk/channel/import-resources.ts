import type { Ticket, User, Via } from '../records.ts'
import type { ZendeskState } from '../state.ts'
import type { TicketInput } from '../ticket-input.ts'
import { createTicket, updateTicket } from '../ticket-writer.ts'
import type { Instance, Integrations } from './integrations.ts'

interface Field {
  id: number | string
  value: unknown
}

export interface Resource {
  external_id: string
  message: string
  html_message?: string
  parent_id?: string
  thread_id?: string
  created_at: string
  author: {
    external_id: string
    name?: string
    image_url?: string
    locale?: string
    fields?: Field[]
  }
  internal_note?: boolean
  allow_channelback?: boolean
  fields?: Field[]
  file_urls?: string[]
}

export interface ImportStatus {
  code:
    | 'success'
    | 'already_imported'
    | 'could_not_locate_parent_external_resource'
    | 'processing_error'
    | 'halted'
  description?: string
}

export interface Imported {
  externalId: string
  status: ImportStatus
  /** For the event that tells the integration which ticket it became. */
  event?: {
    type_id: string
    external_id: string
    comment_id: number
    ticket_id: number
    follow_up_ticket_id?: number
  }
}

/** In order; the first one that fails stops the rest. */
export function importResources(
  state: ZendeskState,
  { integrations, instance }: { integrations: Integrations; instance: Instance },
  resources: readonly Resource[],
): Imported[] {
  let isHalted = false
  return resources.map((resource) => {
    const externalId = resource.external_id
    if (isHalted) return { externalId, status: { code: 'halted' } }
    const outcome = importOne(state, { integrations, instance }, resource)
    isHalted = outcome.event === undefined && outcome.status.code !== 'already_imported'
    return { externalId, ...outcome }
  })
}

function importOne(
  state: ZendeskState,
  host: { integrations: Integrations; instance: Instance },
  resource: Resource,
): Omit<Imported, 'externalId'> {
  const { instance } = host
  if (instance.known.has(resource.external_id)) return { status: { code: 'already_imported' } }
  if (resource.parent_id !== undefined && resource.thread_id !== undefined) {
    const description = 'parent_id and thread_id cannot be given together'
    return { status: { code: 'processing_error', description } }
  }
  if (resource.message.trim() === '') {
    return { status: { code: 'processing_error', description: 'message is blank' } }
  }
  const parent =
    resource.parent_id === undefined ? undefined : instance.known.get(resource.parent_id)
  if (resource.parent_id !== undefined && !parent) {
    const code = 'could_not_locate_parent_external_resource'
    return { status: { code, description: resource.parent_id } }
  }
  const ticketId = parent?.ticketId ?? instance.threads.get(resource.thread_id ?? '')
  const existing = ticketId === undefined ? undefined : state.tickets.get(ticketId)
  const event =
    existing && existing.status !== 'closed'
      ? addComment(state, host, { resource, ticket: existing })
      : addTicket(state, host, { resource, closed: existing })
  return { status: { code: 'success' }, event }
}

type Host = Parameters<typeof importOne>[1]

function addTicket(
  state: ZendeskState,
  host: Host,
  { resource, closed }: { resource: Resource; closed: Ticket | undefined },
): NonNullable<Imported['event']> {
  const { instance } = host
  const author = authorOf(state, instance, resource)
  const isFollowup = closed && instance.integration.manifest.create_followup_tickets !== false
  const { ticket } = createTicket(
    state,
    {
      subject: resource.message.slice(0, 80),
      ...ticketFields(state, resource.fields ?? []),
      ...(isFollowup ? { followupOf: closed.id } : {}),
      requesterId: author.id,
      comment: commentOf(resource, author),
      allowsChannelback: resource.allow_channelback !== false,
      metadata: {},
    },
    { actor: author, via: viaOf(instance, resource) },
  )
  const event = remember(state, host, { resource, ticket })
  if (!isFollowup) return { ...event, type_id: 'comment_on_new_ticket' }
  return {
    ...event,
    type_id: 'comment_on_follow_up_ticket',
    ticket_id: closed.id,
    follow_up_ticket_id: ticket.id,
  }
}

/** A customer who writes again reopens, as on every native channel. */
function addComment(
  state: ZendeskState,
  host: Host,
  { resource, ticket }: { resource: Resource; ticket: Ticket },
): NonNullable<Imported['event']> {
  const author = authorOf(state, host.instance, resource)
  const isWaiting = ['pending', 'hold', 'solved'].includes(ticket.status)
  const reopens = isWaiting && resource.internal_note !== true
  ticket.allowsChannelback = resource.allow_channelback !== false
  updateTicket(
    state,
    ticket,
    { comment: commentOf(resource, author), ...(reopens ? { status: 'open' } : {}) },
    { actor: author, via: viaOf(host.instance, resource) },
  )
  return {
    ...remember(state, host, { resource, ticket }),
    type_id: 'comment_on_existing_ticket',
  }
}

function remember(
  state: ZendeskState,
  { integrations, instance }: Host,
  { resource, ticket }: { resource: Resource; ticket: Ticket },
): Omit<NonNullable<Imported['event']>, 'type_id'> {
  const commentId = ticket.comments.at(-1)?.id ?? 0
  const externalId = resource.external_id
  instance.known.set(externalId, { ticketId: ticket.id, commentId })
  const threadId =
    resource.thread_id ?? integrations.threadOf(ticket.id)?.threadId ?? resource.external_id
  instance.threads.set(threadId, ticket.id)
  integrations.bind(ticket.id, { instance, threadId, lastExternalId: externalId })
  for (const url of resource.file_urls ?? []) void fetchFile(state, { ticket, commentId, url })
  return { external_id: externalId, comment_id: commentId, ticket_id: ticket.id }
}

function commentOf(resource: Resource, author: User): NonNullable<TicketInput['comment']> {
  return {
    body: resource.message,
    ...(resource.html_message === undefined ? {} : { htmlBody: resource.html_message }),
    isPublic: resource.internal_note !== true,
    authorId: author.id,
    uploads: [],
  }
}

function viaOf(instance: Instance, resource: Resource): Via {
  return {
    channel: 'any_channel',
    source: {
      from: {
        external_id: resource.external_id,
        service_info: instance.name,
        supports_channelback: true,
        registered_integration_service_name: instance.integration.manifest.name,
      },
      to: {},
      rel: null,
    },
  }
}

/** People are known per integration; their name and picture follow the platform. */
function authorOf(state: ZendeskState, instance: Instance, { author }: Resource): User {
  const identity = `${instance.integration.id} ${author.external_id}`
  const texts = new Map((author.fields ?? []).map(({ id, value }) => [id, String(value)]))
  const change = {
    name: author.name ?? author.external_id,
    ...(author.image_url === undefined ? {} : { remotePhotoUrl: author.image_url }),
    ...(author.locale === undefined ? {} : { locale: author.locale }),
    ...(texts.has('notes') ? { notes: texts.get('notes') ?? null } : {}),
    ...(texts.has('details') ? { details: texts.get('details') ?? null } : {}),
  }
  const known = state.people.byIdentity('any_channel', identity)
  if (!known)
    return state.people.create({
      ...change,
      identities: [{ type: 'any_channel', value: identity }],
    })
  return known.name === change.name ? known : state.people.update(known, change)
}

/** Only on creation; system fields go by their English name. */
function ticketFields(state: ZendeskState, fields: readonly Field[]): TicketInput {
  const input: TicketInput = {}
  const custom: { id: number; value: unknown }[] = []
  for (const { id, value } of fields) {
    if (id === 'subject') input.subject = String(value)
    else if (id === 'tags')
      input.tags = Array.isArray(value) ? value.map(String) : String(value).split(/[\s,]+/)
    else if (id === 'priority' || id === 'type') input[id] = String(value)
    else {
      const field = state.fields.find(id)
      if (field && !field.isSystem) custom.push({ id: field.id, value })
    }
  }
  return custom.length > 0 ? { ...input, fields: custom } : input
}

/** Files are fetched without credentials and hung on the comment when they are there. */
async function fetchFile(
  state: ZendeskState,
  { ticket, commentId, url }: { ticket: Ticket; commentId: number; url: string },
): Promise<void> {
  const timeout = AbortSignal.timeout(state.settings.channelTimeoutMs)
  const signal = AbortSignal.any([state.closing, timeout])
  const response = await fetch(url, { signal }).catch(() => undefined)
  const bytes = response?.ok ? Buffer.from(await response.arrayBuffer()) : undefined
  const comment = ticket.comments.find(({ id }) => id === commentId)
  const fileName = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file')
  if (bytes && comment) {
    const contentType = response?.headers.get('content-type') ?? 'application/octet-stream'
    comment.attachments.push(state.files.keep({ fileName, contentType, bytes }))
  }
  state.world.record({
    platform: 'zendesk',
    kind: bytes ? 'attachment.fetched' : 'attachment.lost',
    data: { ticket: ticket.id, comment: commentId, fileName },
  })
}
