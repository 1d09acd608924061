import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
  existsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../core/clock.ts'
import { RelayError } from '../core/error.ts'
import type { Log } from '../core/log.ts'
import type { Spool } from '../core/store/index.ts'
import { openBytes, sealBytes } from './keyring.ts'

interface SpoolOptions {
  readonly dir: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly clock: Clock
  readonly log: Log
}

const about = 'spool'
const headBytes = 12
const maxFrame = 8 * 1024 * 1024

/** length (4) + first bytes of the digest (8) + sealed record. */
function frame(key: Uint8Array, record: Uint8Array): Buffer {
  const sealed = sealBytes(key, record, about)
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(sealed.length)
  createHash('sha256').update(sealed).digest().copy(head, 4, 0, 8)
  return Buffer.concat([head, sealed])
}

interface Read {
  readonly records: readonly { readonly record: Buffer; readonly end: number }[]
  readonly isDamaged: boolean
}

/** Whole frames from an offset on. A torn tail (crash while appending) was never acknowledged. */
function readFrames(key: Uint8Array, bytes: Buffer, from: number): Read {
  const records: { record: Buffer; end: number }[] = []
  let at = from
  while (at + headBytes <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const end = at + headBytes + length
    if (length > maxFrame || end > bytes.length) return { records, isDamaged: length > maxFrame }
    const sealed = bytes.subarray(at + headBytes, end)
    const digest = createHash('sha256').update(sealed).digest().subarray(0, 8)
    const record = digest.equals(bytes.subarray(at + 4, at + headBytes))
      ? openBytes(key, sealed, about)
      : undefined
    if (!record) return { records, isDamaged: true }
    records.push({ record, end })
    at = end
  }
  return { records, isDamaged: false }
}

/** One file of sealed frames and one that says how far it was handed over. */
export async function openSpool({ dir, key, log, clock }: SpoolOptions): Promise<Spool> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'mail.spool')
  const mark = join(dir, 'mail.done')
  let isDraining = false

  function doneUpTo(): number {
    return existsSync(mark) ? Number(readFileSync(mark, 'utf8')) || 0 : 0
  }

  function setDone(offset: number): void {
    writeFileSync(`${mark}.new`, String(offset), { flush: true })
    renameSync(`${mark}.new`, mark)
  }

  function size(): number {
    return existsSync(file) ? readFileSync(file).length : 0
  }

  let waiting =
    size() > doneUpTo() ? readFrames(key, readFileSync(file), doneUpTo()).records.length : 0

  function put(bytes: Buffer): void {
    try {
      const handle = openSync(file, 'a', 0o600)
      try {
        writeSync(handle, bytes)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
    } catch (cause) {
      throw new RelayError(
        'store.disk_full',
        'Neither the store nor the local spool can take mail.',
        { cause },
      )
    }
  }

  /** Cuts a torn tail off before appending: new frames after it could never be read. */
  function mendTail(): void {
    if (!existsSync(file)) return
    const bytes = readFileSync(file)
    const { records, isDamaged } = readFrames(key, bytes, doneUpTo())
    const end = records.at(-1)?.end ?? doneUpTo()
    if (end === bytes.length) return
    if (isDamaged) {
      const kept = join(dir, `damaged-${clock.now()}.spool`)
      writeFileSync(kept, bytes, { mode: 0o600 })
      log.error('spool.damaged', { file: kept })
    }
    writeFileSync(file, bytes.subarray(0, end), { mode: 0o600, flush: true })
  }

  mendTail()

  return {
    append(records) {
      put(Buffer.concat(records.map((record) => frame(key, record))))
      waiting += records.length
      return Promise.resolve()
    },
    isEmpty: () => waiting === 0,
    async drain(write) {
      if (isDraining) return
      isDraining = true
      try {
        while (waiting > 0) {
          const { records } = readFrames(key, readFileSync(file), doneUpTo())
          if (records.length === 0) waiting = 0
          for (const { record, end } of records) {
            await write(record)
            setDone(end)
            waiting -= 1
          }
        }
        rmSync(file, { force: true })
        rmSync(mark, { force: true })
      } finally {
        isDraining = false
      }
    },
    close: () => Promise.resolve(),
  }
}
