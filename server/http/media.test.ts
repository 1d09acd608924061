import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MediaFile } from '../core/media.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { createHttpApp } from './app.ts'
import { createMetrics } from './metrics.ts'

let bed: Bed
let app: FastifyInstance
beforeAll(async () => {
  bed = await relayBed()
  const { runtime } = bed
  const callbacks = { receive: () => Promise.reject(new TypeError('not here')) }
  app = await createHttpApp({
    runtime,
    callbacks,
    metrics: createMetrics(),
    metricsToken: undefined,
  })
})
afterAll(async () => {
  await app.close()
  await bed.close()
})

const file: MediaFile = {
  name: 'a.png',
  contentType: 'image/png',
  bytes: new Uint8Array([1, 2, 3]),
}
const day = 86_400_000
const put = (more: Partial<MediaFile> = {}) =>
  bed.store.media.put('acme', { ...file, ...more }, day)
const get = (token: string) => app.inject(`/media/${token}`)

describe('mediaRoutes', () => {
  it('gives the file by its token, kept by nobody and sniffed by nobody', async () => {
    const answer = await get(await put())
    expect([answer.statusCode, [...answer.rawPayload]]).toEqual([200, [1, 2, 3]])
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "inline; filename*=UTF-8''a.png",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })
  it('ends after its time, and then looks like a token that never was', async () => {
    const token = await put()
    await bed.clock.advance(day - 1)
    expect((await get(token)).statusCode).toBe(200)
    await bed.clock.advance(1)
    const [expired, unknown] = await Promise.all([get(token), get('A'.repeat(22))])
    expect(expired.statusCode).toBe(404)
    const seen = ({ statusCode, headers, body }: typeof expired) => {
      const { date: _date, ...rest } = headers
      return { statusCode, rest, body }
    }
    expect(seen(expired)).toEqual(seen(unknown))
  })
  it.each(['text/html', 'image/svg+xml', 'application/pdf', 'application/xhtml+xml'])(
    'offers %s as a download',
    async (contentType) => {
      const { headers } = await get(await put({ contentType }))
      expect(headers['content-disposition']).toMatch(/^attachment; /)
    },
  )
  it.each(['audio/mpeg', 'audio/amr', 'video/mp4', 'image/jpeg; charset=x', 'IMAGE/GIF'])(
    'shows %s in place',
    async (contentType) => {
      const { headers } = await get(await put({ contentType }))
      expect(headers['content-disposition']).toMatch(/^inline; /)
    },
  )
  it('passes on no type that is not one', async () => {
    for (const contentType of ['', 'x', 'text/html\r\nset-cookie: a=b', 'a/b c/d', '图/png']) {
      const { statusCode, headers } = await get(await put({ contentType }))
      expect([statusCode, headers['content-type']]).toEqual([200, 'application/octet-stream'])
      expect(headers).not.toHaveProperty('set-cookie')
    }
  })
  it('writes any name into one clean header', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('图 1.png', "a'(b)*!.png", 'x\ud83d', '\r\nx: y'),
    )
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const { statusCode, headers } = await get(await put({ name }))
        expect(statusCode).toBe(200)
        expect(headers['content-disposition']).toMatch(/^inline; filename\*=UTF-8''[\w.~%-]*$/)
      }),
      { numRuns: 60 },
    )
  })
  it('opens nothing with the id of a file or a hash of its token', async () => {
    await put()
    for (const odd of ['1', '..%2f..%2fetc%2fpasswd', '%00', "' or 1=1 --"]) {
      expect((await get(encodeURIComponent(odd))).statusCode).toBe(404)
    }
  })
})
