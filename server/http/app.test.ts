import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { HttpAnswer } from '../core/http.ts'
import type { Callbacks } from '../pipeline/callback.ts'
import { ask, visible } from '../testing/http-bed.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { createHttpApp, type HttpLimits } from './app.ts'
import { createMetrics } from './metrics.ts'

const good: HttpAnswer = { status: 200, contentType: 'text/plain', body: 'success' }

let bed: Bed
let app: FastifyInstance
const log = recordingLog()
const sockets: Socket[] = []

async function listening(
  receive: Callbacks['receive'],
  limits: Partial<HttpLimits> = {},
): Promise<string> {
  bed = await relayBed()
  app = await createHttpApp({
    runtime: { ...bed.runtime, log },
    callbacks: { receive },
    metrics: createMetrics(),
    metricsToken: undefined,
    limits,
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await app.close()
  await bed.close()
})

/** A connection on which the test writes what it likes. */
async function opened(
  url: string,
): Promise<{ socket: Socket; heard: () => string; closed: Promise<unknown> }> {
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  sockets.push(socket)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  return { socket, closed, heard: () => Buffer.concat(chunks).toString() }
}

const hook = '/hooks/demo/wx'

describe('createHttpApp under load', () => {
  it('refuses beyond its limit at once and before the body, and serves again afterwards', async () => {
    const waiting: (() => void)[] = []
    const url = await listening(() => new Promise((resolve) => waiting.push(() => resolve(good))), {
      inFlight: 3,
    })
    const inHand = [1, 2, 3].map(() => ask(`${url}${hook}`, { method: 'POST', body: 'x' }))
    await expect.poll(() => waiting.length).toBe(3)
    const { socket, heard } = await opened(url)
    // The body is announced and never sent: the refusal does not wait for it.
    socket.write(`POST ${hook} HTTP/1.1\r\nhost: a\r\ncontent-length: 200000\r\n\r\n`)
    await expect.poll(heard).toMatch(/^HTTP\/1\.1 503 /)
    expect(heard()).toContain('retry-after: 1')
    expect((await ask(`${url}/zendesk/webhook/acme`, { method: 'POST', body: 'x' })).status).toBe(
      503,
    )
    // Whoever watches the relay still gets through.
    expect((await ask(`${url}/healthz`)).status).toBe(200)
    waiting.forEach((answer) => answer())
    expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual([200, 200, 200])
    const later = ask(`${url}${hook}`, { method: 'POST', body: 'x' })
    await expect.poll(() => waiting.length).toBe(4)
    waiting[3]?.()
    expect((await later).status).toBe(200)
  })
  it('counts nobody who went away', async () => {
    let served = 0
    const url = await listening(
      () => {
        served += 1
        return served > 2 ? Promise.resolve(good) : new Promise(() => undefined)
      },
      { inFlight: 2 },
    )
    for (let n = 1; n <= 2; n++) {
      const { socket } = await opened(url)
      socket.write(`GET ${hook} HTTP/1.1\r\nhost: a\r\n\r\n`)
      await expect.poll(() => served).toBe(n)
      socket.destroy()
    }
    await expect.poll(async () => (await ask(`${url}${hook}`)).status).toBe(200)
  })
  it('takes no more connections than its limit, and new ones when old ones end', async () => {
    const url = await listening(() => Promise.resolve(good), { connections: 2 })
    const first = await opened(url)
    await opened(url)
    const third = await opened(url)
    await third.closed
    first.socket.destroy()
    await expect
      .poll(() =>
        ask(`${url}${hook}`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)
  })
})

describe('createHttpApp before slow senders', () => {
  const limits = { headersMs: 200, requestMs: 400, checkMs: 50 }

  it('cuts a sender whose headers do not end, and serves others meanwhile', async () => {
    const url = await listening(() => Promise.resolve(good), limits)
    const slow = await Promise.all(Array.from({ length: 50 }, () => opened(url)))
    for (const { socket } of slow) socket.write(`POST ${hook} HTTP/1.1\r\nhost: a\r\nx-a: `)
    expect((await ask(`${url}${hook}`)).status).toBe(200)
    await Promise.all(slow.map(({ closed }) => closed))
    for (const { heard } of slow) expect(heard()).toMatch(/^HTTP\/1\.1 408 |^$/)
  })
  it('cuts a sender whose body does not end', async () => {
    let served = 0
    const url = await listening(() => {
      served += 1
      return Promise.resolve(good)
    }, limits)
    const { socket, closed, heard } = await opened(url)
    socket.write(`POST ${hook} HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nx`)
    await closed
    expect(heard()).toMatch(/^HTTP\/1\.1 408 |^$/)
    expect(served).toBe(0)
  })
  it('answers what is no HTTP without a word about itself', async () => {
    const url = await listening(() => Promise.resolve(good), limits)
    const { socket, closed, heard } = await opened(url)
    socket.write('\u0016\u0003\u0001 not http\r\n\r\n')
    await closed
    expect(heard()).toMatch(/^HTTP\/1\.1 400 /)
    expect(heard()).not.toMatch(/fastify|node|\.ts|stack/i)
  })
})

describe('createHttpApp in trouble', () => {
  it('shows no stack and no message of an unexpected fault', async () => {
    const url = await listening(() => Promise.reject(new TypeError('secret detail')))
    const answer = await ask(`${url}${hook}`)
    expect([answer.status, answer.body]).toEqual([503, 'unavailable'])
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(log.lines.join()).toContain('hook.unavailable')
  })
  it.each([
    ['store.unavailable', 503],
    ['store.disk_full', 503],
    ['http.timeout', 503],
    ['helpdesk.unavailable', 503],
    ['channel.forged', 403],
    ['channel.malformed', 403],
    ['helpdesk.forged', 403],
    ['helpdesk.invalid', 403],
  ] as const)('answers %s with %i', async (code, status) => {
    const url = await listening(() => Promise.reject(new RelayError(code, 'secret detail')))
    const answer = await ask(`${url}${hook}`)
    expect(answer.status).toBe(status)
    expect(answer.body).toBe(status === 503 ? 'unavailable' : 'refused')
  })
  it('has nothing at reserved, unknown and unreadable addresses, in one answer', async () => {
    const url = await listening(() => Promise.resolve(good))
    const paths = [
      '/',
      '/oauth/zendesk/callback?code=x',
      '/oauth/wechat/callback',
      '/s/abc',
      '/api/v1/unknown',
      '/hooks/%zz/wx',
      '/hooks/demo',
      '/media/',
      '/../etc/passwd',
      `/hooks/${'a'.repeat(300)}/wx`,
      '/.env',
    ]
    const answers = await Promise.all(paths.map((path) => ask(`${url}${path}`)))
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      paths.map(() => [404, 'not found']),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(visible(answer)))).size).toBe(1)
  })
  it('lets no browser run, frame, sniff or keep what it answers', async () => {
    const url = await listening(() => Promise.resolve(good))
    for (const path of ['/healthz', '/readyz', '/nothing', '/metrics', '/media/unknown']) {
      const { headers } = await ask(`${url}${path}`)
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      expect(headers).not.toHaveProperty('server')
      expect(headers).not.toHaveProperty('x-powered-by')
    }
  })
})
