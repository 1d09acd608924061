import type { MessagePart, PublicContext } from '../../core/message.ts'
import type { JsonObject } from '../../wire/json.ts'
import { idOf, listIn, objectIn, textIn } from './fields.ts'
import { midToBid } from './ids.ts'
import { readText } from './text.ts'

const maxPictures = 18

/** `deleted` comes as text or number; a post without author or date is one too. */
export function isDeleted(post: JsonObject): boolean {
  const flag = textIn(post, 'deleted')
  return (
    flag === '1' ||
    flag === 'true' ||
    (!objectIn(post, 'user') && textIn(post, 'created_at') === '')
  )
}

/** The whole text where Weibo gives it; long posts are cut otherwise. */
export function wordsOf(post: JsonObject): { text: string; isTruncated: boolean } {
  const long = textIn(objectIn(post, 'longText'), 'longTextContent')
  if (long !== '') return { text: readText(long), isTruncated: false }
  const isCut = textIn(post, 'isLongText') === 'true' || textIn(post, 'truncated') === 'true'
  return { text: readText(textIn(post, 'text')), isTruncated: isCut }
}

export function linkOf(userId: string, postId: string): string | undefined {
  return userId === '' || postId === ''
    ? undefined
    : `https://weibo.com/${userId}/${midToBid(postId)}`
}

/** Thumbnails name their large twin by the folder in their address. */
function largePicture(url: string): string {
  return url
    .replace(/\/(?:thumbnail|bmiddle|thumb\d+|orj\d+|wap\d+)\//, '/large/')
    .replace(/^http:/, 'https:')
}

export function picturesOf(post: JsonObject): readonly MessagePart[] {
  return listIn(post, 'pic_urls')
    .slice(0, maxPictures)
    .map((picture) => textIn(picture, 'thumbnail_pic'))
    .filter((url) => url !== '')
    .map((url) => ({
      type: 'media',
      media: { kind: 'image', url: isLocal(url) ? url : largePicture(url) },
    }))
}

/** An address of this machine is a test's own and has no other sizes. */
function isLocal(url: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url)
}

function count(post: JsonObject, name: string): number | undefined {
  const value = textIn(post, name)
  return value === '' ? undefined : Number(value)
}

/** How often a post was told on; undefined where it was not, or the platform does not say. */
export function repostsOf(post: JsonObject): number | undefined {
  const reposts = count(post, 'reposts_count')
  return reposts !== undefined && reposts > 0 ? reposts : undefined
}

/** A post that others speak about. */
export function contextOf(post: JsonObject | undefined): PublicContext | undefined {
  const id = idOf(post)
  if (!post || id === '') return undefined
  const user = objectIn(post, 'user')
  const { text, isTruncated } = wordsOf(post)
  const [author, authorId] = [textIn(user, 'screen_name') || textIn(user, 'name'), idOf(user)]
  const link = linkOf(authorId, textIn(post, 'mid') || id)
  const [reposts, comments] = [count(post, 'reposts_count'), count(post, 'comments_count')]
  return {
    id,
    ...(text && { text }),
    ...(author && { author }),
    ...(authorId && { authorId }),
    ...(link !== undefined && { link }),
    ...(isDeleted(post) && { isDeleted: true }),
    ...(isTruncated && { isTruncated: true }),
    ...(reposts !== undefined && { reposts }),
    ...(comments !== undefined && { comments }),
  }
}
