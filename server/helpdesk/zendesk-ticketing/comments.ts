import type { AgentReply, HelpdeskReader } from '../../core/helpdesk.ts'
import type { TicketRef } from '../../core/filing.ts'
import type { MediaKind } from '../../core/media.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'
import { pagesOf } from './pages.ts'

/** Zendesk shows no more at once. */
const maxIds = 100
const maxPeople = 2000

interface Person {
  readonly id: string
  readonly name: string
  readonly role: string
}

export interface People {
  of(ids: readonly string[]): Promise<ReadonlyMap<string, Person>>
}

function personOf(user: JsonObject): Person {
  return { id: textIn(user, 'id'), name: textIn(user, 'name'), role: textIn(user, 'role') }
}

/** Who is who, remembered: an agent's role rarely changes. */
export function createPeople({ api }: Adapter): People {
  const known = new Map<string, Person>()
  return {
    async of(ids) {
      if (known.size > maxPeople) known.clear()
      const missing = [...new Set(ids)].filter((id) => !known.has(id))
      for (let from = 0; from < missing.length; from += maxIds) {
        const query = { ids: missing.slice(from, from + maxIds).join(',') }
        const body = await api.call('/api/v2/users/show_many', {
          method: 'GET',
          query,
          isUrgent: true,
        })
        for (const user of listIn(body, 'users')) known.set(textIn(user, 'id'), personOf(user))
      }
      return known
    },
  }
}

/** Ids grow with time; shorter is smaller. */
function isNewer(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length
}

/** True where the list runs from new to old, as it was asked for. */
function isNewestFirst(page: readonly JsonObject[]): boolean {
  return !isNewer(textIn(page.at(-1), 'id'), textIn(page[0], 'id'))
}

/** Comments after the given one, oldest first; long tickets are read from their end. */
async function commentsAfter(
  { api }: Adapter,
  ticket: string,
  after: string | undefined,
): Promise<readonly JsonObject[]> {
  const fresh: JsonObject[] = []
  const list = {
    path: `/api/v2/tickets/${ticket}/comments`,
    name: 'comments',
    query: { sort: '-created_at' },
    isUrgent: true,
  }
  for await (const page of pagesOf(api, list)) {
    const isFresh = (comment: JsonObject): boolean =>
      after === undefined || isNewer(textIn(comment, 'id'), after)
    fresh.push(...page.filter(isFresh))
    if (isNewestFirst(page) && !page.every(isFresh)) break
  }
  return fresh.sort((a, b) => (isNewer(textIn(a, 'id'), textIn(b, 'id')) ? 1 : -1))
}

function kindOf(type: string): MediaKind {
  const kind = type.split('/')[0]
  return kind === 'image' || kind === 'video' ? kind : kind === 'audio' ? 'voice' : 'file'
}

function attachmentsOf(comment: JsonObject): AgentReply['attachments'] {
  return listIn(comment, 'attachments').map((file) => {
    const contentType = textIn(file, 'content_type') || 'application/octet-stream'
    return {
      kind: kindOf(contentType),
      id: textIn(file, 'id'),
      url: textIn(file, 'content_url'),
      name: textIn(file, 'file_name') || 'file',
      contentType,
      sizeBytes: Number(textIn(file, 'size')) || 0,
    }
  })
}

/** Zendesk's plain form of a comment carries non-breaking blanks from its editor. */
function wordsOf(comment: JsonObject): string {
  const text = textIn(comment, 'plain_body') || textIn(comment, 'body')
  return text
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\r\n/g, '\n')
    .trim()
}

function replyOf(
  { options }: Adapter,
  ticket: TicketRef,
  comment: JsonObject,
  person: Person,
): AgentReply {
  const code = options.codes?.[person.id]
  return {
    id: textIn(comment, 'id'),
    ticket,
    text: wordsOf(comment),
    attachments: attachmentsOf(comment),
    author: { id: person.id, name: person.name, ...(code !== undefined && { code }) },
    at: Date.parse(textIn(comment, 'created_at')),
    isPublic: textIn(comment, 'public') !== 'false',
  }
}

/**
 * What the relay itself wrote: it bears the relay's mark, or came by API from the relay's own user.
 * The same person may also write in the browser.
 */
function isOwn(comment: JsonObject, me: string): boolean {
  const mark = textIn(objectIn(objectIn(comment, 'metadata'), 'custom'), 'weiqiao')
  if (mark !== '') return true
  const channel = textIn(objectIn(comment, 'via'), 'channel')
  return textIn(comment, 'author_id') === me && ['api', 'web_service', ''].includes(channel)
}

/** Agents' comments after the given one, oldest first. */
export function createRepliesAfter(
  adapter: Adapter,
  people: People,
): HelpdeskReader['repliesAfter'] {
  return async (ticket, after) => {
    const fresh = await commentsAfter(adapter, ticket.id, after)
    const [me, known] = await Promise.all([
      adapter.users.me(),
      people.of(fresh.map((comment) => textIn(comment, 'author_id'))),
    ])
    const replies = fresh.flatMap((comment) => {
      const person = known.get(textIn(comment, 'author_id'))
      const isAgent = person !== undefined && (person.role === 'agent' || person.role === 'admin')
      return isAgent && !isOwn(comment, me) ? [replyOf(adapter, ticket, comment, person)] : []
    })
    return { replies, last: textIn(fresh.at(-1), 'id') || after }
  }
}
