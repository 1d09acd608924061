import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { present, readInput, sendOptions } from './control-input.ts'
import { ControlRefusal } from './control-refusal.ts'
import { pageUrl, type MediaShelf } from './media-shelf.ts'
import type { WeiboSimulator } from './weibo/index.ts'
import type { WeiboUser } from './weibo/people.ts'
import { mentionsBrand, type Comment, type Post } from './weibo/square.ts'

type ById = { Params: { id: string } }

const customerInput = z.strictObject({
  name: z.string().trim().min(1).max(30),
  followers: z.number().int().min(0).optional(),
  verifiedType: z.number().int().optional(),
})
const postInput = z.strictObject({
  text: z.string().max(5_000),
  mention: z.boolean().optional(),
  picBase64: z.string().optional(),
  /** The post that is reposted with these words. */
  repostOf: z.string().optional(),
})
const commentInput = z.strictObject({
  postId: z.string(),
  text: z.string().min(1).max(5_000),
  replyTo: z.string().optional(),
})
const actInput = z.strictObject({
  type: z.string().min(1),
  text: z.string().optional(),
  subtype: z.string().optional(),
  key: z.string().optional(),
  base64: z.string().optional(),
  contentType: z.string().optional(),
  fileName: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  ...sendOptions,
})

export function addWeiboRoutes(
  scope: FastifyInstance,
  sim: WeiboSimulator,
  shelf: MediaShelf,
): void {
  addPublicRoutes(scope, sim, shelf)
  addPrivateRoutes(scope, sim)
  scope.get('/weibo/timeline', () => ({
    posts: sim.state.square.posts().toReversed().map(showPost),
  }))
  scope.post('/weibo/mention-push', (request) => {
    const { on } = readInput(z.strictObject({ on: z.boolean() }), request.body)
    sim.state.isMentionPushOn = on
    return { on }
  })
  scope.post('/weibo/handshake', () => sim.postbox.handshake())
}

function addPublicRoutes(scope: FastifyInstance, sim: WeiboSimulator, shelf: MediaShelf): void {
  const { people, square, world } = sim.state
  const offered = (author: WeiboUser, kind: string, data: Record<string, unknown>): void => {
    world.record({ platform: 'weibo', kind, customer: author.uid, data })
  }

  scope.post<ById>('/weibo/customers/:id/posts', (request) => {
    const author = findCustomer(sim, request.params.id)
    const { text, mention, picBase64, repostOf } = readInput(postInput, request.body)
    const needsName = mention === true && !mentionsBrand(text, people.brand)
    const pictures = picBase64 === undefined ? [] : [shelvePicture(shelf, picBase64)]
    const original = repostOf === undefined ? undefined : findPost(sim, repostOf)
    const post = square.publish({
      author,
      text: needsName ? `@${people.brand.name} ${text}` : text,
      pictures,
      ...(original ? { original } : {}),
    })
    offered(author, 'post.offered', { id: post.id, text: post.text })
    return { id: post.id }
  })
  scope.post<ById>('/weibo/customers/:id/comments', (request) => {
    const author = findCustomer(sim, request.params.id)
    const { postId, text, replyTo } = readInput(commentInput, request.body)
    const parent = replyTo === undefined ? undefined : findComment(sim, replyTo)
    const comment = square.comment({
      post: findPost(sim, postId),
      author,
      text: parent ? `回复@${parent.author.name}:${text}` : text,
      ...(parent ? { parent } : {}),
    })
    offered(author, 'comment.offered', { id: comment.id, postId, text: comment.text })
    return { id: comment.id }
  })
  scope.post<ById>('/weibo/posts/:id/delete', (request) => {
    const post = findPost(sim, request.params.id)
    square.deletePost(post)
    offered(post.author, 'post.deleted', { id: post.id })
    return { id: post.id }
  })
  scope.post<ById>('/weibo/comments/:id/delete', (request) => {
    const comment = findComment(sim, request.params.id)
    square.deleteComment(comment)
    return { id: comment.id }
  })
  scope.post('/weibo/brand/posts', (request) => {
    const { text } = readInput(z.strictObject({ text: z.string().min(1) }), request.body)
    return { id: square.publish({ author: people.brand, text }).id }
  })
}

function addPrivateRoutes(scope: FastifyInstance, sim: WeiboSimulator): void {
  scope.post('/weibo/customers', (request) => {
    const { name, ...rest } = readInput(customerInput, request.body)
    return { id: sim.state.people.add(name, present(rest)).uid }
  })
  scope.post<ById>('/weibo/customers/:id/messages', async (request) => {
    const customer = findCustomer(sim, request.params.id)
    const { times, at, ...act } = readInput(actInput, request.body)
    const options = present({ times, at })
    return { pushes: await sim.postbox.act(customer, present<typeof act>(act), options) }
  })
  scope.get<ById>('/weibo/customers/:id/messages', (request) => {
    const inbox = sim.state.inboxes.of(findCustomer(sim, request.params.id).uid)
    return { messages: inbox.messages, window: inbox.view(sim.state.world.now()) }
  })
}

function showPost(post: Post): object {
  return {
    id: post.id,
    author: showAuthor(post.author),
    text: post.text,
    at: post.at,
    deleted: post.isDeleted,
    pictures: post.pictures.map(pageUrl),
    ...(post.original ? { repostOf: post.original.id } : {}),
    comments: post.comments.filter((comment) => !comment.isDeleted).map(showComment),
  }
}

function showComment(comment: Comment): object {
  return {
    id: comment.id,
    author: showAuthor(comment.author),
    text: comment.text,
    ...(comment.parent ? { replyTo: comment.parent.id } : {}),
    at: comment.at,
  }
}

function showAuthor({ uid, name, isBrand, avatarColor }: WeiboUser): object {
  return { id: uid, name, isBrand, avatarColor }
}

function shelvePicture(shelf: MediaShelf, base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const isPng = bytes.subarray(0, 4).toString('hex') === '89504e47'
  const contentType = isPng ? 'image/png' : 'image/jpeg'
  return shelf.put({ kind: 'image', bytes, contentType, fileName: 'post.jpg' }).id
}

function findCustomer(sim: WeiboSimulator, uid: string): WeiboUser {
  const user = sim.state.people.find(uid)
  if (!user || user.isBrand) throw new ControlRefusal(404, 'no such customer')
  return user
}

function findPost(sim: WeiboSimulator, id: string): Post {
  const post = sim.state.square.findPost(id)
  if (!post || post.isDeleted) throw new ControlRefusal(404, 'no such post')
  return post
}

function findComment(sim: WeiboSimulator, id: string): Comment {
  const comment = sim.state.square.findComment(id)
  if (!comment || comment.isDeleted) throw new ControlRefusal(404, 'no such comment')
  return comment
}
