import { RelayError, isRelayError } from '../../core/error.ts'
import type { MediaFile } from '../../core/media.ts'
import type { WechatApi } from './api.ts'

export type UploadKind = 'image' | 'voice' | 'video' | 'thumb'

const mebibyte = 1024 * 1024

/** Pictures: the page names 10 MB and 2 MB, and the platform itself may say which. */
const limits: Readonly<Record<UploadKind, number>> = {
  image: 10 * mebibyte,
  voice: 2 * mebibyte,
  video: 10 * mebibyte,
  thumb: 64 * 1024,
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'video/mp4': 'mp4',
}

/** Under a name of our own: an agent's is nobody's business there, and may not be plain ASCII. */
function named(kind: UploadKind, file: MediaFile): MediaFile {
  const own = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toLowerCase()
  return { ...file, name: `${kind}.${endings[file.contentType] ?? own ?? 'bin'}` }
}

/** Temporary material, good for three days; answers its id. A failed upload has shown nobody anything. */
export async function upload(api: WechatApi, kind: UploadKind, file: MediaFile): Promise<string> {
  if (file.bytes.length > limits[kind]) {
    throw new RelayError(
      'channel.media_refused',
      `The file is larger than WeChat takes for ${kind}.`,
    )
  }
  const query = { type: kind }
  const multipart = { field: 'media', file: named(kind, file) }
  try {
    const body = await api.call('/cgi-bin/media/upload', { method: 'POST', query, multipart })
    const id = body['media_id'] ?? body['thumb_media_id']
    if (typeof id === 'string' && id !== '') return id
  } catch (error) {
    if (!isRelayError(error) || error.outcome === 'not_done') throw error
    throw new RelayError('channel.unavailable', 'The file could not be uploaded.', { cause: error })
  }
  throw new RelayError('channel.unavailable', 'WeChat gave no id for the uploaded file.')
}
