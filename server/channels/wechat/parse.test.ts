import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessagePart } from '../../core/message.ts'
import { writeXml } from '../../wire/xml.ts'
import { customer, fixture, fixtureFiles, pushed } from './fixtures.fake.ts'
import { parse } from './parse.ts'
import { grants } from './windows.ts'

interface Expected {
  readonly platformKind: string
  readonly sentAt: number
  readonly key: string
  readonly parts: readonly MessagePart[]
  readonly grant: keyof typeof grants
  readonly entry?: string
}

/** What each documented message is for the relay. */
const expected: Readonly<Record<string, Expected>> = {
  'message-file.xml': {
    platformKind: 'file',
    sentAt: 1772416820000,
    key: 'msg:7300000000000000020:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'file_not_downloadable', detail: '合同.pdf' }],
    grant: 'message',
  },
  'message-image-nothing.xml': {
    platformKind: 'image',
    sentAt: 1772416810000,
    key: 'msg:7300000000000000010:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'media_unavailable' }],
    grant: 'message',
  },
  'message-image.json': {
    platformKind: 'image',
    sentAt: 1772417002000,
    key: 'msg:25373744922163389:oFictional-Customer_00000001',
    parts: [
      {
        type: 'media',
        media: {
          kind: 'image',
          id: 'fictional_media_image_0001',
          url: 'http://mmbiz.qpic.cn/mmbiz_jpg/fictional0001/0',
        },
      },
    ],
    grant: 'message',
  },
  'message-image.xml': {
    platformKind: 'image',
    sentAt: 1772416809000,
    key: 'msg:7300000000000000009:oFictional-Customer_00000001',
    parts: [
      {
        type: 'media',
        media: {
          kind: 'image',
          id: 'fictional_media_image_0001',
          url: 'http://mmbiz.qpic.cn/mmbiz_jpg/fictional0001/0',
        },
      },
    ],
    grant: 'message',
  },
  'message-link.xml': {
    platformKind: 'link',
    sentAt: 1772416819000,
    key: 'msg:7300000000000000019:oFictional-Customer_00000001',
    parts: [
      {
        type: 'link',
        url: 'https://mp.weixin.qq.com/s/fictional',
        title: '新品评测',
        description: '三款耳机对比',
      },
    ],
    grant: 'message',
  },
  'message-location-no-label.xml': {
    platformKind: 'location',
    sentAt: 1772416817000,
    key: 'msg:7300000000000000017:oFictional-Customer_00000001',
    parts: [{ type: 'location', latitude: 23.134521, longitude: 113.358803 }],
    grant: 'message',
  },
  'message-location-nowhere.xml': {
    platformKind: 'location',
    sentAt: 1772416818000,
    key: 'msg:7300000000000000018:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'unreadable', detail: '某处' }],
    grant: 'message',
  },
  'message-location.json': {
    platformKind: 'location',
    sentAt: 1772417003000,
    key: 'msg:25373744922163390:oFictional-Customer_00000001',
    parts: [
      { type: 'location', latitude: 22.543096, longitude: 114.057865, label: '深圳市福田区' },
    ],
    grant: 'message',
  },
  'message-location.xml': {
    platformKind: 'location',
    sentAt: 1772416816000,
    key: 'msg:7300000000000000016:oFictional-Customer_00000001',
    parts: [
      { type: 'location', latitude: 22.543096, longitude: 114.057865, label: '深圳市福田区' },
    ],
    grant: 'message',
  },
  'message-miniprogrampage.xml': {
    platformKind: 'miniprogrampage',
    sentAt: 1772416821000,
    key: 'msg:7300000000000000021:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'unknown_kind', detail: 'miniprogrampage 会员中心' }],
    grant: 'message',
  },
  'message-shortvideo.xml': {
    platformKind: 'shortvideo',
    sentAt: 1772416815000,
    key: 'msg:7300000000000000015:oFictional-Customer_00000001',
    parts: [{ type: 'media', media: { kind: 'video', id: 'fictional_media_video_0002' } }],
    grant: 'message',
  },
  'message-text-controls.json': {
    platformKind: 'text',
    sentAt: 1772417001000,
    key: 'msg:25373744922163388:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '断行还在，\t制表' }],
    grant: 'message',
  },
  'message-text-controls.xml': {
    platformKind: 'text',
    sentAt: 1772416806000,
    key: 'msg:7300000000000000007:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '断行还在，\t制表和\n换行也在' }],
    grant: 'message',
  },
  'message-text-empty.xml': {
    platformKind: 'text',
    sentAt: 1772416803000,
    key: 'msg:7300000000000000004:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'empty_text' }],
    grant: 'message',
  },
  'message-text-from-article.xml': {
    platformKind: 'text',
    sentAt: 1772416805000,
    key: 'msg:7300000000000000006:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '文章里说的活动还有吗' }],
    grant: 'message',
  },
  'message-text-markup.xml': {
    platformKind: 'text',
    sentAt: 1772416807000,
    key: 'msg:7300000000000000008:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '</Content><FromUserName>别人</FromUserName>&amp;<b>' }],
    grant: 'message',
  },
  'message-text-menu-tap.xml': {
    platformKind: 'text',
    sentAt: 1772416801000,
    key: 'msg:7300000000000000002:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '查物流' }],
    entry: 'menu:101',
    grant: 'menu',
  },
  'message-text-menu-zero.xml': {
    platformKind: 'text',
    sentAt: 1772416802000,
    key: 'msg:7300000000000000003:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '你好' }],
    grant: 'message',
  },
  'message-text-no-id.xml': {
    platformKind: 'text',
    sentAt: 1772416808000,
    key: 'msg:oFictional-Customer_00000001:1772416808:text:34dd60e000752fc729efcc26be4db0fb',
    parts: [{ type: 'text', text: '没有编号的消息' }],
    grant: 'message',
  },
  'message-text-tidy.xml': {
    platformKind: 'text',
    sentAt: 1772416900000,
    key: 'msg:7300000000000000900:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '前半，后半' }],
    grant: 'message',
  },
  'message-text-unsupported.xml': {
    platformKind: 'text',
    sentAt: 1772416804000,
    key: 'msg:7300000000000000005:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '【收到不支持的消息类型，暂无法显示】' }],
    grant: 'message',
  },
  'message-text.json': {
    platformKind: 'text',
    sentAt: 1772417000000,
    key: 'msg:7250021412600020992:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '订单还没到' }],
    grant: 'message',
  },
  'message-text.xml': {
    platformKind: 'text',
    sentAt: 1772416800000,
    key: 'msg:7300000000000000001:oFictional-Customer_00000001',
    parts: [{ type: 'text', text: '订单还没到，帮我查一下 🙏' }],
    grant: 'message',
  },
  'message-unheard.json': {
    platformKind: 'hologram',
    sentAt: 1772417004000,
    key: 'msg:25373744922163391:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'unknown_kind', detail: 'hologram' }],
    grant: 'message',
  },
  'message-unheard.xml': {
    platformKind: 'hologram',
    sentAt: 1772416822000,
    key: 'msg:7300000000000000022:oFictional-Customer_00000001',
    parts: [{ type: 'notice', notice: 'unknown_kind', detail: 'hologram' }],
    grant: 'message',
  },
  'message-video.xml': {
    platformKind: 'video',
    sentAt: 1772416814000,
    key: 'msg:7300000000000000014:oFictional-Customer_00000001',
    parts: [{ type: 'media', media: { kind: 'video', id: 'fictional_media_video_0001' } }],
    grant: 'message',
  },
  'message-voice-recognised.xml': {
    platformKind: 'voice',
    sentAt: 1772416813000,
    key: 'msg:7300000000000000013:oFictional-Customer_00000001',
    parts: [
      { type: 'media', media: { kind: 'voice', id: 'fictional_media_voice_0003', format: 'amr' } },
      { type: 'text', text: '我要退货' },
    ],
    grant: 'message',
  },
  'message-voice-speex.xml': {
    platformKind: 'voice',
    sentAt: 1772416812000,
    key: 'msg:7300000000000000012:oFictional-Customer_00000001',
    parts: [
      {
        type: 'media',
        media: { kind: 'voice', id: 'fictional_media_voice_0002', format: 'speex' },
      },
    ],
    grant: 'message',
  },
  'message-voice.xml': {
    platformKind: 'voice',
    sentAt: 1772416811000,
    key: 'msg:7300000000000000011:oFictional-Customer_00000001',
    parts: [
      { type: 'media', media: { kind: 'voice', id: 'fictional_media_voice_0001', format: 'amr' } },
    ],
    grant: 'message',
  },
}

