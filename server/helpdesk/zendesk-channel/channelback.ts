import { createHash } from 'node:crypto'
import type { Form } from '../../core/channel-framework.ts'
import { RelayError } from '../../core/error.ts'
import type { AgentReply, ReplyArrival } from '../../core/helpdesk.ts'
import type { HttpRequest } from '../../core/http.ts'
import { unnamedAuthor } from '../../core/reply.ts'
import { field, fileNameIn, readForm } from './form.ts'
import { openMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'
import { filingIdOf } from './resource.ts'

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
}

/** `id` is the account: whose push token opens the file. */
function attachmentOf(account: string, url: string): AgentReply['attachments'][number] {
  const name = fileNameIn(url)
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const contentType = types[ending] ?? 'application/octet-stream'
  return { kind: 'file', id: account, url, name, contentType }
}

/** The id of a channelback: Zendesk repeats it after network errors, so it is the reply's key. */
export function replyIdOf(identifier: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(identifier)
    ? identifier
    : createHash('sha256').update(identifier).digest('hex')
}

/** Our thread id is the conversation; the message answered leads there as well. */
async function threadOf(options: ZendeskChannelOptions, form: Form): Promise<string | undefined> {
  const parent = field(form, 'parent_id')
  const thread = field(form, 'thread_id')
  if (thread !== undefined || parent === undefined) return thread
  return options.conversationOf(filingIdOf(parent))
}

/**
 * An agent's public reply. The agent is not named by the framework. Throws `helpdesk.forged` for
 * metadata that is not ours, `helpdesk.invalid` for a reply that nothing could be sent of.
 */
export async function readChannelback(
  options: ZendeskChannelOptions,
  request: HttpRequest,
): Promise<ReplyArrival> {
  const form = readForm(request.body)
  const account = await openMetadata(options, field(form, 'metadata'))
  const identifier = field(form, 'request_unique_identifier')
  const threadId = await threadOf(options, form)
  const text = field(form, 'message') ?? ''
  const files = (form['file_urls[]'] ?? []).filter((url) => url !== '')
  const isEmpty = text.trim() === '' && files.length === 0
  if (identifier === undefined || threadId === undefined || isEmpty) {
    throw new RelayError('helpdesk.invalid', 'A channelback lacks its identifier, thread or text.')
  }
  const id = replyIdOf(identifier)
  const reply: AgentReply = {
    id,
    threadId,
    text,
    attachments: files.map((url) => attachmentOf(account, url)),
    author: unnamedAuthor(account),
    isAuthorUnknown: true,
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
