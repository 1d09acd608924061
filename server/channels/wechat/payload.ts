import { RelayError, isRelayError } from '../../core/error.ts'
import type { ReplyContent } from '../../core/reply.ts'
import { plainText, rawText } from '../../core/sent-text/wechat-words.ts'
import type { WechatAccount } from './account.ts'
import type { WechatApi } from './api.ts'
import { upload } from './upload.ts'
import { videoThumb } from './video-thumb.ts'

export interface Sending {
  readonly account: WechatAccount
  readonly api: WechatApi
}

export type Payload = Readonly<Record<string, unknown>>
type Content<T extends ReplyContent['type']> = Extract<ReplyContent, { type: T }>

/** A video is shown with a picture. Its own is not known here; without any it is sent all the same. */
async function videoPayload({ api }: Sending, file: Content<'media'>['file']): Promise<Payload> {
  const media_id = await upload(api, 'video', file)
  const thumb = await upload(api, 'thumb', videoThumb).catch((error: unknown) => {
    if (isRelayError(error)) return undefined
    throw error
  })
  const title = rawText(file.name.replace(/\.[^.]*$/, '').slice(0, 60))
  return {
    msgtype: 'video',
    video: {
      media_id,
      ...(thumb !== undefined && { thumb_media_id: thumb }),
      title,
      description: '',
    },
  }
}

async function mediaPayload(sending: Sending, { kind, file }: Content<'media'>): Promise<Payload> {
  if (kind === 'file')
    throw new RelayError('channel.unsupported', 'An Official Account cannot send files.')
  if (kind === 'video') return videoPayload(sending, file)
  const media_id = await upload(sending.api, kind, file)
  return { msgtype: kind, [kind]: { media_id } }
}

function textPayload(text: string): Payload {
  return { msgtype: 'text', text: { content: plainText(text) } }
}

/** A menu in words, for accounts that may not send one. */
export function menuAsText({ head, items, tail = '' }: Content<'menu'>): Payload {
  const lines = [head, ...items.map(({ id, text }) => `${id}. ${text}`), tail]
  return textPayload(lines.filter((line) => line !== '').join('\n'))
}

function menuPayload({ account }: Sending, content: Content<'menu'>): Payload {
  if (!account.canSendMenus) return menuAsText(content)
  const { head, items, tail = '' } = content
  const list = items.map(({ id, text }) => ({ id: rawText(id), content: rawText(text) }))
  return {
    msgtype: 'msgmenu',
    msgmenu: { head_content: plainText(head), list, tail_content: plainText(tail) },
  }
}

/** Links of their own exist for mini programs only; here an article with one entry is what shows one. */
function linkPayload({ title, description = '', url, imageUrl = '' }: Content<'link'>): Payload {
  const article = {
    title: rawText(title),
    description: rawText(description),
    url,
    picurl: imageUrl,
  }
  return { msgtype: 'news', news: { articles: [article] } }
}

async function miniprogramPayload(
  { api }: Sending,
  { title, appId, page, thumb }: Content<'miniprogram'>,
): Promise<Payload> {
  if (!thumb) throw new RelayError('channel.unsupported', 'A mini-program card needs a picture.')
  const thumb_media_id = await upload(api, 'thumb', thumb)
  return {
    msgtype: 'miniprogrampage',
    miniprogrampage: { title: rawText(title), appid: appId, pagepath: page, thumb_media_id },
  }
}

/** The body of a send, its files uploaded. Throws `channel.unsupported` for what cannot be sent. */
export async function payloadOf(sending: Sending, content: ReplyContent): Promise<Payload> {
  switch (content.type) {
    case 'text':
      return textPayload(content.text)
    case 'media':
      return mediaPayload(sending, content)
    case 'link':
      return linkPayload(content)
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