describe('parse of a message', () => {
  it('has an expectation for every payload on file', () =>
    expect(fixtureFiles('message-')).toEqual(Object.keys(expected).sort()))

  it.each(Object.entries(expected))('reads %s exactly (S1-29)', (file, { grant, key, ...rest }) => {
    const id = /^msg:(\d+):/.exec(key)?.[1]
    expect(parse(pushed(fixture(file)))).toEqual([
      {
        kind: 'message',
        key,
        customer: { id: customer },
        thread: '',
        visibility: 'private',
        target: { kind: 'message' },
        grant: grants[grant],
        ...(id !== undefined && { platformId: id }),
        ...rest,
      },
    ])
  })

  it.each(fixtureFiles('platform-'))('leaves %s alone: it carries no customer', (file) =>
    expect(parse(pushed(fixture(file)))).toEqual([]),
  )

  const text = (fields: Readonly<Record<string, string | number>>): string =>
    writeXml({
      ToUserName: 'gh_0000000001',
      FromUserName: customer,
      CreateTime: 1_772_416_800,
      MsgType: 'text',
      Content: '在吗',
      ...fields,
    })
  const one = (body: string, signedAt?: number) =>
    parse(pushed(body, signedAt))[0] ?? expect.fail('nothing was read')

  it('tells customers apart who were given the same id', () =>
    expect(one(text({ MsgId: 1 })).key).not.toBe(one(text({ MsgId: 1, FromUserName: 'o2' })).key))

  it('gives one message the same key in XML and in JSON', () =>
    expect(one(text({ MsgId: '7250021412600020992' })).key).toBe(
      one(fixture('message-text.json')).key,
    ))

  it('tells messages without an id apart by their body', () => {
    const keys = ['在吗', '在', '在吗'].map((Content) => one(text({ Content, MsgId: '0' })).key)
    expect(keys[0]).not.toBe(keys[1])
    expect(keys[0]).toBe(keys[2])
  })

  it.each(['', '0', 'soon', '-5'])('takes the signed time where CreateTime is "%s"', (CreateTime) =>
    expect(one(text({ CreateTime }), 1_772_400_000_000).sentAt).toBe(1_772_400_000_000),
  )

  it('records a message from nobody, and files it for nobody', () => {
    expect(one(text({ FromUserName: '' }))).toMatchObject({
      kind: 'event',
      platformKind: 'text',
      customer: { id: 'unknown' },
      parts: [],
    })
  })

  it.each(['constructor', '__proto__', 'toString'])('keeps a message of kind %s', (MsgType) =>
    expect(one(text({ MsgType })).parts).toEqual([
      { type: 'notice', notice: 'unknown_kind', detail: MsgType },
    ]),
  )

  it('brings what a customer wrote through unchanged, control characters aside (S1-29)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (Content) => {
        const words = Content.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
        const shown = (plain: string): readonly MessagePart[] =>
          plain.trim() === ''
            ? [{ type: 'notice', notice: 'empty_text' }]
            : [{ type: 'text', text: plain }]
        const lines = words.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
        expect(one(text({ Content })).parts).toEqual(shown(lines))
        const json = JSON.stringify({ FromUserName: customer, MsgType: 'text', Content })
        expect(one(json).parts).toEqual(shown(words))
      }),
      { numRuns: 500 },
    )
  })

  it('reads whatever fields there are into something with a key, the same each time', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant({ List: [{ MsgID: '1' }] }))
    const name = fc.constantFrom(...['MsgType', 'Event', 'EventKey', 'Content', 'MsgId', 'List'])
    fc.assert(
      fc.property(fc.dictionary(name, value), (fields) => {
        const item = JSON.stringify({ FromUserName: customer, ...fields })
        expect(one(item).key).not.toBe('')
        expect(one(item)).toEqual(one(item))
      }),
    )
  })
})
