import type { AgentReply, HelpdeskReader } from '../../core/helpdesk.ts'
import type { TicketRef } from '../../core/filing.ts'
import type { MediaKind } from '../../core/media.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { Adapter } from './adapter.ts'
import { listIn, objectIn, textIn } from './json-fields.ts'

const maxPages = 20
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
      const missing = [...new Set(ids)].filter((id) => !known.has(id))
      if (missing.length > 0) {
        if (known.size > maxPeople) known.clear()
        const query = { ids: missing.slice(0, 100).join(',') }
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

async function allComments({ api }: Adapter, ticket: string): Promise<readonly JsonObject[]> {
  const comments: JsonObject[] = []
  let after = ''
  for (let page = 0; page < maxPages; page++) {
    const body = await api.call(`/api/v2/tickets/${ticket}/comments`, {
      method: 'GET',
      query: {
        sort: 'created_at',
        'page[size]': 100,
        ...(after !== '' && { 'page[after]': after }),
      },
      isUrgent: true,
    })
    comments.push(...listIn(body, 'comments'))
    const meta = objectIn(body, 'meta')
    after = textIn(meta, 'has_more') === 'true' ? textIn(meta, 'after_cursor') : ''
    if (after === '') break
  }
  return comments
}

/** Ids grow with time; shorter is smaller. */
function isNewer(id: string, than: string): boolean {
  return id.length === than.length ? id > than : id.length > than.length
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

/** What the relay itself wrote by API: the same person may also write in the browser. */
function isOwn(comment: JsonObject, me: string): boolean {
  return (
    textIn(comment, 'author_id') === me && textIn(objectIn(comment, 'via'), 'channel') === 'api'
  )
}

/** Agents' comments after the given one, oldest first. */
export function createRepliesAfter(
  adapter: Adapter,
  people: People,
): HelpdeskReader['repliesAfter'] {
  return async (ticket, after) => {
    const comments = await allComments(adapter, ticket.id)
    const fresh = comments.filter(
      (comment) => after === undefined || isNewer(textIn(comment, 'id'), after),
    )
    const [me, known] = await Promise.all([
      adapter.users.me(),
      people.of(fresh.map((comment) => textIn(comment, 'author_id'))),
    ])
    const replies = fresh.flatMap((comment) => {
      const person = known.get(textIn(comment, 'author_id'))
      const isAgent = person !== undefined && (person.role === 'agent' || person.role === 'admin')
      return isAgent && !isOwn(comment, me) ? [replyOf(adapter, ticket, comment, person)] : []
    })
    const last = comments
      .map((comment) => textIn(comment, 'id'))
      .reduce((a, b) => (isNewer(b, a) ? b : a), after ?? '')
    return { replies, last: last === '' ? undefined : last }
  }
}
