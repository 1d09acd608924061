import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReplyContent } from '../../core/reply.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { ok, replyOf, weiboBed, type WeiboBed } from './weibo.fake.ts'

let bed: WeiboBed
beforeEach(async () => {
  bed = await weiboBed()
})
afterEach(() => bed.close())

const toPost = { target: { kind: 'post', id: '5274915000000001' } }
const direct = (content: ReplyContent) =>
  replyOf({ visibility: 'private', thread: '', target: { kind: 'dm' }, content })

describe('public reply', () => {
  it('answers a comment under it, with its post and the address of the person', async () => {
    bed.answer = () => ok({ id: 5274920000000000, idstr: '5274920000000001' })
    expect(await bed.channel.send(replyOf())).toEqual({
      at: bed.clock.now(),
      platformId: '5274920000000001',
    })
    expect(bed.calls).toEqual([
      {
        method: 'POST',
        path: '/2/comments/reply.json',
        authorization: 'OAuth2 fake-token',
        fields: {
          id: '5274900000000001',
          cid: '5274916500000001',
          comment: '您好，明天发货 & 100%',
          rip: '203.0.113.7',
          access_token: 'fake-token',
        },
      },
    ])
  })

  it('comments on a post that mentioned the brand', async () => {
    await bed.channel.send(replyOf(toPost))
    expect(bed.calls[0]?.path).toBe('/2/comments/create.json')
    expect(bed.calls[0]?.fields).toMatchObject({ id: '5274915000000001' })
    expect(bed.calls[0]?.fields).not.toHaveProperty('cid')
  })

  it("prefers the agent's own address and needs one", async () => {
    await bed.channel.send(replyOf({ author: { id: '7', ip: '198.51.100.4' } }))
    expect(bed.calls[0]?.fields['rip']).toBe('198.51.100.4')
    const bare = await weiboBed({ replyIp: '' })
    expect(await failureOf(bare.channel.send(replyOf()))).toBe('channel.config not_done')
    expect(bare.calls).toEqual([])
    await bare.close()
  })

  it('takes 140 characters as Weibo counts them and not one more', async () => {
    const text = (words: string) => replyOf({ content: { type: 'text', text: words } })
    await bed.channel.send(text('字'.repeat(130) + 'http://shop.example.com/a-long-way'))
    await bed.channel.send(text('a'.repeat(280)))
    expect(bed.calls).toHaveLength(2)
    expect(await failureOf(bed.channel.send(text('字'.repeat(141))))).toBe(
      'channel.content_too_long not_done',
    )
    expect(bed.calls).toHaveLength(2)
  })

  it('carries nothing but text', async () => {
    const link: ReplyContent = { type: 'link', title: 't', url: 'https://shop.example.com' }
    expect(await failureOf(bed.channel.send(replyOf({ content: link })))).toBe(
      'channel.unsupported not_done',
    )
  })

  it('uses the paths of the commercial host where it is contracted', async () => {
    const paid = await weiboBed({ commercial: true })
    await paid.channel.send(replyOf())
    expect(paid.calls[0]?.path).toBe('/2/comments/reply/biz.json')
    await paid.close()
  })
})

describe('private message', () => {
  it.each<[string, ReplyContent, string, string]>([
    ['text', { type: 'text', text: '您好 & 100%' }, 'text', '{"text":"您好 & 100%"}'],
    [
      'article',
      {
        type: 'link',
        title: '退换说明',
        description: '七天内',
        url: 'https://shop.example.com/a',
        imageUrl: 'https://shop.example.com/a.png',
      },
      'articles',
      '{"articles":[{"display_name":"退换说明","summary":"七天内","image":"https://shop.example.com/a.png","url":"https://shop.example.com/a"}]}',
    ],
    [
      'position',
      { type: 'location', latitude: 39.98, longitude: 116.3 },
      'position',
      '{"longitude":"116.3","latitude":"39.98"}',
    ],
  ])('sends a %s, encoded once', async (_name, content, type, data) => {
    bed.answer = () => ok({ result: true, receiver_id: 2990000002, type, data })
    expect(await bed.channel.send(direct(content))).toEqual({ at: bed.clock.now() })
    expect(bed.calls).toMatchObject([
      {
        method: 'POST',
        path: '/2/messages/reply.json',
        fields: { type, data, receiver_id: '2990000002', save_sender_box: '1' },
      },
    ])
    expect(bed.calls[0]?.fields).not.toHaveProperty('rip')
  })

  it('refuses pictures, which the interface does not know', async () => {
    const file = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1]) }
    const picture: ReplyContent = { type: 'media', kind: 'image', file }
    expect(await failureOf(bed.channel.send(direct(picture)))).toBe('channel.unsupported not_done')
  })

  it('shows no typing and costs no call for it', async () => {
    expect(await bed.channel.send(direct({ type: 'typing' }))).toEqual({ at: bed.clock.now() })
    expect(bed.calls).toEqual([])
  })
})

describe('answers to a send', () => {
  it('counts 20032 as sent, visible later, whatever the status', async () => {
    for (const status of [200, 400]) {
      bed.answer = () => ({ status, body: { error_code: '20032', error: 'server slow now' } })
      expect(await bed.channel.send(replyOf())).toEqual({ at: bed.clock.now(), isDelayed: true })
    }
  })

  it.each([
    [
      'a refusal with HTTP 200',
      { body: { error_code: 20019 } },
      'channel.duplicate_content not_done',
    ],
    [
      'a refusal in text',
      { status: 400, body: { error_code: '20101' } },
      'channel.target_gone not_done',
    ],
    ['a dead token', { status: 403, body: { error_code: 21327 } }, 'channel.auth not_done'],
    ['a busy service', { status: 400, body: { error_code: 10009 } }, 'channel.unconfirmed unknown'],
    ['an unheard code', { status: 400, body: { error_code: 29999 } }, 'channel.unknown not_done'],
    ['HTML', { type: 'text/html', body: '<html>' }, 'channel.unconfirmed unknown'],
    ['nothing', { body: '' }, 'channel.unconfirmed unknown'],
    ['a list', { body: [] }, 'channel.unconfirmed unknown'],
    ['a broken gateway', { status: 502, body: {} }, 'channel.unconfirmed unknown'],
    ['a cut connection', 'cut' as const, 'channel.unconfirmed unknown'],
  ])('%s', async (_what, scripted, failure) => {
    bed.answer = () => scripted
    expect(await failureOf(bed.channel.send(replyOf()))).toBe(failure)
    expect(bed.calls).toHaveLength(1)
  })

  it('is sure nothing was sent where no connection stood', async () => {
    const lonely = await weiboBed({ apiBase: 'http://127.0.0.1:1' })
    expect(await failureOf(lonely.channel.send(replyOf()))).toBe('http.connect not_done')
    await lonely.close()
  })

  it('stops the whole account until the hour is over when Weibo says so', async () => {
    bed.answer = () => ({ status: 403, body: { error_code: 10023 } })
    expect(await failureOf(bed.channel.send(replyOf()))).toBe('channel.rate_limited not_done')
    bed.answer = () => ok({})
    expect(await failureOf(bed.channel.send(replyOf()))).toBe('channel.rate_limited not_done')
    expect(bed.calls).toHaveLength(1)
    await bed.clock.advance(3_600_000)
    await bed.channel.send(replyOf())
    expect(bed.calls).toHaveLength(2)
  })
})
