import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

/** One call of the relay, times by `performance.now()`. */
interface Call {
  readonly from: number
  readonly to: number
}

/** Stands between the relay and a simulator and notes how long each answer took. */
export interface AnswerClock {
  readonly port: number
  /** Resolves with the moment at which the call whose body holds the text was answered in full. */
  answered(text: string): Promise<number>
  /** Time of the span in which at least one call was unanswered, ms. */
  waitedMs(from: number, to: number): number
  /** Resolves when no call has been under way for so long; the list of calls starts anew. */
  quiet(ms: number): Promise<void>
  close(): Promise<void>
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function pass(from: IncomingMessage, body: Buffer, port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, url: path, headers } = from
    const call = request({ host: '127.0.0.1', port, method, path, headers }, resolve)
    call.on('error', reject)
    call.end(body)
  })
}

/** Calls that overlap are one wait, not two. */
function union(calls: readonly Call[], from: number, to: number): number {
  let sum = 0
  let upTo = from
  for (const call of [...calls].sort((a, b) => a.from - b.from)) {
    const start = Math.max(call.from, upTo)
    const end = Math.min(call.to, to)
    if (end > start) sum += end - start
    upTo = Math.max(upTo, Math.min(end, to))
  }
  return sum
}

export async function answerClock(simulator: number): Promise<AnswerClock> {
  let calls: Call[] = []
  let underWay = 0
  let lastAt = performance.now()
  const awaited = new Map<string, (at: number) => void>()

  async function relay(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const from = performance.now()
    underWay += 1
    const body = await bodyOf(asked)
    const given = await pass(asked, body, simulator)
    const words = await bodyOf(given)
    answer.writeHead(given.statusCode ?? 502, given.headers)
    answer.end(words)
    const to = performance.now()
    calls.push({ from, to })
    underWay -= 1
    lastAt = to
    if (awaited.size === 0 || asked.method === 'GET') return
    const text = body.toString('utf8')
    for (const [wanted, tell] of awaited) if (text.includes(wanted)) tell(to)
  }

  const server = createServer((asked, answer) => {
    relay(asked, answer).catch(() => {
      underWay -= 1
      answer.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    answered: (text) =>
      new Promise((resolve) => {
        awaited.set(text, (at) => {
          awaited.delete(text)
          resolve(at)
        })
      }),
    waitedMs: (from, to) => union(calls, from, to),
    async quiet(ms) {
      while (underWay > 0 || performance.now() - lastAt < ms)
        await new Promise((resolve) => setTimeout(resolve, 5))
      calls = []
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
