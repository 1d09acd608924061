import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MediaFile } from '../../core/media.ts'
import type { ReplyContent } from '../../core/reply.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { replyOf, sendPath, sent, uploadPath, wechatBed, well } from './wechat.fake.ts'
import type { WechatBed } from './wechat.fake.ts'

let bed: WechatBed
beforeEach(async () => {
  bed = await wechatBed()
})
afterEach(() => bed.close())

const touser = 'oFictional-Customer_00000001'

function file(name: string, contentType: string, bytes = 'bytes of it'): MediaFile {
  return { name, contentType, bytes: new TextEncoder().encode(bytes) }
}
const picture = file('截图 "一".png', 'image/png')

const menu: ReplyContent = {
  type: 'menu',
  head: '请问要查什么？',
  items: [
    { id: '101', text: '查物流' },
    { id: '102', text: '退换货' },
  ],
  tail: '点击即可',
}
const card: ReplyContent = {
  type: 'miniprogram',
  title: '会员中心',
  appId: 'wx0000000000000009',
  page: 'pages/index?id=1',
  thumb: file('t.jpg', 'image/jpeg'),
}

/** Each kind of content and the very bytes that go out for it. */
const bodies: readonly (readonly [string, ReplyContent, string])[] = [
  [
    'text',
    { type: 'text', text: '您好 👨‍👩‍👧 & <b> "引号" \\u4f60' },
    `{"touser":"${touser}","msgtype":"text","text":{"content":"您好 👨‍👩‍👧 & <b> \\"引号\\" \\\\u4f60"}`,
  ],
  [
    'image',
    { type: 'media', kind: 'image', file: picture },
    `{"touser":"${touser}","msgtype":"image","image":{"media_id":"uploaded-image"}`,
  ],
  [
    'voice',
    { type: 'media', kind: 'voice', file: file('a.amr', 'audio/amr') },
    `{"touser":"${touser}","msgtype":"voice","voice":{"media_id":"uploaded-voice"}`,
  ],
  [
    'video',
    { type: 'media', kind: 'video', file: file('开箱.mp4', 'video/mp4') },
    `{"touser":"${touser}","msgtype":"video","video":{"media_id":"uploaded-video","thumb_media_id":"uploaded-thumb","title":"开箱","description":""}`,
  ],
  [
    'news',
    {
      type: 'link',
      title: '退换货说明',
      description: '七天内',
      url: 'https://example.com/a?b=1&c=2',
      imageUrl: 'https://example.com/a.png',
    },
    `{"touser":"${touser}","msgtype":"news","news":{"articles":[{"title":"退换货说明","description":"七天内","url":"https://example.com/a?b=1&c=2","picurl":"https://example.com/a.png"}]}`,
  ],
  [
    'msgmenu',
    menu,
    `{"touser":"${touser}","msgtype":"msgmenu","msgmenu":{"head_content":"请问要查什么？","list":[{"id":"101","content":"查物流"},{"id":"102","content":"退换货"}],"tail_content":"点击即可"}`,
  ],
  [
    'miniprogrampage',
    card,
    `{"touser":"${touser}","msgtype":"miniprogrampage","miniprogrampage":{"title":"会员中心","appid":"wx0000000000000009","pagepath":"pages/index?id=1","thumb_media_id":"uploaded-thumb"}`,
  ],
]

const lastSend = () => bed.calls.findLast(({ path }) => path === sendPath)
const sends = () => bed.calls.filter(({ path }) => path === sendPath)

