import { connect, type Socket } from 'node:net'
import { median, quantile } from './row.ts'

export interface Load {
  readonly port: number
  readonly connections: number
  readonly ms: number
  /** The next whole request, as bytes. */
  readonly next: () => Buffer
  /** Pause between a connection's answer and its next request; 0 = as fast as it can. */
  readonly pauseMs?: number
  /** Requests per connection that are made even when the time is over. */
  readonly atLeast?: number
  /**
   * Every connection is answered once before the clock runs: a busy server takes in one new connection
   * per turn of its event loop, and the slice would be over before 256 are at work.
   */
  readonly isSettled?: boolean
}

export interface Loaded {
  readonly perSecond: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly refused: number
}

interface Tally {
  done: number
  refused: number
  readonly waits: number[]
}

function endOfAnswer(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? '-1')
  return length >= 0 ? text.length >= head + 4 + length : text.endsWith('0\r\n\r\n')
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}

/** One connection that asks, waits for the whole answer, and asks again. */
function drive(socket: Socket, load: Load, until: number, tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    let askedAt = 0
    let asked = 0
    function ask(): void {
      if (performance.now() >= until && asked >= (load.atLeast ?? 0)) {
        socket.off('data', hear)
        resolve()
        return
      }
      asked += 1
      askedAt = performance.now()
      socket.write(load.next())
    }
    function hear(chunk: Buffer): void {
      text += chunk.toString('latin1')
      if (!endOfAnswer(text)) return
      tally.waits.push(performance.now() - askedAt)
      if (text.startsWith('HTTP/1.1 200')) tally.done += 1
      else tally.refused += 1
      text = ''
      if (load.pauseMs) setTimeout(ask, load.pauseMs)
      else ask()
    }
    socket.on('data', hear)
    socket.once('error', reject)
    ask()
  })
}

/** Keeps so many connections busy for a while, with as little work of its own as possible. */
export async function applyLoad(load: Load): Promise<Loaded> {
  const tally: Tally = { done: 0, refused: 0, waits: [] }
  const opening = Array.from({ length: load.connections }, () => connected(load.port))
  const sockets = await Promise.all(opening)
  if (load.isSettled) {
    const once = { ...load, atLeast: 1 }
    await Promise.all(sockets.map((socket) => drive(socket, once, 0, tally)))
    Object.assign(tally, { done: 0, waits: [] })
  }
  const startedAt = performance.now()
  await Promise.all(sockets.map((socket) => drive(socket, load, startedAt + load.ms, tally)))
  const seconds = (performance.now() - startedAt) / 1000
  for (const socket of sockets) socket.end()
  return {
    perSecond: tally.done / seconds,
    medianMs: median(tally.waits),
    p99Ms: quantile(tally.waits, 0.99),
    refused: tally.refused,
  }
}

export function postRequest(path: string, body: string): Buffer {
  const bytes = Buffer.from(body)
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/xml\r\ncontent-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}
