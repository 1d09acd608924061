import type { InboundMessage, MessagePart, RawItem } from '../../core/message.ts'
import { readJsonObject, type JsonObject } from '../../wire/json.ts'

const day = 86_400_000

export function text(fields: JsonObject, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** An unknown kind is kept and said to be one: nothing a customer sent is lost. */
function partOf(fields: JsonObject): MessagePart {
  const kind = text(fields, 'kind')
  return kind === 'text'
    ? { type: 'text', text: text(fields, 'text') }
    : { type: 'notice', notice: 'unknown_kind', detail: kind }
}

/** Platform field names stay in this folder. Ids are text, times epoch ms. Pure; [] = nothing for us. */
export function parse(item: RawItem): readonly InboundMessage[] {
  const fields = readJsonObject(item.body)
  const id = text(fields, 'id')
  return [
    {
      key: id,
      platformId: id,
      kind: 'message',
      platformKind: text(fields, 'kind'),
      customer: { id: text(fields, 'from') },
      thread: '',
      visibility: 'private',
      parts: [partOf(fields)],
      sentAt: Number(fields['at']) * 1000,
      grant: { rule: 'message', count: null, forMs: day },
      target: {},
    },
  ]
}
