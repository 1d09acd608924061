import { createHash } from 'node:crypto'
import { fstatSync, readSync } from 'node:fs'
import { openBytes, sealBytes } from './keyring.ts'

const about = 'spool'
const headBytes = 12
/** Longest sealed record, bytes. Callbacks are at most 256 KiB. */
export const maxFrame = 8 * 1024 * 1024
/** The shortest seal: nonce and tag around nothing. */
const minFrame = 28

function digestOf(sealed: Uint8Array): Buffer {
  return createHash('sha256').update(sealed).digest().subarray(0, 8)
}

/** length (4) + first bytes of the digest (8) + sealed record. */
export function frame(key: Uint8Array, record: Uint8Array): Buffer {
  const sealed = sealBytes(key, record, about)
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(sealed.length)
  digestOf(sealed).copy(head, 4)
  return Buffer.concat([head, sealed])
}

/** A whole frame, or bytes that are none. Offsets in the file. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly record: Buffer | undefined
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, at))
}

function frameAt(file: number, key: Uint8Array, at: number, size: number): Piece | undefined {
  const head = readAt(file, at, headBytes)
  if (head.length < headBytes) return undefined
  const length = head.readUInt32BE(0)
  const end = at + headBytes + length
  if (length < minFrame || length > maxFrame || end > size) return undefined
  const sealed = readAt(file, at + headBytes, length)
  if (!digestOf(sealed).equals(head.subarray(4))) return undefined
  const record = openBytes(key, sealed, about)
  return record && { start: at, end, record }
}

/** The next whole frame behind a damaged place: what was acknowledged after it must not go with it. */
function nextFrame(file: number, key: Uint8Array, from: number, size: number): Piece | undefined {
  for (let at = from; at + headBytes + minFrame <= size; at++) {
    const found = frameAt(file, key, at, size)
    if (found) return found
  }
  return undefined
}

/** What lies in the file from an offset on: frames in order, and the damage between them. */
export function* piecesOf(file: number, key: Uint8Array, from: number): Generator<Piece> {
  const { size } = fstatSync(file)
  let at = from
  while (at < size) {
    const whole = frameAt(file, key, at, size) ?? nextFrame(file, key, at + 1, size)
    const start = whole?.start ?? size
    if (start > at) yield { start: at, end: start, record: undefined }
    if (!whole) return
    yield whole
    at = whole.end
  }
}

/** The bytes of a piece as they lie there. */
export function bytesOf(file: number, { start, end }: Piece): Buffer {
  return readAt(file, start, end - start)
}
