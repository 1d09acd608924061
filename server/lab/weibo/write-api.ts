import type { FastifyInstance } from 'fastify'
import { addEndpoint, type Call } from './door.ts'
import { weiboLength } from './length.ts'
import { commentPayload } from './payloads.ts'
import { findComment, findPost } from './read-api.ts'
import { WeiboRefusal } from './refusal.ts'
import type { Comment, Post } from './square.ts'
import type { WeiboState } from './state.ts'

const TEXT_LENGTH = 140
const REPEAT_MS = 10 * 60_000

export function addWriteEndpoints(app: FastifyInstance, state: WeiboState): void {
  addEndpoint(app, state, {
    method: 'POST',
    name: 'comments/create',
    required: ['comment', 'id', 'rip'],
    optional: ['comment_ori'],
    answer(call) {
      requirePublicIp(call.params['rip'])
      return publish(state, call, { post: findPost(state, call.params['id']) })
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    name: 'comments/reply',
    required: ['comment', 'id', 'cid', 'rip'],
    optional: ['comment_ori', 'without_mention'],
    answer(call) {
      requirePublicIp(call.params['rip'])
      const post = findPost(state, call.params['id'])
      const parent = findComment(state, call.params['cid'])
      if (parent.post !== post) throw new WeiboRefusal(20201)
      return publish(state, call, { post, parent })
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    name: 'comments/destroy',
    required: ['cid'],
    answer(call) {
      const comment = findComment(state, call.params['cid'])
      if (!comment.author.isBrand) throw new WeiboRefusal(20203)
      const payload = commentPayload(comment, state.payloads())
      state.square.deleteComment(comment)
      return payload
    },
  })
}

function publish(
  state: WeiboState,
  call: Call,
  target: { post: Post; parent?: Comment },
): Record<string, unknown> {
  const typed = call.params['comment'] ?? ''
  requireText(typed)
  const { post, parent } = target
  // Weibo puts the name in front unless asked not to.
  const isNamed = parent !== undefined && call.params['without_mention'] !== '1'
  const text = isNamed ? `回复@${parent.author.name}:${typed}` : typed
  requireNew(state, { post, text, ...(parent ? { parent } : {}) })

  const { brand } = state.people
  const comment = state.square.comment({
    post,
    author: brand,
    text,
    ...(parent ? { parent } : {}),
  })
  state.world.record({
    platform: 'weibo',
    kind: 'comment.published',
    account: state.plan.weibo.account,
    customer: (parent ?? post).author.uid,
    data: {
      id: comment.id,
      postId: post.id,
      ...(parent ? { cid: parent.id } : {}),
      text: typed,
      rip: call.params['rip'] ?? '',
    },
  })
  return commentPayload(comment, state.payloads())
}

export function requireText(text: string): void {
  if (text.trim() === '') throw new WeiboRefusal(20008)
  if (weiboLength(text) > TEXT_LENGTH) throw new WeiboRefusal(20012)
}

/** The same words under the same target within a few minutes are refused. */
function requireNew(
  state: WeiboState,
  wanted: { post: Post; parent?: Comment; text: string },
): void {
  const earliest = state.world.now() - REPEAT_MS
  const isRepeat = wanted.post.comments.some(
    (comment) =>
      comment.author.isBrand &&
      !comment.isDeleted &&
      comment.at >= earliest &&
      comment.parent === wanted.parent &&
      comment.text === wanted.text,
  )
  if (isRepeat) throw new WeiboRefusal(20019)
}

const PRIVATE_IP = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./

/** `rip` is the public IPv4 address of the person acting; a server's own address is refused. */
export function requirePublicIp(ip: string | undefined): void {
  const isIpv4 = /^(\d{1,3})(\.\d{1,3}){3}$/.test(ip ?? '')
  if (!isIpv4 || PRIVATE_IP.test(ip ?? '')) throw new WeiboRefusal(10017, { detail: 'rip' })
}
