import type { AgentOptions } from 'node:https'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { OutgoingCall } from '../core/http.ts'
import { failureOf } from '../testing/failure-of.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import {
  httpServer,
  pskServer,
  recordingServer,
  tcpServer,
  type RunningServer,
} from '../testing/raw-server.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { createHttpDoor, type HttpDoorOptions } from './http-door.ts'

const running: RunningServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})
async function open<T extends RunningServer>(server: Promise<T>): Promise<T> {
  running.push(await server)
  return server
}

function setUp(options: Partial<HttpDoorOptions> = {}) {
  const clock = new FakeClock()
  const log = recordingLog()
  return { clock, lines: log.lines, door: createHttpDoor({ clock, log, ...options }) }
}

const rawAnswer = (head: string, body = ''): string => `HTTP/1.1 200 OK\r\n${head}\r\n\r\n${body}`

describe('createHttpDoor', () => {
  it('sends JSON as raw UTF-8 with its length', async () => {
    const { url, seen } = await open(recordingServer())
    await setUp().door.call({ method: 'POST', url, json: { text: '您好😀', id: 7n } })
    expect(seen[0]?.body).toBe('{"text":"您好😀","id":7}')
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': '28',
    })
  })

  it('sends forms, raw bytes and queries, leaving undefined out', async () => {
    const { url, seen } = await open(recordingServer())
    const { door } = setUp()
    await door.call({ method: 'POST', url, form: { a: '1 &2', b: 3, none: undefined } })
    const bytes = Buffer.from('raw bytes')
    await door.call({ method: 'PUT', url, raw: { contentType: 'image/png', bytes } })
    await door.call({ method: 'GET', url: `${url}/x?y=1`, query: { z: '好 &', none: undefined } })
    await door.call({ method: 'DELETE', url, headers: { Authorization: 'Bearer t' } })
    expect(seen.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'a=1+%262&b=3'],
      ['PUT', 'raw bytes'],
      ['GET', ''],
      ['DELETE', ''],
    ])
    expect(seen.map(({ headers }) => headers['content-type'])).toEqual([
      'application/x-www-form-urlencoded',
      'image/png',
      undefined,
      undefined,
    ])
    expect(seen[2]?.url).toBe('/x?y=1&z=%E5%A5%BD+%26')
    expect(seen[3]?.headers.authorization).toBe('Bearer t')
  })

  it('sends a file as multipart with its length, names unable to break out', async () => {
    const { url, seen } = await open(recordingServer())
    const file = { name: 'a"\r\nb.png', contentType: 'image/png', bytes: Buffer.from('PNG') }
    await setUp().door.call({ method: 'POST', url, multipart: { field: 'media', file } })
    const [one] = seen
    const boundary = /boundary=(\w+)$/.exec(one?.headers['content-type'] ?? '')?.[1] ?? '?'
    expect(one?.body).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="a___b.png"\r\n` +
        `Content-Type: image/png\r\n\r\nPNG\r\n--${boundary}--\r\n`,
    )
    expect(one?.headers['content-length']).toBe(String(one?.body.length))
  })

  it('gives back any complete answer, whatever its status, unpacked', async () => {
    const { url } = await open(
      httpServer((_request, response) => {
        response.writeHead(503, { 'Retry-After': '7', 'Content-Encoding': 'gzip' })
        response.end(gzipSync('忙'))
      }),
    )
    const answer = await setUp().door.call({ method: 'GET', url })
    expect([answer.status, answer.headers['retry-after'], answer.text()]).toEqual([503, '7', '忙'])
    expect(answer.headers['constructor']).toBeUndefined()
  })

  it('follows no redirect of a configured host', async () => {
    const { url, connections } = await open(
      httpServer((_request, response) => response.writeHead(302, { location: '/other' }).end()),
    )
    expect((await setUp().door.call({ method: 'GET', url })).status).toBe(302)
    expect(connections()).toBe(1)
  })

  it('keeps connections alive between calls', async () => {
    const { url, connections } = await open(recordingServer())
    const { door } = setUp()
    await door.call({ method: 'GET', url })
    await door.call({ method: 'GET', url })
    expect(connections()).toBe(1)
  })

  it('ignores proxies named in the environment', async () => {
    const { url, seen } = await open(recordingServer())
    process.env['http_proxy'] = 'http://127.0.0.1:1'
    try {
      await setUp().door.call({ method: 'GET', url })
    } finally {
      delete process.env['http_proxy']
    }
    expect(seen.length).toBe(1)
  })

  it('calls it not done where the connection is refused, the name unknown or TLS impossible', async () => {
    const plain = await open(recordingServer())
    const closed = await httpServer(() => undefined)
    await closed.close()
    const noName: AgentOptions = {
      lookup: (_name, _options, callback) => callback(new Error('ENOTFOUND'), ''),
    }
    const answers = [
      await failureOf(setUp().door.call({ method: 'POST', url: closed.url, json: {} })),
      await failureOf(
        setUp({ agentOptions: noName }).door.call({
          method: 'POST',
          url: 'http://a.test',
          json: {},
        }),
      ),
      await failureOf(
        setUp().door.call({ method: 'POST', url: `https://127.0.0.1:${plain.port}`, json: {} }),
      ),
    ]
    expect(answers).toEqual(Array.from({ length: 3 }, () => 'http.connect not_done'))
    expect(plain.seen).toEqual([])
  })

  it('calls it not done where the handshake never ends before the deadline', async () => {
    let connected = (): void => undefined
    const isConnected = new Promise<void>((resolve) => (connected = resolve))
    const { port } = await open(tcpServer((socket) => socket.once('data', () => connected())))
    const { door, clock } = setUp()
    const failed = failureOf(
      door.call({ method: 'POST', url: `https://127.0.0.1:${port}`, json: {} }),
    )
    await isConnected
    await clock.advance(8000)
    expect(await failed).toBe('http.connect not_done')
  })

  it('calls it unknown where no answer comes within 8 s', async () => {
    let asked = (): void => undefined
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    const { url } = await open(httpServer(() => asked()))
    const { door, clock } = setUp()
    const failed = failureOf(door.call({ method: 'POST', url, json: {} }))
    await isAsked
    await clock.advance(7999)
    expect(clock.sleeping).toBe(1)
    await clock.advance(1)
    expect(await failed).toBe('http.timeout unknown')
  })

  it('tells over TLS too that a request was sent, on a new connection and on a used one', async () => {
    let asked = (): void => undefined
    const server = await open(
      pskServer((request, response) => {
        if (request.url === '/answer') response.end('ok')
        else asked()
      }),
    )
    const { door, clock } = setUp({ agentOptions: server.agentOptions })
    async function unanswered(): Promise<string> {
      const isAsked = new Promise<void>((resolve) => (asked = resolve))
      const failed = failureOf(door.call({ method: 'POST', url: server.url, json: {} }))
      await isAsked
      await clock.advance(8000)
      return failed
    }
    expect(await unanswered()).toBe('http.timeout unknown')
    expect((await door.call({ method: 'GET', url: `${server.url}/answer` })).text()).toBe('ok')
    expect(await unanswered()).toBe('http.timeout unknown')
    expect(server.connections()).toBe(2)
  })

  it('holds the deadline over a body that drips', async () => {
    let dripped = (): void => undefined
    const hasDripped = new Promise<void>((resolve) => (dripped = resolve))
    const { url } = await open(
      httpServer((_request, response) => response.write('drop', () => dripped())),
    )
    const { door, clock } = setUp()
    const failed = failureOf(door.call({ method: 'GET', url, timeoutMs: 500 }))
    await hasDripped
    await clock.advance(500)
    expect(await failed).toBe('http.timeout unknown')
  })

  it.each([
    ['is cut after its head', rawAnswer('Content-Length: 10', 'half')],
    ['is cut within a chunk', rawAnswer('Transfer-Encoding: chunked', 'ff\r\nhalf')],
    ['is cut within its head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['is no HTTP', 'hello\r\n\r\n'],
    ['is broken gzip', rawAnswer('Content-Encoding: gzip\r\nContent-Length: 4', 'oops')],
    ['is nothing', ''],
  ])('calls it unknown where the answer %s', async (_what, bytes) => {
    const { url } = await open(tcpServer((socket) => socket.once('data', () => socket.end(bytes))))
    expect(await failureOf(setUp().door.call({ method: 'POST', url, json: {} }))).toBe(
      'http.bad_answer unknown',
    )
  })

  it('calls it unknown where the connection is reset after the request', async () => {
    const { url } = await open(
      tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    )
    expect(await failureOf(setUp().door.call({ method: 'POST', url, json: {} }))).toBe(
      'http.bad_answer unknown',
    )
  })

  it('calls it unknown where a connection used before closes instead of answering', async () => {
    let requests = 0
    const { url, connections } = await open(
      tcpServer((socket) => {
        socket.on('data', () => {
          requests += 1
          if (requests === 1) socket.write(rawAnswer('Content-Length: 2', 'ok'))
          else socket.destroy()
        })
      }),
    )
    const { door } = setUp()
    await door.call({ method: 'GET', url })
    expect(await failureOf(door.call({ method: 'POST', url, json: {} }))).toBe(
      'http.bad_answer unknown',
    )
    expect([requests, connections()]).toEqual([2, 1])
  })

  it.each([
    ['by its length', rawAnswer(`Content-Length: 2000`, 'x'.repeat(2000))],
    ['by its chunks', rawAnswer('Transfer-Encoding: chunked', `7d0\r\n${'x'.repeat(2000)}\r\n`)],
  ])('stops an answer that is too large %s', async (_what, bytes) => {
    const { url } = await open(
      tcpServer((socket) => socket.once('data', () => socket.write(bytes))),
    )
    const call = setUp().door.call({ method: 'GET', url, maxBytes: 1000 })
    expect(await failureOf(call)).toBe('http.too_large unknown')
  })

  it('stops a small answer that unpacks to too much', async () => {
    const { url } = await open(
      httpServer((_request, response) => {
        response
          .writeHead(200, { 'Content-Encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(5_000_000)))
      }),
    )
    expect(await failureOf(setUp().door.call({ method: 'GET', url }))).toBe(
      'http.too_large unknown',
    )
  })

  it('refuses an address that cannot be read', async () => {
    const { door } = setUp()
    expect(await failureOf(door.call({ method: 'GET', url: 'no address' }))).toBe(
      'http.refused_address not_done',
    )
  })

  it('shows host, path without ids, status and time in its log, and no more', async () => {
    const { url, port } = await open(recordingServer())
    const { door, lines } = setUp()
    await door.call({ method: 'POST', url: `${url}/cgi-bin/message/4567890?access_token=CANARY` })
    expect(lines).toEqual([
      `http.call {"method":"POST","host":"127.0.0.1:${port}","path":"/cgi-bin/message/…","status":200,"ms":0}`,
    ])
  })

  it('keeps tokens, queries, headers and bodies out of logs and errors, whatever happens', async () => {
    const answering = await open(recordingServer())
    const breaking = await open(
      tcpServer((socket) => socket.once('data', () => socket.end('CANARY'))),
    )
    const closed = await httpServer(() => undefined)
    await closed.close()
    const { door, lines } = setUp()
    const shown: string[] = []
    for (const url of [answering.url, breaking.url, closed.url, 'http://']) {
      const call: OutgoingCall = {
        method: 'POST',
        url: `${url}/x?a=CANARY`,
        query: { access_token: 'CANARY' },
        headers: { authorization: 'Bearer CANARY' },
        json: { text: 'CANARY' },
        maxBytes: 1,
      }
      await door.call(call).catch((error: unknown) => shown.push(inspect(error, { depth: 20 })))
    }
    expect(shown.length).toBe(4)
    expect(lines.length).toBe(4)
    expect([...shown, ...lines].join('\n')).not.toContain('CANARY')
  })
})
