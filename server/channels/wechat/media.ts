import type { ChannelDoors } from '../../core/channel.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import type { MediaFile, MediaRef } from '../../core/media.ts'
import type { WechatApi } from './api.ts'
import { isJsonAnswer, readAnswer } from './answer.ts'
import { typeOf } from './file-type.ts'

export const mediaHosts: readonly string[] = [
  '*.qpic.cn',
  '*.qlogo.cn',
  '*.weixin.qq.com',
  '*.wx.qq.com',
  '*.video.qq.com',
  '*.tc.qq.com',
]

const maxBytes = 20 * 1024 * 1024

interface Fetching {
  readonly api: WechatApi
  readonly doors: ChannelDoors
}

/** Named by kind and time: the platform's own name is its media id. */
function fileOf(answer: IncomingAnswer, ref: MediaRef, now: number): MediaFile {
  const { contentType, ending } = typeOf(answer, ref)
  return { name: `wechat-${ref.kind}-${now}.${ending}`, contentType, bytes: answer.body }
}

async function byAddress({ doors }: Fetching, url: string): Promise<IncomingAnswer> {
  const untrusted = { allowedHosts: mediaHosts }
  const answer = await doors.http.call({ method: 'GET', url, maxBytes, untrusted })
  const { status } = answer
  if (status === 200 && answer.body.length > 0) return answer
  const isGone = status === 404 || status === 410
  throw new RelayError(
    isGone ? 'channel.media_gone' : 'channel.unavailable',
    `The media address answered HTTP ${status}.`,
    { details: { status } },
  )
}

async function byId(fetching: Fetching, id: string): Promise<IncomingAnswer> {
  const answer = await fetching.api.fetch('/cgi-bin/media/get', {
    method: 'GET',
    query: { media_id: id },
    maxBytes,
  })
  if (answer.body.length === 0)
    throw new RelayError('channel.unavailable', 'WeChat gave an empty file.')
  if (!isJsonAnswer(answer)) return answer
  // Videos are answered with an address instead of bytes.
  const { video_url: url } = readAnswer(answer, fetching.doors.clock.now())
  if (typeof url === 'string') return byAddress(fetching, url)
  throw new RelayError('channel.unavailable', 'WeChat answered words where a file was asked for.')
}

/** By id, and where that does not work by the address beside it; the id's own failure is the one told. */
async function download(fetching: Fetching, { id = '', url }: MediaRef): Promise<IncomingAnswer> {
  if (id === '') return byAddress(fetching, url ?? '')
  try {
    return await byId(fetching, id)
  } catch (error) {
    if (url === undefined || !isRelayError(error)) throw error
    return await byAddress(fetching, url).catch(() => {
      throw error
    })
  }
}

/**
 * A customer's file: by its id, or by the picture address that needs no token. Throws
 * `channel.media_gone` once it has expired, three days after it was sent.
 */
export async function fetchMedia(fetching: Fetching, ref: MediaRef): Promise<MediaFile> {
  const answer = await download(fetching, ref)
  return fileOf(answer, ref, fetching.doors.clock.now())
}
