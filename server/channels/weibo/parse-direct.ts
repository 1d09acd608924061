import { createHash } from 'node:crypto'
import type {
  EventName,
  InboundMessage,
  MessagePart,
  RawItem,
  WindowGrant,
} from '../../core/message.ts'
import type { JsonObject } from '../../wire/json.ts'
import { readCreatedAt } from './created-at.ts'
import { objectIn, textIn } from './fields.ts'
import { isId } from './ids.ts'
import { mentionGrant } from './parse-public.ts'
import { linkOf } from './post.ts'
import { readText } from './text.ts'

/** Unlimited for two days after the customer acted. */
const opened: WindowGrant = { rule: 'message', count: null, forMs: 48 * 3_600_000 }

interface EventRule {
  readonly name: EventName
  readonly opens?: boolean
  readonly leaves?: boolean
}

const events: Readonly<Record<string, EventRule>> = {
  follow: { name: 'followed', opens: true },
  unfollow: { name: 'unfollowed', leaves: true },
  subscribe: { name: 'followed', opens: true },
  unsubscribe: { name: 'unfollowed', leaves: true },
  scan: { name: 'scanned', opens: true },
  scan_follow: { name: 'scanned', opens: true },
  click: { name: 'menu', opens: true },
  view: { name: 'menu' },
}

function coordinate(info: JsonObject | undefined, name: string): number {
  const text = textIn(info, name)
  return text === '' ? NaN : Number(text)
}

function partsOf(push: JsonObject, type: string): readonly MessagePart[] {
  const info = objectIn(push, 'data')
  const text = readText(textIn(push, 'text'))
  const words: readonly MessagePart[] = text === '' ? [] : [{ type: 'text', text }]
  switch (type) {
    case 'text':
      return [text === '' ? { type: 'notice', notice: 'empty_text' } : { type: 'text', text }]
    case 'position': {
      const [latitude, longitude] = [coordinate(info, 'latitude'), coordinate(info, 'longitude')]
      if (!Number.isFinite(latitude) || !Number.isFinite(longitude))
        return [{ type: 'notice', notice: 'unreadable', detail: type }, ...words]
      return [{ type: 'location', latitude, longitude, ...(text && { label: text }) }]
    }
    case 'image':
    case 'voice': {
      // The receiver's own file id; the sender's opens nothing for us.
      const id = textIn(info, 'tovfid') || textIn(info, 'vfid')
      if (id === '') return [{ type: 'notice', notice: 'media_unavailable' }, ...words]
      return [{ type: 'media', media: { kind: type, id } }]
    }
    default:
      return [{ type: 'notice', notice: 'unknown_kind', detail: type }, ...words]
  }
}

interface Common {
  readonly key: string
  readonly customer: { readonly id: string }
  readonly thread: ''
  readonly visibility: 'private'
  readonly sentAt: number
}

/** Pushes carry no id: a retry is equal to the byte, two quick messages are not. */
function commonOf(push: JsonObject, item: RawItem): Common {
  const hash = createHash('sha256').update(item.body).digest('hex')
  return {
    key: `dm:${hash}`,
    customer: { id: textIn(push, 'sender_id') },
    thread: '',
    visibility: 'private',
    sentAt: readCreatedAt(textIn(push, 'created_at')) ?? item.signedAt ?? 0,
  }
}

function parseEvent(push: JsonObject, common: Common): InboundMessage {
  const info = objectIn(push, 'data')
  const subtype = textIn(info, 'subtype')
  const key = textIn(info, 'key')
  const rule = (Object.hasOwn(events, subtype) && events[subtype]) || { name: 'other' as const }
  const entry = key === '' ? undefined : `${subtype.startsWith('scan') ? 'qr' : 'menu'}:${key}`
  return {
    ...common,
    kind: rule.leaves ? 'withdrawal' : 'event',
    platformKind: `event.${subtype}`,
    parts: [],
    event: { name: rule.name, detail: { subtype, ...(key && { key }) } },
    ...(rule.opens && { grant: opened }),
    ...(entry !== undefined && { entry }),
  }
}

/**
 * A pushed mention. A post is filed as it is, the feed's copy has the same key; a comment lacks its
 * post, so only the fact is kept and the comment itself is fetched.
 */
function parseMention(push: JsonObject, common: Common): InboundMessage {
  const info = objectIn(push, 'data')
  const id = textIn(info, 'key')
  if (textIn(info, 'subtype') !== 'status' || !isId(id)) {
    const detail = { subtype: textIn(info, 'subtype'), key: id }
    return {
      ...common,
      kind: 'event',
      platformKind: 'mention.comment',
      parts: [],
      event: { name: 'other', detail },
    }
  }
  const text = readText(textIn(push, 'text'))
  const link = linkOf(common.customer.id, id)
  return {
    ...common,
    key: `status:${id}`,
    platformId: id,
    kind: 'message',
    platformKind: 'status',
    thread: id,
    visibility: 'public',
    parts: [text === '' ? { type: 'notice', notice: 'empty_text' } : { type: 'text', text }],
    grant: mentionGrant,
    target: { kind: 'post', id },
    isMention: true,
    ...(link !== undefined && { link }),
  }
}

/** Private messages, events and mentions pushed by the fans service. */
export function parseDirect(push: JsonObject, item: RawItem): readonly InboundMessage[] {
  const type = textIn(push, 'type')
  const common = commonOf(push, item)
  if (common.customer.id === '') return []
  if (type === 'event') return [parseEvent(push, common)]
  if (type === 'mention') return [parseMention(push, common)]
  const parts = partsOf(push, type)
  return [
    {
      ...common,
      kind: 'message',
      platformKind: type,
      parts,
      grant: opened,
      target: { kind: 'dm' },
    },
  ]
}

/** The comment a pushed mention speaks of, to be fetched whole. */
export function mentionedComment(push: JsonObject): string | undefined {
  const info = objectIn(push, 'data')
  const isComment = textIn(push, 'type') === 'mention' && textIn(info, 'subtype') === 'comment'
  const id = textIn(info, 'key')
  return isComment && isId(id) ? id : undefined
}
