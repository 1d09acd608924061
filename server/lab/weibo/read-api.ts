import type { FastifyInstance } from 'fastify'
import { addEndpoint, type Call } from './door.ts'
import { pageOf } from './pager.ts'
import { commentPayload, statusPayload, type PayloadOptions } from './payloads.ts'
import { WeiboRefusal } from './refusal.ts'
import type { Comment, Post, Square } from './square.ts'
import type { WeiboState } from './state.ts'

const PAGING = ['since_id', 'max_id', 'count', 'page'] as const
const FILTERS = ['filter_by_author', 'filter_by_source', 'filter_by_type', 'trim_user'] as const
const COMMERCIAL = ['flag', 'isGetLongText'] as const
const LIST_PARAMS = [...PAGING, ...FILTERS, ...COMMERCIAL]
const STATUS_LIMITS = { usual: 20, most: 200 }
const COMMENT_LIMITS = { usual: 50, most: 200 }
const BATCH = 50
const COUNT_BATCH = 100

export function addReadEndpoints(app: FastifyInstance, state: WeiboState): void {
  addStatusFeeds(app, state)
  addCommentFeed(app, state, ['comments/to_me', 'commentsToMe'])
  addCommentFeed(app, state, ['comments/mentions', 'commentMentions'])
  addCommentFeed(app, state, ['comments/by_me', 'commentsByMe'])
  addCommentFeed(app, state, ['comments/timeline', 'commentTimeline'])
  addEndpoint(app, state, {
    method: 'GET',
    name: 'comments/show',
    required: ['id'],
    optional: LIST_PARAMS,
    answer: (call) => commentList(state, call, findPost(state, call.params['id']).comments),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'comments/show_batch',
    required: ['cids'],
    answer: (call) => commentBatch(state, call),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'statuses/show',
    required: ['id'],
    optional: ['isGetLongText'],
    answer: (call) => showStatus(state, call),
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'statuses/count',
    required: ['ids'],
    answer: (call) => countStatuses(state, call),
  })
}

function addStatusFeeds(app: FastifyInstance, state: WeiboState): void {
  const select = (call: Call) => pageOf(filtered(state, call), call.params, STATUS_LIMITS)
  addEndpoint(app, state, {
    method: 'GET',
    name: 'statuses/mentions',
    optional: LIST_PARAMS,
    answer(call) {
      const page = select(call)
      noteRead(state, 'statuses/mentions', page.items.length)
      const options = optionsOf(state, call)
      const statuses = page.items.map((post) => statusPayload(post, options))
      return { statuses, ...listTail(page) }
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    name: 'statuses/mentions/ids',
    optional: LIST_PARAMS,
    answer(call) {
      const page = pageOf(filtered(state, call), call.params, COMMENT_LIMITS)
      return { statuses: page.items.map((post) => post.id), ...listTail(page) }
    },
  })
}

function filtered(state: WeiboState, { params }: Call): readonly Post[] {
  const { mentions } = state.square.feeds
  // The brand follows nobody, so "whom I follow" is empty.
  if (params['filter_by_author'] === '1') return []
  return params['filter_by_type'] === '1' ? mentions.filter((post) => !post.original) : mentions
}

function addCommentFeed(
  app: FastifyInstance,
  state: WeiboState,
  [name, feed]: readonly [string, keyof Omit<Square['feeds'], 'mentions'>],
): void {
  addEndpoint(app, state, {
    method: 'GET',
    name,
    optional: LIST_PARAMS,
    answer(call) {
      const list = commentList(state, call, state.square.feeds[feed])
      noteRead(state, name, list.comments.length)
      return list
    },
  })
}

function commentList(
  state: WeiboState,
  call: Call,
  feed: readonly Comment[],
): { comments: object[] } {
  const page = pageOf(feed, call.params, COMMENT_LIMITS)
  const options = optionsOf(state, call)
  return {
    comments: page.items.map((comment) => commentPayload(comment, options)),
    ...listTail(page),
  }
}

/** Rounds that bring nothing are told once: a relay asks every few seconds. */
function noteRead(state: WeiboState, name: string, count: number): void {
  if (count === 0 && state.feedsRead.has(name)) return
  state.feedsRead.add(name)
  state.world.record({ platform: 'weibo', kind: 'feed.read', data: { name, count } })
}

function listTail(page: { total: number; nextCursor: number }): object {
  return {
    hasvisible: false,
    previous_cursor: 0,
    next_cursor: page.nextCursor,
    total_number: page.total,
    interval: 0,
  }
}

function optionsOf(state: WeiboState, { params, isCommercial }: Call): PayloadOptions {
  return {
    ...state.payloads(),
    isTrimmed: params['trim_user'] === '1',
    withLongText: isCommercial && params['isGetLongText'] === '1',
  }
}

function commentBatch(state: WeiboState, call: Call): object[] {
  const ids = splitIds(call.params['cids'], BATCH)
  const options = optionsOf(state, call)
  return ids
    .map((id) => state.square.findComment(id))
    .filter((comment) => comment !== undefined && !comment.isDeleted)
    .map((comment) => commentPayload(comment as Comment, options))
}

function showStatus(state: WeiboState, call: Call): object {
  const post = findPost(state, call.params['id'])
  // Without a contract only the authorised user's own posts can be read.
  if (!call.isCommercial && !post.author.isBrand) throw new WeiboRefusal(10014)
  return statusPayload(post, optionsOf(state, call))
}

function countStatuses(state: WeiboState, call: Call): object[] {
  return splitIds(call.params['ids'], COUNT_BATCH)
    .map((id) => state.square.findPost(id))
    .filter((post) => post !== undefined)
    .map((post) => ({
      id: Number(post.id),
      idstr: post.id,
      comments: post.comments.length,
      reposts: post.reposts,
      attitudes: 0,
      number_display_strategy: { apply_scenario_flag: 3, display_text_min_number: 1_000_000 },
    }))
}

function splitIds(value: string | undefined, most: number): string[] {
  const ids = (value ?? '').split(',').filter((id) => id !== '')
  if (ids.length === 0) throw new WeiboRefusal(20001)
  if (ids.length > most) throw new WeiboRefusal(20009)
  return ids
}

export function findPost(state: WeiboState, id: string | undefined): Post {
  const post = state.square.findPost(id ?? '')
  if (!post || post.isDeleted) throw new WeiboRefusal(20101)
  return post
}

export function findComment(state: WeiboState, cid: string | undefined): Comment {
  const comment = state.square.findComment(cid ?? '')
  if (!comment || comment.isDeleted) throw new WeiboRefusal(20201)
  return comment
}
