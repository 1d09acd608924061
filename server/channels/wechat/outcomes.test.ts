import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import {
  replyOf,
  sendPath,
  sent,
  uploadPath,
  wechatBed,
  well,
  type Scripted,
} from './wechat.fake.ts'
import type { WechatBed } from './wechat.fake.ts'

let bed: WechatBed
beforeEach(async () => {
  bed = await wechatBed()
})
afterEach(() => bed.close())

const html = '<html><body>502 Bad Gateway</body></html>'
const sends = () => bed.calls.filter(({ path }) => path === sendPath)
const image = {
  type: 'media',
  kind: 'image',
  file: { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1]) },
} as const

/** Answers that leave open whether the customer has the message. */
const unclear: readonly (readonly [string, Scripted])[] = [
  ['-1', { body: { errcode: -1, errmsg: 'system error' } }],
  ['a gateway page with 502', { status: 502, type: 'text/html', body: html }],
  ['a gateway page with 200', { type: 'text/html', body: html }],
  ['500 with JSON that says all is well', { status: 500, body: { errcode: 0 } }],
  ['503 without a word', { status: 503, body: '' }],
  ['nothing', { body: '' }],
  ['JSON without an errcode', { body: {} }],
  ['an errcode that is none', { body: { errcode: 'ok' } }],
  ['an empty errcode', { body: { errcode: '' } }],
  ['an errcode of null', { body: '{"errcode":null}' }],
  ['a list', { body: '[]' }],
  ['half of an answer', { body: '{"errcode":0,"err' }],
  ['a cut line', 'cut'],
]

describe('the outcome of a send', () => {
  it.each(unclear)('is unknown after %s, and it is not sent again', async (_what, answer) => {
    bed.answer = () => answer
    expect(await failureOf(bed.channel.send(replyOf()))).toBe('channel.unconfirmed unknown')
    expect(sends()).toHaveLength(1)
  })

  it('is unknown after eight seconds of silence', async () => {
    const asked = vi.fn()
    const silent = await wechatBed()
    silent.answer = (call) => {
      asked(call)
      void silent.clock.advance(8_000)
      return 'cut'
    }
    expect(await failureOf(silent.channel.send(replyOf()))).toBe('channel.unconfirmed unknown')
    expect(asked).toHaveBeenCalledTimes(1)
    await silent.close()
  })

  it.each(['0', 0])('is a success for errcode %j', async (errcode) => {
    bed.answer = () => ({ body: { errcode, errmsg: 'ok' } })
    await expect(bed.channel.send(replyOf())).resolves.toHaveProperty('at')
  })

  it('keeps control characters and long numbers of an answer out of the way', async () => {
    bed.answer = () => ({ body: '{"errcode":0,"errmsg":"ok\u0010","msgid":271781022721654784}' })
    await expect(bed.channel.send(replyOf())).resolves.toHaveProperty('at')
  })

  it.each(unclear)(
    'is known when only the token failed, by %s: nothing was sent',
    async (_what, answer) => {
      bed.token = () => answer
      const outcome = await failureOf(bed.channel.send(replyOf()))
      expect(outcome).toMatch(/^channel\.unavailable not_done$/)
      expect(bed.calls).toEqual([])
    },
  )

  it.each(unclear)(
    'is known when only the upload failed, by %s: nothing was sent',
    async (_what, answer) => {
      bed.answer = (call) => (call.path === uploadPath ? answer : sent)
      expect(await failureOf(bed.channel.send(replyOf(image)))).toBe('channel.unavailable not_done')
      expect(sends()).toEqual([])
    },
  )

  it('refuses a file that is too large without a call', async () => {
    const file = { name: 'a.amr', contentType: 'audio/amr', bytes: new Uint8Array(2_097_153) }
    const reply = replyOf({ type: 'media', kind: 'voice', file })
    expect(await failureOf(bed.channel.send(reply))).toBe('channel.media_refused not_done')
    expect(bed.calls).toEqual([])
  })

  it('sends a video without a picture of its own when that cannot be uploaded', async () => {
    bed.answer = (call) =>
      call.query['type'] === 'thumb' ? { body: { errcode: 40005 } } : well(call)
    const file = { name: 'a.mp4', contentType: 'video/mp4', bytes: new Uint8Array([1]) }
    await bed.channel.send(replyOf({ type: 'media', kind: 'video', file }))
    expect(sends()[0]?.text).toContain('"video":{"media_id":"uploaded-video","title":"a"')
  })
})