describe('send', () => {
  it.each(bodies)('writes %s as documented (S1-29)', async (_kind, content, open) => {
    await expect(bed.channel.send(replyOf(content))).resolves.toEqual({ at: bed.clock.now() })
    expect(lastSend()).toMatchObject({
      method: 'POST',
      query: { access_token: 'issued-token-1' },
      type: 'application/json; charset=utf-8',
      text: `${open}}`,
    })
    expect(sends()).toHaveLength(1)
  })

  it.each(bodies)(
    'shows %s under the service account of the author',
    async (_kind, content, open) => {
      await bed.channel.send(replyOf(content, { id: '7', persona: 'xiaoqiao@brand', code: 'A17' }))
      expect(lastSend()?.text).toBe(`${open},"customservice":{"kf_account":"xiaoqiao@brand"}}`)
    },
  )

  it('makes the service account of code and WeChat id where that is set, and only there', async () => {
    const author = { id: '7', code: 'A17' }
    await bed.channel.send(replyOf(undefined, author))
    expect(lastSend()?.text).not.toContain('kf_account')
    const named = await wechatBed({ weixinId: 'brand', apiBase: bed.url })
    await named.channel.send(replyOf(undefined, author))
    expect(lastSend()?.text).toContain('"customservice":{"kf_account":"A17@brand"}')
    await named.close()
  })

  it.each([65400, 65401])(
    'sends without the service account when it is refused by %i',
    async (errcode) => {
      bed.answer = ({ text }) => (text.includes('kf_account') ? { body: { errcode } } : sent)
      await bed.channel.send(replyOf(undefined, { id: '7', persona: 'gone@brand' }))
      expect(sends().map(({ text }) => text.includes('kf_account'))).toEqual([true, false])
      expect(bed.logged.join('\n')).toContain('wechat.service_account_refused')
    },
  )

  it('writes no escape that WeChat would refuse, whatever the agent wrote', async () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('\ud83d', '\udc4d', '\u0000', '\u001f', '\u2028', '\\', '"'),
    )
    const words = fc.array(sign, { minLength: 1, maxLength: 40 }).map((signs) => signs.join(''))
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        await bed.channel.send(replyOf({ type: 'text', text }))
        const { text: body = '' } = lastSend() ?? {}
        expect(body).not.toMatch(/(?<!\\)(?:\\\\)*\\u/)
        const { text: shown } = JSON.parse(body) as { text: { content: string } }
        expect(shown.content.replaceAll('\u200b', '')).not.toMatch(/[\u0000-\u0008\u000e-\u001f]/)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['<a href="https://x.example">看</a>', '<\u200ba href="https://x.example">看<\u200b/a>'],
    ['< A HREF=x', '< A HREF=x'],
    ['<A\nhref=x>', '<\u200bA\nhref=x>'],
    ['<a/href=x>', '<\u200ba/href=x>'],
    ['a < b & c > d', 'a < b & c > d'],
    ['<abbr>', '<abbr>'],
  ])('shows %j as typed and makes no link of it', async (text, shown) => {
    await bed.channel.send(replyOf({ type: 'text', text }))
    expect(JSON.parse(lastSend()?.text ?? '')).toHaveProperty('text.content', shown)
  })

  it('writes a menu in words for a subscription account', async () => {
    const own = await wechatBed({ accountType: 'subscription', apiBase: bed.url })
    await own.channel.send(replyOf(menu))
    expect(JSON.parse(lastSend()?.text ?? '')).toEqual({
      touser,
      msgtype: 'text',
      text: { content: '请问要查什么？\n101. 查物流\n102. 退换货\n点击即可' },
    })
    await own.close()
  })

  it('writes a menu in words when the platform refuses menus', async () => {
    bed.answer = ({ text }) => (text.includes('msgmenu') ? { body: { errcode: 40200 } } : sent)
    await bed.channel.send(replyOf(menu))
    expect(sends().map(({ text }) => Object.keys(JSON.parse(text) as object))).toEqual([
      ['touser', 'msgtype', 'msgmenu'],
      ['touser', 'msgtype', 'text'],
    ])
  })

  it('uploads anew, once, when the uploaded file is already gone', async () => {
    bed.answer = (call) => (call.path === sendPath ? { body: { errcode: 40007 } } : well(call))
    const content: ReplyContent = { type: 'media', kind: 'image', file: picture }
    expect(await failureOf(bed.channel.send(replyOf(content)))).toBe('channel.media_gone not_done')
    expect(bed.calls.map(({ path }) => path)).toEqual([uploadPath, sendPath, uploadPath, sendPath])
  })

  it('types for the customer, and minds no refusal', async () => {
    for (const errcode of [0, 45080, 45081, -1, 45015]) {
      bed.answer = () => ({ body: { errcode } })
      await expect(bed.channel.send(replyOf({ type: 'typing' }))).resolves.toHaveProperty('at')
    }
    expect(bed.calls[0]).toMatchObject({
      path: '/cgi-bin/message/custom/typing',
      text: `{"touser":"${touser}","command":"Typing"}`,
    })
  })

  it.each([
    ['a place', { type: 'location', latitude: 1, longitude: 2 }],
    ['a file', { type: 'media', kind: 'file', file: picture }],
    ['a card without a picture', { ...card, thumb: undefined }],
  ])('sends no %s, and says so before any call', async (_what, content) => {
    const outcome = await failureOf(bed.channel.send(replyOf(content as ReplyContent)))
    expect(outcome).toBe('channel.unsupported not_done')
    expect(bed.calls).toEqual([])
  })
})
