import type { InboundMessage, MessagePart, RawItem } from '../../core/message.ts'
import { bodyHash, commonOf } from './envelope.ts'
import { parseEvent } from './events.ts'
import { readFields, type Fields } from './fields.ts'
import { grants } from './windows.ts'

/**
 * The same MsgId was seen for different customers, so the sender belongs to the key. Messages
 * without an id are told apart by their whole body: a retry is identical.
 */
function keyOf(fields: Fields, item: RawItem): string {
  const id = fields.text('MsgId')
  const sender = fields.text('FromUserName')
  if (id !== '' && id !== '0') return `msg:${id}:${sender}`
  return `msg:${sender}:${fields.text('CreateTime')}:${fields.text('MsgType')}:${bodyHash(item)}`
}

function media(fields: Fields, kind: 'image' | 'voice' | 'video'): MessagePart {
  const [id, url, format] = [fields.text('MediaId'), fields.text('PicUrl'), fields.text('Format')]
  return {
    type: 'media',
    media: { kind, ...(id && { id }), ...(url && { url }), ...(format && { format }) },
  }
}

function voice(fields: Fields): readonly MessagePart[] {
  // Speech-to-text was withdrawn in 2023; old accounts may still send a transcript.
  const words = fields.text('Recognition')
  return words === ''
    ? [media(fields, 'voice')]
    : [media(fields, 'voice'), { type: 'text', text: words }]
}

function location(fields: Fields): MessagePart {
  const label = fields.text('Label')
  // Location_X is the latitude.
  const [latitude, longitude] = [
    Number(fields.text('Location_X')),
    Number(fields.text('Location_Y')),
  ]
  return { type: 'location', latitude, longitude, ...(label && { label }) }
}

function link(fields: Fields): MessagePart {
  const [title, description] = [fields.text('Title'), fields.text('Description')]
  return {
    type: 'link',
    url: fields.text('Url'),
    ...(title && { title }),
    ...(description && { description }),
  }
}

function text(fields: Fields): MessagePart {
  const words = fields.text('Content')
  // A sticker the account may not see arrives as an empty text.
  return words.trim() === ''
    ? { type: 'notice', notice: 'empty_text' }
    : { type: 'text', text: words }
}

function unknown(fields: Fields): MessagePart {
  return { type: 'notice', notice: 'unknown_kind', detail: fields.text('MsgType') }
}

function file(fields: Fields): MessagePart {
  return { type: 'notice', notice: 'file_not_downloadable', detail: fields.text('Title') }
}

function miniprogram(fields: Fields): MessagePart {
  return {
    type: 'notice',
    notice: 'unknown_kind',
    detail: `${fields.text('MsgType')} ${fields.text('Title')}`,
  }
}

const partsOf: Readonly<Record<string, (fields: Fields) => readonly MessagePart[]>> = {
  text: (fields) => [text(fields)],
  image: (fields) => [media(fields, 'image')],
  voice,
  video: (fields) => [media(fields, 'video')],
  shortvideo: (fields) => [media(fields, 'video')],
  location: (fields) => [location(fields)],
  link: (fields) => [link(fields)],
  file: (fields) => [file(fields)],
  miniprogrampage: (fields) => [miniprogram(fields)],
}

/** A tap on a menu of ours arrives as text but opens only what a menu tap opens. */
function isMenuTap(fields: Fields): boolean {
  const id = fields.text('bizmsgmenuid')
  return id !== '' && id !== '0'
}

function parseMessage(fields: Fields, item: RawItem): InboundMessage {
  const kind = fields.text('MsgType').toLowerCase()
  const id = fields.text('MsgId')
  const parts = (partsOf[kind] ?? ((other: Fields) => [unknown(other)]))(fields)
  return {
    ...commonOf(fields, item),
    key: keyOf(fields, item),
    kind: 'message',
    platformKind: kind,
    parts,
    grant: isMenuTap(fields) ? grants.menu : grants.message,
    target: { kind: 'message' },
    ...(id !== '' && { platformId: id }),
    ...(isMenuTap(fields) && { entry: `menu:${fields.text('bizmsgmenuid')}` }),
  }
}

/** Pure. Pushes of a third-party platform carry no customer and are none of ours. */
export function parse(item: RawItem): readonly InboundMessage[] {
  const fields = readFields(item.body)
  if (fields.has('InfoType')) return []
  if (fields.text('MsgType').toLowerCase() === 'event') return [parseEvent(fields, item)]
  return [parseMessage(fields, item)]
}
