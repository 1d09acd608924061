import type { LabWorld } from '../world.ts'
import type { Ids } from './ids.ts'
import type { Attachment } from './records.ts'
import { recordInvalid } from './refusal.ts'

interface Upload {
  token: string
  files: Attachment[]
  expiresAt: number
}

export interface FileInput {
  fileName: string
  contentType: string
  bytes: Buffer
}

export interface Files {
  /** Adds a file to a token, or to a new one. */
  upload(file: FileInput, token?: string): Upload
  /** Hands the files of these tokens over to a comment; a token works once. */
  claim(tokens: readonly string[]): Attachment[]
  /** Fails like `claim` would, without spending anything. */
  check(tokens: readonly string[]): void
  discard(token: string): boolean
  /** A file that did not come by a token: the channel framework fetches its own. */
  keep(file: FileInput): Attachment
  find(attachmentToken: string): Attachment | undefined
}

const TOKEN_MS = 60 * 60_000
const TOKEN_LENGTH = 32

export function createFiles(world: LabWorld, ids: Ids): Files {
  const uploads = new Map<string, Upload>()
  const attachments = new Map<string, Attachment>()

  const keep = (file: FileInput): Attachment => {
    const attachment = { ...file, id: ids.record(), token: ids.token(TOKEN_LENGTH) }
    attachments.set(attachment.token, attachment)
    return attachment
  }
  const open = (token: string): Upload => {
    const upload = uploads.get(token)
    if (!upload || upload.expiresAt <= world.now()) {
      throw recordInvalid('uploads', {
        description: `Uploads: token ${token} is invalid or has expired`,
        error: 'InvalidValue',
      })
    }
    return upload
  }

  return {
    keep,
    upload(file, token) {
      const expiresAt = world.now() + TOKEN_MS
      const upload =
        token === undefined ? { token: ids.token(TOKEN_LENGTH), files: [], expiresAt } : open(token)
      upload.files.push(keep(file))
      uploads.set(upload.token, upload)
      return upload
    },
    claim(tokens) {
      const claimed = tokens.map(open)
      for (const token of tokens) uploads.delete(token)
      return claimed.flatMap(({ files }) => files)
    },
    check: (tokens) => tokens.forEach(open),
    discard: (token) => uploads.delete(token),
    find: (token) => attachments.get(token),
  }
}

const TYPES: Readonly<Record<string, readonly string[]>> = {
  jpg: ['image/jpeg', 'image/jpg'],
  jpeg: ['image/jpeg', 'image/jpg'],
  png: ['image/png'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  bmp: ['image/bmp'],
  mp3: ['audio/mpeg', 'audio/mp3'],
  wav: ['audio/wav', 'audio/x-wav', 'audio/wave'],
  amr: ['audio/amr'],
  mp4: ['video/mp4', 'audio/mp4'],
  txt: ['text/plain'],
  json: ['application/json'],
  pdf: ['application/pdf'],
  zip: ['application/zip'],
  html: ['text/html'],
}

/** The declared type must fit the name's extension, where the platform knows the extension. */
export function typeFitsName(fileName: string, contentType: string): boolean {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const fitting = TYPES[extension]
  if (!fitting) return true
  return fitting.includes(contentType.split(';')[0]?.trim().toLowerCase() ?? '')
}
