import type { ChannelDoors } from '../../core/channel.ts'
import { RelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import type { MediaFile, MediaRef } from '../../core/media.ts'
import type { WeiboAccount } from './account.ts'

export const mediaHosts: readonly string[] = [
  '*.sinaimg.cn',
  '*.sina.cn',
  '*.weibo.com',
  '*.weibo.cn',
]

const maxBytes = 20 * 1024 * 1024
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
}

function fileOf(answer: IncomingAnswer, ref: MediaRef, now: number): MediaFile {
  const given = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const fallback = ref.kind === 'voice' ? 'audio/amr' : 'image/jpeg'
  const contentType = endings[given] === undefined ? fallback : given
  return {
    name: `weibo-${ref.kind}-${now}.${endings[contentType] ?? 'bin'}`,
    contentType,
    bytes: answer.body,
  }
}

/** A file of a private message by the receiver's file id, or a picture of a post by its address. */
export async function fetchMedia(
  account: WeiboAccount,
  { http, clock }: ChannelDoors,
  ref: MediaRef,
): Promise<MediaFile> {
  const answer =
    ref.id === undefined
      ? await http.call({
          method: 'GET',
          url: ref.url ?? '',
          maxBytes,
          untrusted: { allowedHosts: mediaHosts },
        })
      : await http.call({
          method: 'GET',
          url: `${account.uploadBase}/2/mss/msget`,
          query: { access_token: account.accessToken, fid: ref.id },
          maxBytes,
        })
  const isError = (answer.headers['content-type'] ?? '').includes('json')
  if (answer.status === 404 || answer.status === 410)
    throw new RelayError('channel.media_gone', 'The file is gone on Weibo.')
  if (answer.status !== 200 || isError || answer.body.length === 0) {
    throw new RelayError(
      'channel.unavailable',
      `Weibo did not hand out the file (HTTP ${answer.status}).`,
    )
  }
  return fileOf(answer, ref, clock.now())
}
