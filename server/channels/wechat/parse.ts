import type { InboundMessage, RawItem } from '../../core/message.ts'
import { bodyHash, commonOf } from './envelope.ts'
import { parseEvent } from './events.ts'
import { fieldsOfItem, type Fields } from './fields.ts'
import { partsOf } from './parts.ts'
import { grants } from './windows.ts'

/**
 * The same MsgId was seen for different customers, so the sender belongs to the key. Messages
 * without an id are told apart by their whole body: a retry is identical.
 */
function keyOf(fields: Fields, item: RawItem, id: string): string {
  const sender = fields.id('FromUserName')
  if (id !== '') return `msg:${id}:${sender}`
  return `msg:${sender}:${fields.id('CreateTime')}:${fields.id('MsgType')}:${bodyHash(item)}`
}

/** A tap on a menu of ours arrives as text but opens only what a menu tap opens. */
function menuItem(fields: Fields): string | undefined {
  const id = fields.id('bizmsgmenuid')
  return id === '' || id === '0' ? undefined : id
}

/** Filled in place: spreading parts together costs more than decrypting the whole message does. */
type Draft = { -readonly [Name in keyof InboundMessage]: InboundMessage[Name] }

function parseMessage(fields: Fields, item: RawItem): InboundMessage {
  const kind = fields.id('MsgType').toLowerCase()
  const given = fields.id('MsgId')
  const id = given === '0' ? '' : given
  const tapped = menuItem(fields)
  const { customer, thread, visibility, sentAt } = commonOf(fields, item)
  const message: Draft = {
    customer,
    thread,
    visibility,
    sentAt,
    key: keyOf(fields, item, id),
    kind: 'message',
    platformKind: kind,
    parts: partsOf(fields, kind),
    grant: tapped === undefined ? grants.message : grants.menu,
    target: { kind: 'message' },
  }
  if (id !== '') message.platformId = id
  if (tapped !== undefined) message.entry = `menu:${tapped}`
  return message
}

/** From nobody: nobody could be answered, so it is recorded and not filed. */
function parseUnsigned(fields: Fields, item: RawItem): InboundMessage {
  return {
    ...commonOf(fields, item, 'unknown'),
    key: `raw:${bodyHash(item)}`,
    kind: 'event',
    platformKind: fields.id('MsgType').toLowerCase() || 'unknown',
    parts: [],
    event: { name: 'other', detail: {} },
  }
}

/** Pure. Pushes of a third-party platform carry no customer and are none of ours. */
export function parse(item: RawItem): readonly InboundMessage[] {
  const fields = fieldsOfItem(item)
  if (fields.has('InfoType')) return []
  if (fields.id('MsgType').toLowerCase() === 'event') return [parseEvent(fields, item)]
  if (fields.id('FromUserName') === '') return [parseUnsigned(fields, item)]
  return [parseMessage(fields, item)]
}
