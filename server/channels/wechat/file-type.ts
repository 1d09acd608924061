import type { IncomingAnswer } from '../../core/http.ts'
import type { MediaKind, MediaRef } from '../../core/media.ts'

interface FileType {
  readonly contentType: string
  readonly ending: string
}

const png: FileType = { contentType: 'image/png', ending: 'png' }
const jpeg: FileType = { contentType: 'image/jpeg', ending: 'jpg' }
const gif: FileType = { contentType: 'image/gif', ending: 'gif' }
const webp: FileType = { contentType: 'image/webp', ending: 'webp' }
const amr: FileType = { contentType: 'audio/amr', ending: 'amr' }
const silk: FileType = { contentType: 'audio/silk', ending: 'silk' }
const speex: FileType = { contentType: 'audio/speex', ending: 'speex' }
const mp3: FileType = { contentType: 'audio/mpeg', ending: 'mp3' }
const mp4: FileType = { contentType: 'video/mp4', ending: 'mp4' }

/** How files begin, as bytes read like Latin letters. Names and headers lie: an "amr" may be silk. */
const beginnings: readonly (readonly [RegExp, FileType])[] = [
  [/^\x89PNG/, png],
  [/^\xff\xd8\xff/, jpeg],
  [/^GIF8/, gif],
  [/^RIFF....WEBP/s, webp],
  [/^#!AMR/, amr],
  [/^\x02?#!SILK/, silk],
  [/^(?:ID3|\xff[\xfb\xf3\xf2])/, mp3],
  [/^....ftyp/s, mp4],
]

const declared: Readonly<Record<string, FileType>> = {
  'image/jpeg': jpeg,
  'image/jpg': jpeg,
  'image/png': png,
  'image/gif': gif,
  'image/webp': webp,
  'audio/amr': amr,
  'audio/speex': speex,
  'audio/mpeg': mp3,
  'video/mp4': mp4,
  'video/mpeg4': mp4,
}

const usual: Readonly<Record<MediaKind, FileType>> = {
  image: jpeg,
  voice: amr,
  video: mp4,
  file: { contentType: 'application/octet-stream', ending: 'bin' },
}

/** What a file is: by its first bytes, else by what the push and the answer call it, else the usual. */
export function typeOf({ body, headers }: IncomingAnswer, { kind, format }: MediaRef): FileType {
  const start = Buffer.from(body.subarray(0, 16)).toString('latin1')
  const found = beginnings.find(([beginning]) => beginning.test(start))
  if (found) return found[1]
  // Speex has no mark of its own, and its header often says amr.
  if (kind === 'voice' && format?.toLowerCase() === 'speex') return speex
  const named = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  return (Object.hasOwn(declared, named) ? declared[named] : undefined) ?? usual[kind]
}
