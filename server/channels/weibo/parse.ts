import type { InboundMessage, RawItem } from '../../core/message.ts'
import { readJsonObject } from '../../wire/json.ts'
import { objectIn, textIn } from './fields.ts'
import { parseDirect } from './parse-direct.ts'
import { parseComment, parsePost } from './parse-public.ts'

/** A frame of the commercial stream wraps what the feeds deliver bare. */
function parseFrame(item: RawItem, ownUid: string): readonly InboundMessage[] {
  const frame = readJsonObject(item.body)
  const text = objectIn(frame, 'text')
  if (textIn(text, 'event') === 'delete') return []
  const [status, comment] = [objectIn(text, 'status'), objectIn(text, 'comment')]
  if (comment) return parseComment(comment, ownUid, false)
  return status ? parsePost(status, ownUid) : []
}

/** Pure: one item of any source. What is known from two sources has one key. */
export function parse(item: RawItem, ownUid: string): readonly InboundMessage[] {
  switch (item.source) {
    case 'mentions':
      return parsePost(readJsonObject(item.body), ownUid)
    case 'comments':
      return parseComment(readJsonObject(item.body), ownUid, false)
    case 'comment_mentions':
    case 'pushed_comments':
      return parseComment(readJsonObject(item.body), ownUid, true)
    case 'datapush':
      return parseFrame(item, ownUid)
    default:
      return parseDirect(readJsonObject(item.body), item)
  }
}
