import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { bytesOf, piecesOf, type Piece } from './spool-frames.ts'

export interface SpoolOptions {
  readonly dir: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly clock: Clock
  readonly log: Log
}

function withFile<T>(path: string, flags: string, work: (file: number) => T): T {
  const file = openSync(path, flags, 0o600)
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
}

/** A new name is durable only once its folder is. */
function flushFolder(dir: string): void {
  withFile(dir, 'r', fsyncSync)
}

/** The kernel may take only a part of what it is given. */
function writeAll(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
  }
}

export interface Mail {
  /** Where the next frame goes: behind the last whole one. */
  readonly tail: number
  readonly waiting: number
}

export interface SpoolFiles {
  readonly exists: () => boolean
  /** Where handing over goes on. A mark beyond the mail is none of this mail's. */
  readonly readMark: () => number
  readonly writeMark: (offset: number) => void
  /** What waits from an offset on. Damage is kept aside; at the end it is cut off as well. */
  readonly inspect: (from: number) => Mail
  /** The oldest frame from an offset on. */
  readonly first: (from: number) => Piece | undefined
  /** Throws when a byte of it may be missing; then nothing of it stays. */
  readonly write: (bytes: Buffer, at: number) => void
  readonly remove: () => void
}

interface Damage {
  readonly keep: (opened: number, piece: Piece) => void
  readonly forget: () => void
}

/** Bytes that are no mail any more are put beside the spool once, for whoever has to look. */
function createDamage({ dir, log, clock }: SpoolOptions): Damage {
  const kept = new Set<number>()
  return {
    keep(opened, piece) {
      if (kept.has(piece.start)) return
      kept.add(piece.start)
      const aside = join(dir, `damaged-${clock.now()}-${piece.start}.spool`)
      const facts = { file: aside, bytes: piece.end - piece.start }
      try {
        writeFileSync(aside, bytesOf(opened, piece), { mode: 0o600, flush: true })
        log.error('spool.damaged', facts)
      } catch {
        // A full disk must not keep the relay from starting.
        log.error('spool.damage_not_kept', facts)
      }
    },
    forget: () => kept.clear(),
  }
}

/** The files of a spool: sealed frames in one, how far they were handed over in the other. */
export function createSpoolFiles(options: SpoolOptions): SpoolFiles {
  const { dir, key } = options
  const file = join(dir, 'mail.spool')
  const mark = join(dir, 'mail.done')
  const damage = createDamage(options)

  function write(bytes: Buffer, at: number): void {
    const isNew = !existsSync(file)
    withFile(file, isNew ? 'w' : 'r+', (opened) => {
      try {
        writeAll(opened, bytes, at)
        fsyncSync(opened)
      } catch (error) {
        ftruncateSync(opened, at)
        throw error
      }
    })
    if (isNew) flushFolder(dir)
  }

  function inspect(from: number): Mail {
    let [tail, waiting] = [from, 0]
    withFile(file, 'r+', (opened) => {
      for (const piece of piecesOf(opened, key, from)) {
        if (!piece.record) damage.keep(opened, piece)
        else [tail, waiting] = [piece.end, waiting + 1]
      }
      ftruncateSync(opened, tail)
      fsyncSync(opened)
    })
    return { tail, waiting }
  }

  function first(from: number): Piece | undefined {
    return withFile(file, 'r', (opened) => {
      for (const piece of piecesOf(opened, key, from)) {
        if (piece.record) return piece
        damage.keep(opened, piece)
      }
      return undefined
    })
  }

  return {
    exists: () => existsSync(file),
    write,
    inspect,
    first,
    readMark() {
      const offset = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) || 0 : 0
      return offset <= statSync(file).size ? offset : 0
    },
    writeMark(offset) {
      writeFileSync(`${mark}.new`, String(offset), { flush: true })
      renameSync(`${mark}.new`, mark)
    },
    // The mark goes first: without it mail is handed over twice, with it alone new mail would be skipped.
    remove() {
      rmSync(mark, { force: true })
      rmSync(file, { force: true })
      damage.forget()
    },
  }
}
