import { pageUrl, type MediaShelf } from '../media-shelf.ts'
import type { ChatMessage } from './phones.ts'
import { WechatRefusal } from './refusal.ts'
import { requireShape, type Shape } from './shape.ts'

type Bubble = Omit<ChatMessage, 'id' | 'from' | 'at'>
type Part = Record<string, unknown>

interface Kind {
  shape: Shape
  /** Checks what a shape cannot say, and draws the bubble. */
  show(part: Part, shelf: MediaShelf, now: number): Bubble
}

const TEXT_BYTES = 2_048
const TITLE_CHARACTERS = 64
const DESCRIPTION_CHARACTERS = 512
/** Temporary media live three days. */
const MEDIA_LIFE_MS = 3 * 86_400_000

const text = (part: Part, name: string): string => String(part[name] ?? '')

/** https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage */
const kinds: Readonly<Record<string, Kind>> = {
  text: {
    shape: { 'content?': 'text' },
    show(part) {
      const content = text(part, 'content')
      if (content === '') throw new WechatRefusal(44004)
      if (Buffer.byteLength(content) > TEXT_BYTES) throw new WechatRefusal(45002)
      return { type: 'text', text: content }
    },
  },
  image: mediaKind('image'),
  voice: mediaKind('voice'),
  video: {
    shape: {
      media_id: 'text',
      thumb_media_id: 'text',
      'title?': 'text',
      'description?': 'text',
    },
    show(part, shelf, now) {
      requireMedia(part['thumb_media_id'], ['thumb', 'image'], { shelf, now })
      const mediaUrl = requireMedia(part['media_id'], ['video'], { shelf, now })
      return { type: 'video', mediaUrl, ...titles(part) }
    },
  },
  music: {
    shape: {
      'title?': 'text',
      'description?': 'text',
      musicurl: 'text',
      hqmusicurl: 'text',
      thumb_media_id: 'text',
    },
    show(part, shelf, now) {
      requireMedia(part['thumb_media_id'], ['thumb', 'image'], { shelf, now })
      return { type: 'music', url: text(part, 'musicurl'), ...titles(part) }
    },
  },
  news: {
    shape: {
      articles: [{ title: 'text', 'description?': 'text', 'url?': 'text', 'picurl?': 'text' }],
    },
    show: showNews,
  },
  mpnews: mediaKind('mpnews'),
  mpnewsarticle: {
    shape: { article_id: 'text' },
    show: (part) => ({ type: 'news', title: text(part, 'article_id') }),
  },
  msgmenu: {
    shape: {
      'head_content?': 'text',
      list: [{ id: 'text', content: 'text' }],
      'tail_content?': 'text',
    },
    show: showMenu,
  },
  wxcard: {
    shape: { card_id: 'text' },
    show: (part) => ({ type: 'card', title: text(part, 'card_id') }),
  },
  miniprogrampage: {
    shape: { 'title?': 'text', appid: 'text', pagepath: 'text', thumb_media_id: 'text' },
    show(part, shelf, now) {
      const mediaUrl = requireMedia(part['thumb_media_id'], ['thumb', 'image'], { shelf, now })
      return { type: 'miniprogram', mediaUrl, url: text(part, 'pagepath'), ...titles(part) }
    },
  },
}

/** The bubble a body would draw; refuses it the way the platform would. */
export function readContent(body: Part, shelf: MediaShelf, now: number): Bubble {
  const type = typeof body['msgtype'] === 'string' ? body['msgtype'] : ''
  // Links exist for mini programs only; an Official Account sends `news`.
  if (type === 'link') throw new WechatRefusal(45162)
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (!kind) throw new WechatRefusal(40008)
  requireShape(body, {
    touser: 'text',
    msgtype: 'text',
    [type]: kind.shape,
    'customservice?': { kf_account: 'text' },
    'aimsgcontext?': { is_ai_msg: 'number' },
  })
  return kind.show(body[type] as Part, shelf, now)
}

function mediaKind(type: string): Kind {
  return {
    shape: { media_id: 'text' },
    show: (part, shelf, now) => ({
      type,
      mediaUrl: requireMedia(part['media_id'], [type], { shelf, now }),
    }),
  }
}

/** Undefined ids pass: the member was optional. */
function requireMedia(
  id: unknown,
  types: readonly string[],
  { shelf, now }: { shelf: MediaShelf; now: number },
): string {
  if (id === undefined) return ''
  const media = shelf.get(String(id))
  const isLive = media && types.includes(media.kind) && media.at + MEDIA_LIFE_MS > now
  if (!isLive) throw new WechatRefusal(40007)
  return pageUrl(media.id)
}

function titles(part: Part): { title?: string; text?: string } {
  checkLengths(part)
  return {
    ...(part['title'] === undefined ? {} : { title: text(part, 'title') }),
    ...(part['description'] === undefined ? {} : { text: text(part, 'description') }),
  }
}

function checkLengths(part: Part): void {
  if (text(part, 'title').length > TITLE_CHARACTERS) throw new WechatRefusal(45003)
  if (text(part, 'description').length > DESCRIPTION_CHARACTERS) throw new WechatRefusal(45004)
}

function showNews(part: Part): Bubble {
  const articles = part['articles'] as Part[]
  if (articles.length !== 1) throw new WechatRefusal(45008)
  for (const article of articles) checkLengths(article)
  return {
    type: 'news',
    items: articles.map((article) => ({
      title: text(article, 'title'),
      description: text(article, 'description'),
      url: text(article, 'url'),
      picurl: text(article, 'picurl'),
    })),
  }
}

function showMenu(part: Part): Bubble {
  const list = part['list'] as Part[]
  if (list.length === 0) throw new WechatRefusal(44004)
  return {
    type: 'menu',
    text: text(part, 'head_content'),
    title: text(part, 'tail_content'),
    items: list.map((item) => ({ id: text(item, 'id'), content: text(item, 'content') })),
  }
}
