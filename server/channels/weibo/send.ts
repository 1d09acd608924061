import { RelayError } from '../../core/error.ts'
import type { Delivery, OutboundReply, ReplyContent } from '../../core/reply.ts'
import { publicLimit, weiboLength } from '../../core/sent-text/weibo-length.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { WeiboAccount } from './account.ts'
import type { WeiboApi } from './api.ts'
import { idOf, objectIn } from './fields.ts'

interface Sending {
  readonly account: WeiboAccount
  readonly api: WeiboApi
  readonly now: () => number
}

type Answer = JsonObject & { readonly isDelayed?: boolean }

function unsupported(content: ReplyContent): RelayError {
  return new RelayError('channel.unsupported', `Weibo cannot carry ${content.type} here.`)
}

/** The public address of the person who answers; Weibo refuses the reply without it. */
function rip({ account }: Sending, reply: OutboundReply): string {
  const ip = reply.author.ip ?? account.replyIp
  if (ip === undefined) {
    throw new RelayError(
      'channel.config',
      "Weibo demands the agent's public address: set replyIp for this account.",
    )
  }
  return ip
}

async function comment(sending: Sending, reply: OutboundReply): Promise<Answer> {
  const { content, target } = reply
  if (content.type !== 'text') throw unsupported(content)
  if (weiboLength(content.text) > publicLimit) {
    throw new RelayError(
      'channel.content_too_long',
      `A public reply has at most ${publicLimit} characters.`,
    )
  }
  const [id, cid] = [target?.['id'] ?? '', target?.['cid']]
  const form = { id, comment: content.text, rip: rip(sending, reply) }
  const { apiBase } = sending.account
  if (target?.['kind'] === 'comment' && cid !== undefined) {
    return sending.api.write(apiBase, 'comments/reply', { ...form, cid })
  }
  return sending.api.write(apiBase, 'comments/create', form)
}

/** The kinds of a private message; the value is JSON inside a form field, encoded by the form alone. */
function directOf(content: ReplyContent): { type: string; data: unknown } {
  switch (content.type) {
    case 'text':
      return { type: 'text', data: { text: content.text } }
    case 'link': {
      const { title, description = '', imageUrl = '', url } = content
      return {
        type: 'articles',
        data: { articles: [{ display_name: title, summary: description, image: imageUrl, url }] },
      }
    }
    case 'location':
      return {
        type: 'position',
        data: { longitude: String(content.longitude), latitude: String(content.latitude) },
      }
    default:
      throw unsupported(content)
  }
}

async function direct(sending: Sending, reply: OutboundReply): Promise<Answer> {
  const { type, data } = directOf(reply.content)
  return sending.api.write(sending.account.messagesBase, 'messages/reply', {
    type,
    data: JSON.stringify(data),
    receiver_id: reply.customer,
    save_sender_box: 1,
  })
}

/** A comment under the post or comment that was written, or a private message. */
export async function send(sending: Sending, reply: OutboundReply): Promise<Delivery> {
  if (reply.content.type === 'typing') return { at: sending.now() }
  const answer =
    reply.visibility === 'public' ? await comment(sending, reply) : await direct(sending, reply)
  const platformId = idOf(answer) || idOf(objectIn(answer, 'comment'))
  return {
    at: sending.now(),
    ...(platformId && { platformId }),
    ...(answer.isDelayed && { isDelayed: true }),
  }
}
