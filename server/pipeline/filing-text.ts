import type { InboundMessage, MessagePart, NoticeKey, PublicContext } from '../core/message.ts'
import type { StoredMessage } from '../core/store/inbox.ts'
import { maskPersonalData } from '../understanding/mask.ts'

export interface TextOptions {
  readonly locale: 'zh-CN' | 'en'
  readonly timeZone: string
  readonly masks: boolean
  /** Message ids whose media could not be fetched. */
  readonly withoutMedia: ReadonlySet<string>
  /** Show what the comment stands under (first filing of a thread, or the parent changed). */
  readonly showsContext: boolean
}

/** Zendesk takes 64 k; the rest stays free for the lines around. */
export const maxTextLength = 60_000
const lateAfterMs = 2 * 60_000

const notices: Readonly<Record<NoticeKey, readonly [zh: string, en: string]>> = {
  unknown_kind: [
    '[暂不支持显示的消息类型，请在平台上查看]',
    '[A kind of message that cannot be shown here]',
  ],
  empty_text: [
    '[客户发来一条空内容或表情消息]',
    '[The customer sent an empty message or a sticker]',
  ],
  file_not_downloadable: [
    '[客户发来文件，平台不提供下载，请客户换一种方式发送]',
    '[The customer sent a file the platform does not hand out; ask for another way]',
  ],
  media_unavailable: ['[附件暂时无法取得]', '[The attachment could not be fetched]'],
  unreadable: [
    '[有一条消息未能写入工单，管理员可在死信列表中查看]',
    '[One message could not be filed; an admin finds it in the dead letters]',
  ],
  truncated: ['[内容过长，已截断]', '[Too long, cut here]'],
  deleted_by_author: ['[原内容已被删除]', '[The original was deleted]'],
  menu_choice: ['[客户选择了菜单项]', '[The customer chose a menu item]'],
}

function notice(key: NoticeKey, locale: TextOptions['locale'], detail?: string): string {
  const words = notices[key][locale === 'en' ? 1 : 0]
  return detail ? `${words} ${detail}` : words
}

const mediaNames: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  image: ['[图片]', '[Picture]'],
  voice: ['[语音]', '[Voice message]'],
  video: ['[视频]', '[Video]'],
  file: ['[文件]', '[File]'],
}

/** The customer's own words; links the platform made are ours to show and stay whole. */
function shown(text: string, { masks }: Pick<TextOptions, 'masks'>): string {
  return masks ? maskPersonalData(text) : text
}

function mediaLine(
  part: Extract<MessagePart, { type: 'media' }>,
  isMissing: boolean,
  options: TextOptions,
): string {
  const name = mediaNames[part.media.kind]?.[options.locale === 'en' ? 1 : 0] ?? ''
  const caption = part.caption ? ` ${shown(part.caption, options)}` : ''
  return isMissing
    ? `${name}${caption} ${notice('media_unavailable', options.locale)}`
    : `${name}${caption}`
}

function partLine(part: MessagePart, isMissing: boolean, options: TextOptions): string {
  switch (part.type) {
    case 'text':
      return part.text === '' ? notice('empty_text', options.locale) : shown(part.text, options)
    case 'media':
      return mediaLine(part, isMissing, options)
    case 'location': {
      const label = shown(part.label ?? '', options)
      return `${options.locale === 'en' ? '[Location]' : '[位置]'} ${label} (${part.latitude}, ${part.longitude})`
    }
    case 'link':
      return shown([part.title, part.description, part.url].filter(Boolean).join('\n'), options)
    case 'notice':
      return notice(part.notice, options.locale, shown(part.detail ?? '', options))
  }
}

export function localTime(at: number, timeZone: string): string {
  const format = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('sv-SE', format).format(at)
}

/** Mail that was long on its way says when it was written. */
function timeLine(stored: StoredMessage, options: TextOptions): readonly string[] {
  if (stored.receivedAt - stored.message.sentAt < lateAfterMs) return []
  const time = localTime(stored.message.sentAt, options.timeZone)
  return [options.locale === 'en' ? `[written ${time}]` : `[客户发送于 ${time}]`]
}

function quote(context: PublicContext, options: TextOptions): readonly string[] {
  const label = options.locale === 'en' ? 'On' : '原文'
  const author = context.author ? `@${shown(context.author, options)}: ` : ''
  const text = context.isDeleted
    ? notice('deleted_by_author', options.locale)
    : `${shown(context.text ?? '', options)}${context.isTruncated ? ` ${notice('truncated', options.locale)}` : ''}`
  const lines = text.split('\n').map((line, i) => `> ${i === 0 ? `${label} ${author}` : ''}${line}`)
  return context.link ? [...lines, `> ${context.link}`] : lines
}

function messageLines(stored: StoredMessage, options: TextOptions): readonly string[] {
  const isMissing = options.withoutMedia.has(stored.id)
  const own = stored.message.parts.map((part) => partLine(part, isMissing, options))
  const context = options.showsContext
    ? (stored.message.context ?? []).flatMap((one) => quote(one, options))
    : []
  const { visibility, link: address } = stored.message
  // A comment has no page of its own: its link is that of the post quoted above.
  const isShown = context.includes(`> ${address ?? ''}`)
  const link = visibility === 'public' && address && !isShown ? [address] : []
  return [
    ...timeLine(stored, options),
    ...own,
    ...(context.length > 0 ? ['', ...context] : []),
    ...link,
  ]
}

/** The comment of a filing: members in order, one block each, personal data masked. */
export function filingText(members: readonly StoredMessage[], options: TextOptions): string {
  const blocks = members.map((stored) => messageLines(stored, options).join('\n'))
  const text = blocks.join(
    members.some((one) => one.message.visibility === 'public') ? '\n\n' : '\n',
  )
  if (text.length <= maxTextLength) return text
  // Cut on a whole character, never inside a surrogate pair.
  const cut = text.slice(0, maxTextLength).replace(/[\ud800-\udbff]$/, '')
  return `${cut}\n${notice('truncated', options.locale)}`
}

/** First words of the customer, as the ticket's subject. */
export function filingSubject(
  message: InboundMessage,
  prefix: string,
  options: TextOptions,
): string {
  const first =
    message.parts
      .map((part) => partLine(part, false, options))
      .find((line) => line.trim() !== '') ?? ''
  const flat = first.replace(/\s+/g, ' ').trim()
  const signs = [...flat]
  return `${prefix}${signs.slice(0, 60).join('')}${signs.length > 60 ? '…' : ''}`
}
