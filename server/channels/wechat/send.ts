import { RelayError, isRelayError } from '../../core/error.ts'
import type { MediaFile } from '../../core/media.ts'
import type { Delivery, OutboundReply, ReplyContent } from '../../core/reply.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { WechatAccount } from './account.ts'
import type { WechatApi } from './api.ts'

interface Sending {
  readonly account: WechatAccount
  readonly api: WechatApi
  readonly now: () => number
}

type Payload = Readonly<Record<string, unknown>>

const uploadLimits: Readonly<Record<string, number>> = {
  image: 10 * 1024 * 1024,
  voice: 2 * 1024 * 1024,
  video: 10 * 1024 * 1024,
  thumb: 64 * 1024,
}

/**
 * Agents write plain text, but WeChat turns `<a href` into a link. An invisible mark after the bracket
 * keeps it as typed.
 */
export function plainText(text: string): string {
  return text.replace(/<(?=\/?a[\s>])/gi, '<\u200b')
}

/** An upload that failed sent nothing to the customer, whatever became of it. */
async function upload({ api }: Sending, type: string, file: MediaFile): Promise<string> {
  if (file.bytes.length > (uploadLimits[type] ?? 0)) {
    throw new RelayError(
      'channel.media_refused',
      `The file is larger than WeChat takes for ${type}.`,
    )
  }
  try {
    const body = await api.call('/cgi-bin/media/upload', {
      method: 'POST',
      query: { type },
      multipart: { field: 'media', file },
    })
    const id = body['media_id'] ?? body['thumb_media_id']
    return typeof id === 'string' ? id : ''
  } catch (error) {
    if (!isRelayError(error) || error.outcome === 'not_done') throw error
    throw new RelayError('channel.unavailable', 'The file could not be uploaded.', { cause: error })
  }
}

async function mediaPayload(
  sending: Sending,
  content: Extract<ReplyContent, { type: 'media' }>,
): Promise<Payload> {
  if (content.kind === 'file')
    throw new RelayError('channel.unsupported', 'An Official Account cannot send files.')
  const id = await upload(sending, content.kind, content.file)
  return { msgtype: content.kind, [content.kind]: { media_id: id } }
}

function menuPayload(
  { account }: Sending,
  content: Extract<ReplyContent, { type: 'menu' }>,
): Payload {
  const list = content.items.map(({ id, text }) => ({ id, content: text }))
  if (account.canSendMenus) {
    return {
      msgtype: 'msgmenu',
      msgmenu: { head_content: content.head, list, tail_content: content.tail ?? '' },
    }
  }
  const lines = [
    content.head,
    ...content.items.map(({ id, text }) => `${id}. ${text}`),
    content.tail ?? '',
  ]
  return { msgtype: 'text', text: { content: lines.filter((line) => line !== '').join('\n') } }
}

async function miniprogramPayload(
  sending: Sending,
  content: Extract<ReplyContent, { type: 'miniprogram' }>,
): Promise<Payload> {
  const { title, appId, page, thumb } = content
  if (!thumb) throw new RelayError('channel.unsupported', 'A mini-program card needs a picture.')
  const id = await upload(sending, 'thumb', thumb)
  return {
    msgtype: 'miniprogrampage',
    miniprogrampage: { title, appid: appId, pagepath: page, thumb_media_id: id },
  }
}

async function payloadOf(sending: Sending, content: ReplyContent): Promise<Payload> {
  switch (content.type) {
    case 'text':
      return { msgtype: 'text', text: { content: plainText(content.text) } }
    case 'media':
      return mediaPayload(sending, content)
    case 'link': {
      const { title, description = '', url, imageUrl = '' } = content
      return {
        msgtype: 'news',
        news: { articles: [{ title, description, url, picurl: imageUrl }] },
      }
    }
    case 'menu':
      return menuPayload(sending, content)
    case 'miniprogram':
      return miniprogramPayload(sending, content)
    case 'location':
    case 'typing':
      throw new RelayError(
        'channel.unsupported',
        `An Official Account cannot send ${content.type}.`,
      )
  }
}

/** Lasts 15 s, costs nothing, and its failure is of no interest to anybody. */
async function type(sending: Sending, customer: string): Promise<void> {
  try {
    await sending.api.call('/cgi-bin/message/custom/typing', {
      method: 'POST',
      json: { touser: customer, command: 'Typing' },
    })
  } catch (error) {
    if (!isRelayError(error)) throw error
  }
}

/** "Busy", a broken answer or none at all: WeChat may have shown the message. */
function asUnconfirmed(error: RelayError): RelayError {
  const isBusy = Number(error.details['errcode']) === -1
  if (error.outcome !== 'unknown' && !isBusy) return error
  return new RelayError('channel.unconfirmed', 'WeChat did not confirm the send.', {
    cause: error,
    details: error.details,
    outcome: 'unknown',
  })
}

async function post(sending: Sending, payload: Payload): Promise<JsonObject> {
  try {
    return await sending.api.call('/cgi-bin/message/custom/send', { method: 'POST', json: payload })
  } catch (error) {
    throw isRelayError(error) ? asUnconfirmed(error) : error
  }
}

/** One customer-service message. WeChat gives neither a message id nor a delivery report. */
export async function send(sending: Sending, reply: OutboundReply): Promise<Delivery> {
  if (reply.content.type === 'typing') {
    await type(sending, reply.customer)
    return { at: sending.now() }
  }
  const payload = await payloadOf(sending, reply.content)
  const { persona } = reply.author
  const agent = persona === undefined ? {} : { customservice: { kf_account: persona } }
  await post(sending, { touser: reply.customer, ...payload, ...agent })
  return { at: sending.now() }
}
