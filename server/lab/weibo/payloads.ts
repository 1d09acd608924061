import { weiboDate } from './dates.ts'
import { weiboLength } from './length.ts'
import { userPayload, type WeiboUser } from './people.ts'
import type { Comment, Post } from './square.ts'

type Payload = Record<string, unknown>

export interface PayloadOptions {
  /** Where the simulator's pictures are fetched. */
  base: string
  /** `trim_user=1`: only the author's id. */
  isTrimmed?: boolean
  /** `isGetLongText=1`, a commercial switch. */
  withLongText?: boolean
}

const SHORT_TEXT = 140
const DELETED = '抱歉，此微博已被作者删除。查看帮助：http://t.cn/Rfd3rQV'
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** API text is plain, with exactly these four characters encoded. */
function encode(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

function author(user: WeiboUser, options: PayloadOptions): Payload {
  return options.isTrimmed ? { user_id: Number(user.uid) } : { user: userPayload(user) }
}

/** https://open.weibo.com/wiki/2/statuses/mentions */
export function statusPayload(post: Post, options: PayloadOptions): Payload {
  if (post.isDeleted) return deletedPayload(post)
  const isLong = weiboLength(post.text) > SHORT_TEXT
  return {
    visible: { type: 0, list_id: 0 },
    created_at: weiboDate(post.at),
    id: Number(post.id),
    idstr: post.id,
    mid: post.id,
    can_edit: false,
    text: statusText(post, isLong),
    textLength: weiboLength(post.text) * 2,
    source_allowclick: 0,
    source_type: 1,
    source: '<a href="http://app.weibo.com/t/feed/6vtZb0" rel="nofollow">微博 weibo.com</a>',
    favorited: false,
    truncated: false,
    in_reply_to_status_id: '',
    in_reply_to_user_id: '',
    in_reply_to_screen_name: '',
    ...pictures(post, options.base),
    geo: null,
    is_paid: false,
    mblog_vip_type: 0,
    ...author(post.author, options),
    ...(post.original ? { retweeted_status: statusPayload(post.original, options) } : {}),
    reposts_count: post.reposts,
    comments_count: post.comments.length,
    attitudes_count: 0,
    pending_approval_count: 0,
    isLongText: isLong,
    ...(isLong && options.withLongText
      ? { longText: { longTextContent: encode(post.text), url_objects: [] } }
      : {}),
    mlevel: 0,
    biz_feature: 0,
    hasActionTypeCard: 0,
    darwin_tags: [],
    hot_weibo_tags: [],
    text_tag_tips: [],
    userType: 0,
    more_info_type: 0,
    positive_recom_flag: 0,
    gif_ids: '',
    is_show_bulletin: 2,
    annotations: [],
  }
}

function statusText(post: Post, isLong: boolean): string {
  const text = isLong
    ? `${post.text.slice(0, SHORT_TEXT - 5)}...全文： http://m.weibo.cn/${post.author.uid}/${post.id}`
    : post.text
  return encode(text) + (post.hasTail ? ' \u200b' : '')
}

function pictures(post: Post, base: string): Payload {
  const urls = post.pictures.map((id) => `${base}/thumbnail/${id}.jpg`)
  const first = urls[0]
  if (first === undefined) return { pic_urls: [], pic_num: 0 }
  return {
    pic_urls: urls.map((url) => ({ thumbnail_pic: url })),
    thumbnail_pic: first,
    bmiddle_pic: first.replace('/thumbnail/', '/bmiddle/'),
    original_pic: first.replace('/thumbnail/', '/large/'),
    pic_num: urls.length,
  }
}

/** A deleted post comes back without its author and its time. */
function deletedPayload(post: Post): Payload {
  return {
    deleted: '1',
    text: DELETED,
    created_at: '',
    id: Number(post.id),
    idstr: post.id,
    mid: post.id,
  }
}

/** https://open.weibo.com/wiki/2/comments/to_me */
export function commentPayload(
  comment: Comment,
  options: PayloadOptions & { isNested?: boolean },
): Payload {
  return {
    created_at: weiboDate(comment.at),
    id: Number(comment.id),
    rootid: Number(comment.rootId),
    rootidstr: comment.rootId,
    floor_number: 0,
    text: encode(comment.text),
    disable_reply: 0,
    restrictOperate: 0,
    source_allowclick: 0,
    source_type: 2,
    source: `来自${comment.author.region}`,
    ...author(comment.author, options),
    mid: comment.id,
    idstr: comment.id,
    url_objects: [],
    liked: false,
    like_count: 0,
    ...(options.isNested ? {} : { status: statusPayload(comment.post, options) }),
    ...(comment.parent && !options.isNested
      ? { reply_comment: commentPayload(comment.parent, { ...options, isNested: true }) }
      : {}),
  }
}
