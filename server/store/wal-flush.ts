import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface WalFlush {
  /** Resolves when everything committed before the call is on disk. Rejects when the disk refuses. */
  flush(): Promise<void>
  close(): Promise<void>
}

interface Log {
  datasync(): Promise<void>
  close(): Promise<void>
}

interface FlushOptions {
  readonly openLog: () => Promise<Log>
  /** Moves the log's content into the database, flushed: the way out after the disk refused once. */
  readonly rescue: () => Promise<void>
}

/** Opens the write-ahead log beside a database; its name in the folder must survive a power cut too. */
export async function openWal(path: string): Promise<Log> {
  // SQLite keeps no lock on this file, so closing it later takes none away.
  const log = await open(`${path}-wal`, 'r+')
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
  return log
}

/**
 * Flushes SQLite's write-ahead log beside the event loop: a commit that waits for the disk by itself
 * stops every other callback for as long. Who comes while a flush runs shares the next one.
 */
export function createWalFlush({ openLog, rescue }: FlushOptions): WalFlush {
  let log: Log | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let isDoubtful = false

  async function flushNow(): Promise<void> {
    // What the disk refused once may count as written afterwards: asking again would prove nothing.
    if (isDoubtful) await rescue()
    isDoubtful = true
    log ??= await openLog()
    await log.datasync()
    isDoubtful = false
  }

  function start(): Promise<void> {
    running = flushNow().finally(() => (running = undefined))
    return running
  }

  return {
    flush() {
      if (!running) return start()
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined
          return start()
        })
      return next
    },
    async close() {
      await (next ?? running)?.catch(() => undefined)
      await log?.close()
    },
  }
}
