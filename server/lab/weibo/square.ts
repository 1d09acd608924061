import type { LabWorld } from '../world.ts'
import { createIdMint } from './ids.ts'
import type { People, WeiboUser } from './people.ts'

export interface Post {
  id: string
  author: WeiboUser
  text: string
  at: number
  isDeleted: boolean
  pictures: string[]
  /** The root of a chain of reposts. */
  original?: Post
  /** Of a root: everything its chains were told on with. */
  reposts: number
  /** The invisible tail (space and U+200B) many clients leave behind. */
  hasTail: boolean
  comments: Comment[]
}

export interface Comment {
  id: string
  post: Post
  author: WeiboUser
  text: string
  at: number
  isDeleted: boolean
  parent?: Comment
  /** The top comment of the thread; its own id for a top comment. */
  rootId: string
}

export type SquareEvent =
  | { type: 'status'; event: 'add' | 'delete'; post: Post }
  | { type: 'comment'; event: 'add' | 'delete'; comment: Comment }

/** Everything public: posts, comments, and the brand's own feeds over them, oldest first. */
export interface Square {
  publish(post: { author: WeiboUser; text: string; pictures?: string[]; original?: Post }): Post
  comment(part: { post: Post; author: WeiboUser; text: string; parent?: Comment }): Comment
  deletePost(post: Post): void
  deleteComment(comment: Comment): void
  findPost(id: string): Post | undefined
  findComment(id: string): Comment | undefined
  posts(): readonly Post[]
  feeds: {
    mentions: Post[]
    commentsToMe: Comment[]
    commentMentions: Comment[]
    commentsByMe: Comment[]
    commentTimeline: Comment[]
  }
  subscribe(listener: (event: SquareEvent) => void): void
}

export function createSquare(world: LabWorld, people: People): Square {
  const mint = createIdMint(world)
  const posts = new Map<string, Post>()
  const comments = new Map<string, Comment>()
  const listeners: ((event: SquareEvent) => void)[] = []
  const feeds: Square['feeds'] = {
    mentions: [],
    commentsToMe: [],
    commentMentions: [],
    commentsByMe: [],
    commentTimeline: [],
  }
  const tell = (event: SquareEvent): void => listeners.forEach((listener) => listener(event))

  return {
    feeds,
    publish(part) {
      const post = createPost(world, mint.next(), part)
      posts.set(post.id, post)
      if (post.original) post.original.reposts += 1
      const isMention = !post.author.isBrand && mentionsBrand(post.text, people.brand)
      if (isMention) feeds.mentions.push(post)
      tell({ type: 'status', event: 'add', post })
      return post
    },
    comment(part) {
      const id = mint.next()
      const rootId = part.parent?.rootId ?? id
      const comment: Comment = { ...part, id, rootId, at: world.now(), isDeleted: false }
      comments.set(id, comment)
      part.post.comments.push(comment)
      fileComment(feeds, comment, people.brand)
      tell({ type: 'comment', event: 'add', comment })
      return comment
    },
    deletePost(post) {
      post.isDeleted = true
      tell({ type: 'status', event: 'delete', post })
    },
    deleteComment(comment) {
      comment.isDeleted = true
      tell({ type: 'comment', event: 'delete', comment })
    },
    findPost: (id) => posts.get(id),
    findComment: (id) => comments.get(id),
    posts: () => [...posts.values()],
    subscribe: (listener) => void listeners.push(listener),
  }
}

function createPost(world: LabWorld, id: string, part: Parameters<Square['publish']>[0]): Post {
  const { author, text, pictures = [], original } = part
  return {
    id,
    author,
    text,
    at: world.now(),
    isDeleted: false,
    pictures,
    ...(original ? { original: original.original ?? original } : {}),
    hasTail: world.random() < 0.4,
    reposts: 0,
    comments: [],
  }
}

function fileComment(feeds: Square['feeds'], comment: Comment, brand: WeiboUser): void {
  if (comment.author === brand) {
    feeds.commentsByMe.push(comment)
    feeds.commentTimeline.push(comment)
    return
  }
  const isToBrand = comment.post.author === brand || comment.parent?.author === brand
  if (isToBrand) feeds.commentsToMe.push(comment)
  if (isToBrand) feeds.commentTimeline.push(comment)
  if (mentionsBrand(comment.text, brand)) feeds.commentMentions.push(comment)
}

/** A name ends where a character follows that names cannot contain. */
export function mentionsBrand(text: string, brand: WeiboUser): boolean {
  const at = `@${brand.name}`
  for (let index = text.indexOf(at); index >= 0; index = text.indexOf(at, index + 1)) {
    const next = text.charAt(index + at.length)
    // The automatic opening of a reply names whom it answers; Weibo does not count it as a mention.
    const isReplyOpening = text.slice(0, index) === '回复' && next === ':'
    if (!isReplyOpening && !/[\p{L}\p{N}_-]/u.test(next)) return true
  }
  return false
}

export function concernsBrand(event: SquareEvent, brand: WeiboUser): boolean {
  if (event.type === 'status') {
    return event.post.author !== brand && mentionsBrand(event.post.text, brand)
  }
  const { comment } = event
  if (comment.author === brand) return false
  const isToBrand = comment.post.author === brand || comment.parent?.author === brand
  return isToBrand || mentionsBrand(comment.text, brand)
}
