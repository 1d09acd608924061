import type { ChannelDoors } from '../../core/channel.ts'
import { RelayError, isRelayError } from '../../core/error.ts'
import type { IncomingAnswer } from '../../core/http.ts'
import type { MediaFile, MediaKind, MediaRef } from '../../core/media.ts'
import { readJsonObject } from '../../wire/json.ts'
import type { WechatApi } from './api.ts'

export const mediaHosts: readonly string[] = [
  '*.qpic.cn',
  '*.qlogo.cn',
  '*.weixin.qq.com',
  '*.wx.qq.com',
  '*.video.qq.com',
]

const maxBytes = 20 * 1024 * 1024

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'video/mpeg4': 'mp4',
}

const fallbacks: Readonly<Record<MediaKind, readonly [type: string, ending: string]>> = {
  image: ['image/jpeg', 'jpg'],
  voice: ['audio/amr', 'amr'],
  video: ['video/mp4', 'mp4'],
  file: ['application/octet-stream', 'bin'],
}

function typeOf(answer: IncomingAnswer, kind: MediaKind): string {
  const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return endings[type] === undefined ? fallbacks[kind][0] : type
}

/** Named by kind and time: the platform's own name is its media id. */
function fileOf(answer: IncomingAnswer, kind: MediaKind, now: number): MediaFile {
  const contentType = typeOf(answer, kind)
  const ending = endings[contentType] ?? fallbacks[kind][1]
  return { name: `wechat-${kind}-${now}.${ending}`, contentType, bytes: answer.body }
}

interface Fetching {
  readonly api: WechatApi
  readonly doors: ChannelDoors
}

async function byAddress({ doors }: Fetching, url: string): Promise<IncomingAnswer> {
  const answer = await doors.http.call({
    method: 'GET',
    url,
    maxBytes,
    untrusted: { allowedHosts: mediaHosts },
  })
  if (answer.status === 200) return answer
  const code =
    answer.status === 404 || answer.status === 410 ? 'channel.media_gone' : 'channel.unavailable'
  throw new RelayError(code, `The media address answered HTTP ${answer.status}.`)
}

/** Videos are answered with an address instead of bytes. */
function videoAddress(answer: IncomingAnswer): string | undefined {
  const start = new TextDecoder().decode(answer.body.subarray(0, 200)).trimStart()
  if (!start.startsWith('{')) return undefined
  const url = readJsonObject(answer.text())['video_url']
  return typeof url === 'string' ? url : undefined
}

async function byId(fetching: Fetching, id: string): Promise<IncomingAnswer> {
  const answer = await fetching.api.fetch('/cgi-bin/media/get', {
    method: 'GET',
    query: { media_id: id },
    maxBytes,
  })
  const url = videoAddress(answer)
  return url === undefined ? answer : byAddress(fetching, url)
}

/** A customer's file: by its id, or by the picture address that needs no token. */
export async function fetchMedia(fetching: Fetching, ref: MediaRef): Promise<MediaFile> {
  const now = fetching.doors.clock.now()
  if (ref.id === undefined || ref.id === '')
    return fileOf(await byAddress(fetching, ref.url ?? ''), ref.kind, now)
  try {
    return fileOf(await byId(fetching, ref.id), ref.kind, now)
  } catch (error) {
    if (ref.url === undefined || !isRelayError(error)) throw error
    return fileOf(await byAddress(fetching, ref.url), ref.kind, now)
  }
}
