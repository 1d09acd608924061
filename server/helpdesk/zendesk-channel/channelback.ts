import { createHash } from 'node:crypto'
import { RelayError } from '../../core/error.ts'
import type { AgentReply, ReplyArrival } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import { field, readForm } from './form.ts'
import { openMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
}

function attachmentOf(url: string): AgentReply['attachments'][number] {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const name = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)) || 'file'
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return { kind: 'file', url, name, contentType: types[ending] ?? 'application/octet-stream' }
}

/** The id of a channelback: Zendesk repeats it after network errors, so it is the reply's key. */
export function replyIdOf(identifier: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(identifier)
    ? identifier
    : createHash('sha256').update(identifier).digest('hex')
}

/** An agent's public reply. The agent is not named by the framework. */
export async function readChannelback(
  { tenant, doors }: ZendeskChannelOptions,
  request: HttpRequest,
): Promise<ReplyArrival> {
  const form = readForm(request.body)
  const account = await openMetadata(doors.secrets, tenant, field(form, 'metadata'))
  const identifier = field(form, 'request_unique_identifier')
  const threadId = field(form, 'thread_id')
  if (identifier === undefined || threadId === undefined) {
    throw new RelayError('helpdesk.invalid', 'A channelback lacks its identifier or thread.')
  }
  const id = replyIdOf(identifier)
  const reply: AgentReply = {
    id,
    threadId,
    text: field(form, 'message') ?? '',
    attachments: (form['file_urls[]'] ?? []).map(attachmentOf),
    author: { id: `channel:${account}` },
    at: request.receivedAt,
    isPublic: true,
  }
  const answer = {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ external_id: `c${id}` }),
  }
  return { answer, replies: [reply], touched: [], ticketsLearnt: [], ticketEvents: [], account }
}
