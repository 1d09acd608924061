import { mkdirSync } from 'node:fs'
import { RelayError } from '../core/error.ts'
import type { Spool } from '../core/store/index.ts'
import { createSpoolFiles, type Mail, type SpoolOptions } from './spool-files.ts'
import { frame, maxFrame, type Piece } from './spool-frames.ts'
import { driverCode } from './store-error.ts'

/** The mark is written this often; what is handed over twice after a kill is a known key. */
const markEvery = 64

function refusal(cause: unknown): RelayError {
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(driverCode(cause))
  return new RelayError(
    isFull ? 'store.disk_full' : 'store.unavailable',
    'Neither the store nor the local spool can take mail.',
    { cause },
  )
}

/** Where mail waits while the store is down. What is appended is on the disk when `append` resolves. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 })
  const files = createSpoolFiles(options)
  if (!files.exists()) files.remove()
  let done = files.exists() ? files.readMark() : 0
  let { tail, waiting }: Mail = files.exists() ? files.inspect(done) : { tail: 0, waiting: 0 }
  let isDraining = false

  function advance(piece: Piece): void {
    done = piece.end
    waiting -= 1
    if (waiting % markEvery === 0) saveMark()
  }

  /** A full disk must not hold up what goes the other way. */
  function saveMark(): void {
    try {
      files.writeMark(done)
    } catch (error) {
      options.log.warn('spool.mark_failed', { code: driverCode(error) })
    }
  }

  async function handOver(write: (record: Uint8Array) => Promise<void>): Promise<void> {
    while (waiting > 0) {
      const piece = files.first(done)
      // Damaged since it was written: it was kept aside just now, and mail must not stop for it.
      if (!piece?.record) break
      await write(piece.record)
      advance(piece)
    }
    files.remove()
    done = tail = waiting = 0
  }

  return {
    async append(records) {
      if (records.some(({ length }) => length > maxFrame - 64))
        throw new RelayError('store.unavailable', 'A record is too large for the local spool.')
      const bytes = Buffer.concat(records.map((record) => frame(options.key, record)))
      try {
        files.write(bytes, tail)
      } catch (cause) {
        throw refusal(cause)
      }
      tail += bytes.length
      waiting += records.length
    },
    isEmpty: () => waiting === 0,
    async drain(write) {
      if (isDraining) return
      isDraining = true
      try {
        await handOver(write)
      } catch (error) {
        saveMark()
        throw error
      } finally {
        isDraining = false
      }
    },
    close: () => Promise.resolve(),
  }
}
