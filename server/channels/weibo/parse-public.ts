import type { InboundMessage, MessagePart, PublicContext, WindowGrant } from '../../core/message.ts'
import type { JsonObject } from '../../wire/json.ts'
import { readCreatedAt } from './created-at.ts'
import { idOf, objectIn, textIn } from './fields.ts'
import { isId, timeOfId } from './ids.ts'
import { personOf, regionOf } from './person.ts'
import { contextOf, isDeleted, linkOf, picturesOf, repostsOf, wordsOf } from './post.ts'
import { readText } from './text.ts'

/** One private message may be sent within two days to somebody who mentioned the brand. */
export const mentionGrant: WindowGrant = { rule: 'mention', count: 1, forMs: 48 * 3_600_000 }

function timeOf(item: JsonObject): number {
  const id = idOf(item)
  return readCreatedAt(textIn(item, 'created_at')) ?? (isId(id) ? timeOfId(id) : 0)
}

function words(text: string): readonly MessagePart[] {
  return text === '' ? [] : [{ type: 'text', text }]
}

function nonEmpty(parts: readonly MessagePart[]): readonly MessagePart[] {
  return parts.length > 0 ? parts : [{ type: 'notice', notice: 'empty_text' }]
}

function present(contexts: readonly (PublicContext | undefined)[]): readonly PublicContext[] {
  return contexts.filter((context) => context !== undefined)
}

/** A post that mentions the brand. The post itself is the root of its own thread. */
export function parsePost(post: JsonObject, ownUid: string): readonly InboundMessage[] {
  const id = idOf(post)
  const customer = personOf(objectIn(post, 'user'), regionOf(textIn(post, 'region_name')))
  // A deleted post has no author: nobody to answer, nothing to file.
  if (!isId(id) || !customer || isDeleted(post)) return []
  const { text, isTruncated } = wordsOf(post)
  const cut: readonly MessagePart[] = isTruncated ? [{ type: 'notice', notice: 'truncated' }] : []
  const link = linkOf(customer.id, textIn(post, 'mid') || id)
  const reposts = repostsOf(post)
  return [
    {
      key: `status:${id}`,
      platformId: id,
      kind: customer.id === ownUid ? 'echo' : 'message',
      platformKind: 'status',
      customer,
      thread: id,
      visibility: 'public',
      parts: nonEmpty([...words(text), ...cut, ...picturesOf(post)]),
      sentAt: timeOf(post),
      grant: mentionGrant,
      context: present([contextOf(objectIn(post, 'retweeted_status'))]),
      target: { kind: 'post', id },
      isMention: true,
      ...(link !== undefined && { link }),
      ...(reposts !== undefined && { reposts }),
    },
  ]
}

function parentOf(comment: JsonObject): PublicContext | undefined {
  const parent = objectIn(comment, 'reply_comment')
  const id = idOf(parent)
  if (!parent || id === '') return undefined
  const author = textIn(objectIn(parent, 'user'), 'screen_name')
  const text = readText(textIn(parent, 'text'))
  return { id, ...(text && { text }), ...(author && { author }) }
}

/** A comment: on a brand's post, as an answer to the brand, or mentioning it anywhere. */
export function parseComment(
  comment: JsonObject,
  ownUid: string,
  isMention: boolean,
): readonly InboundMessage[] {
  const id = idOf(comment)
  const status = objectIn(comment, 'status')
  const post = idOf(status)
  const customer = personOf(objectIn(comment, 'user'), regionOf(textIn(comment, 'source')))
  if (!isId(id) || !customer) return []
  const context = present([contextOf(status), parentOf(comment)])
  const link = context[0]?.link
  return [
    {
      key: `comment:${id}`,
      platformId: id,
      kind: customer.id === ownUid ? 'echo' : 'message',
      platformKind: 'comment',
      customer,
      // Without its post a comment must not fall into the customer's private thread, whose name is ''.
      thread: post === '' ? id : post,
      visibility: 'public',
      parts: nonEmpty([...words(readText(textIn(comment, 'text'))), ...picturesOf(comment)]),
      sentAt: timeOf(comment),
      context,
      target: { kind: 'comment', id: post, cid: id },
      ...(isMention && { isMention: true, grant: mentionGrant }),
      ...(link !== undefined && { link }),
    },
  ]
}
