import type { Readable } from 'node:stream'
import type { Clock } from '../core/clock.ts'

interface StreamRead {
  readonly clock: Clock
  /** Longest time to read, ms. */
  readonly forMs: number
  /** Ends the read this long after the newest byte, ms. */
  readonly quietMs: number
  /** Nothing more is taken once this much is held. */
  readonly maxBytes: number
}

/**
 * Reads a body that may never end for a while. Whatever ends it (time, silence, size, a broken
 * connection), what came is handed over: the caller takes whole lines and asks again from there.
 */
export async function readStream(stream: Readable, read: StreamRead): Promise<Uint8Array> {
  const { clock, forMs, quietMs, maxBytes } = read
  const chunks: Buffer[] = []
  const over = new AbortController()
  let size = 0
  let newest = 0

  async function endWhenQuiet(): Promise<void> {
    while (!over.signal.aborted) {
      const seen = newest
      await clock.sleep(quietMs, over.signal)
      if (seen === newest) over.abort()
    }
  }

  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    newest += 1
    if (newest === 1) void endWhenQuiet()
    if (size >= maxBytes) over.abort()
  })
  for (const end of ['end', 'error', 'close']) stream.once(end, () => over.abort())
  await clock.sleep(forMs, over.signal)
  over.abort()
  stream.on('error', () => undefined)
  stream.destroy()
  return Buffer.concat(chunks)
}
