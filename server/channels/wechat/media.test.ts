import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MediaFile, MediaRef } from '../../core/media.ts'
import { murmur } from '../../lab/sample-media.ts'
import { failureOf } from '../../testing/failure-of.ts'
import {
  replyOf,
  wechatBed,
  well,
  uploadPath,
  type Scripted,
  type WechatBed,
} from './wechat.fake.ts'

let bed: WechatBed
beforeEach(async () => {
  bed = await wechatBed()
})
afterEach(() => bed.close())

const image: MediaRef = { kind: 'image', id: 'media-1' }
const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
const gone: Scripted = { body: { errcode: 40007, errmsg: 'invalid media_id rid: 1' } }

function media(ref: MediaRef): Promise<MediaFile> {
  return bed.channel.media?.(ref) ?? expect.fail('no media')
}

describe('media of a customer', () => {
  it('is fetched by its id and comes out byte for byte (S1-29)', async () => {
    bed.answer = () => ({ type: 'image/png', body: png })
    const file = await media(image)
    expect(Buffer.from(file.bytes)).toEqual(png)
    expect(file).toMatchObject({
      name: `wechat-image-${bed.clock.now()}.png`,
      contentType: 'image/png',
    })
    expect(bed.calls[0]).toMatchObject({
      method: 'GET',
      path: '/cgi-bin/media/get',
      query: { media_id: 'media-1', access_token: 'issued-token-1' },
    })
  })

  it.each(['application/json', 'text/plain', 'image/jpeg', 'application/octet-stream'])(
    'is known to be gone after three days, though the answer is a 200 of type %s',
    async (type) => {
      bed.answer = () => ({
        ...(gone as object),
        type,
        body: '{"errcode":40007,"errmsg":"invalid media_id"}',
      })
      expect(await failureOf(media(image))).toBe('channel.media_gone not_done')
    },
  )

  it('is fetched from the picture address where the id no longer works', async () => {
    const url = `${bed.url}/mmbiz_pic/1/0`
    bed.answer = ({ path }) =>
      path === '/cgi-bin/media/get' ? gone : { type: 'image/png', body: png }
    expect(Buffer.from((await media({ ...image, url })).bytes)).toEqual(png)
    expect(bed.calls.at(-1)?.query).toEqual({})
  })

  it('is gone, not unavailable, where neither works', async () => {
    bed.answer = ({ path }) => (path === '/cgi-bin/media/get' ? gone : { status: 502, body: '' })
    const url = `${bed.url}/mmbiz_pic/1/0`
    expect(await failureOf(media({ ...image, url }))).toBe('channel.media_gone not_done')
  })

  it.each([404, 410])('is gone where the address alone answers %i', async (status) => {
    bed.answer = () => ({ status, body: '' })
    const url = `${bed.url}/mmbiz_pic/1/0`
    expect(await failureOf(media({ kind: 'image', url }))).toBe('channel.media_gone not_done')
  })

  it('is never fetched from an address outside the list', async () => {
    const ref = { kind: 'image', url: 'https://evil.example/a.png' } as const
    expect(await failureOf(media(ref))).toBe('http.refused_address not_done')
    expect(bed.calls).toEqual([])
  })

  it('follows the address a video is answered with', async () => {
    const mp4 = Buffer.from('0000001866747970', 'hex')
    bed.answer = ({ path }) =>
      path === '/cgi-bin/media/get'
        ? { body: { video_url: `${bed.url}/video/1` } }
        : { type: 'video/mp4', body: mp4 }
    const file = await media({ kind: 'video', id: 'media-2' })
    expect([Buffer.from(file.bytes), file.contentType]).toEqual([mp4, 'video/mp4'])
  })

  it.each<[string, Scripted]>([
    ['an empty file', { type: 'image/png', body: '' }],
    ['words in place of a file', { body: { note: 'none' } }],
    ['a gateway page with 502', { status: 502, type: 'text/html', body: '<html>' }],
  ])('is unavailable after %s, to be asked for again', async (_what, answer) => {
    bed.answer = () => answer
    expect(await failureOf(media(image))).toMatch(/^channel\.unavailable/)
  })

  it('renews a token that was refused while a file was asked for', async () => {
    bed.answer = ({ query }) =>
      query['access_token'] === 'issued-token-1'
        ? { body: { errcode: 42001 } }
        : { type: 'image/png', body: png }
    expect(Buffer.from((await media(image)).bytes)).toEqual(png)
  })

  const names: readonly (readonly [string, MediaRef['kind'], string, Buffer, string, string])[] = [
    ['amr', 'voice', 'audio/amr', murmur(1), 'amr', 'audio/amr'],
    [
      'silk that calls itself amr',
      'voice',
      'audio/amr',
      Buffer.from('\x02#!SILK_V3'),
      'silk',
      'audio/silk',
    ],
    [
      'mp3 that calls itself amr',
      'voice',
      'audio/amr',
      Buffer.from('ID3\x03'),
      'mp3',
      'audio/mpeg',
    ],
    [
      'a sound nobody names',
      'voice',
      'application/octet-stream',
      Buffer.from('??'),
      'amr',
      'audio/amr',
    ],
    ['a png that calls itself jpeg', 'image', 'image/jpeg', png, 'png', 'image/png'],
    ['a gif without a type', 'image', '', Buffer.from('GIF89a'), 'gif', 'image/gif'],
    [
      'webp',
      'image',
      'image/webp',
      Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 '),
      'webp',
      'image/webp',
    ],
    ['a picture nobody knows', 'image', 'image/heic', Buffer.from('??'), 'jpg', 'image/jpeg'],
  ]
  it.each(names)('names %s by what it is', async (_what, kind, type, body, ending, contentType) => {
    bed.answer = () => ({ type, body })
    const file = await media({ kind, id: 'media-3', format: 'amr' })
    expect([file.name.split('.')[1], file.contentType]).toEqual([ending, contentType])
  })

  it('names speex by the word of the push, since it has no mark of its own', async () => {
    bed.answer = () => ({ type: 'audio/amr', body: Buffer.from('??') })
    const file = await media({ kind: 'voice', id: 'media-4', format: 'speex' })
    expect([file.name.split('.')[1], file.contentType]).toEqual(['speex', 'audio/speex'])
  })
})

describe('media of an agent', () => {
  it('is uploaded byte for byte under a name of our own (S1-29)', async () => {
    let seen = ''
    bed.answer = (call) => {
      if (call.path === uploadPath) seen = call.text
      return well(call)
    }
    const bytes = new TextEncoder().encode('the very bytes')
    const file = { name: '内部 "草稿".PNG', contentType: 'image/png', bytes }
    await bed.channel.send(replyOf({ type: 'media', kind: 'image', file }))
    expect(bed.calls[0]).toMatchObject({
      method: 'POST',
      path: uploadPath,
      query: { type: 'image', access_token: 'issued-token-1' },
      type: expect.stringMatching(/^multipart\/form-data; boundary=/) as string,
    })
    expect(seen).toContain('Content-Disposition: form-data; name="media"; filename="image.png"\r\n')
    expect(seen).toContain('Content-Type: image/png\r\n\r\nthe very bytes\r\n--')
  })

  it.each([40004, 40005, 40006, 40009, 45001, 44001])(
    'is refused for its kind or size by %i',
    async (errcode) => {
      bed.answer = () => ({ body: { errcode } })
      const file = { name: 'a.webp', contentType: 'image/webp', bytes: new Uint8Array([1]) }
      const reply = replyOf({ type: 'media', kind: 'image', file })
      expect(await failureOf(bed.channel.send(reply))).toBe('channel.media_refused not_done')
    },
  )
})
