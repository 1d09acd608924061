import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RelayError } from '../../core/error.ts'
import { parse } from './parse.ts'

const brand = '1990000001'
const twoDays = 172_800_000

function payload(name: string): string {
  return readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
}

function parsed(source: string, name: string) {
  return parse({ source, body: payload(name) }, brand)
}

function only(source: string, name: string) {
  const [message, ...rest] = parsed(source, name)
  expect(rest).toEqual([])
  return message
}

const customer = {
  id: '2990000002',
  name: '客户甲',
  avatarUrl: 'http://tva1.sinaimg.cn/crop.0.0.1.1.180/fake.jpg',
  province: '广东',
  city: '深圳',
  followers: 1234,
  verified: 'person' as const,
}
const newcomer = { id: '2990000003', name: '用户1234567890', followers: 0 }
const brandPost = {
  id: '5274900000000001',
  text: '新品今天上架 http://t.cn/Fake1',
  author: '示例品牌',
  authorId: '1990000001',
  link: 'https://weibo.com/1990000001/Qvqus0001',
  reposts: 3,
  comments: 5,
}
const messageWindow = { rule: 'message', count: null, forMs: twoDays }
const mentionWindow = { rule: 'mention', count: 1, forMs: twoDays }

describe('parse of private messages', () => {
  it('keeps a text, keyed by its bytes, and opens the window for two days', () => {
    const hash = createHash('sha256').update(payload('push-text')).digest('hex')
    expect(parsed('callback', 'push-text')).toEqual([
      {
        key: `dm:${hash}`,
        kind: 'message',
        platformKind: 'text',
        customer: { id: '2990000002' },
        thread: '',
        visibility: 'private',
        parts: [{ type: 'text', text: '你好，请问几点开门？' }],
        sentAt: Date.UTC(2012, 6, 16, 10, 9, 20),
        grant: messageWindow,
        target: { kind: 'dm' },
      },
    ])
  })

  it('says so when a text is blank', () =>
    expect(only('callback', 'push-text-blank')?.parts).toEqual([
      { type: 'notice', notice: 'empty_text' },
    ]))

  it.each([
    [
      'push-position',
      { type: 'location', latitude: 39.982525, longitude: 116.308586, label: '发送了一个位置' },
    ],
    ['push-image', { type: 'media', media: { kind: 'image', id: '821804469' } }],
    ['push-voice', { type: 'media', media: { kind: 'voice', id: '9007199254740993002' } }],
  ])('%s becomes one part', (name, part) => {
    expect(only('callback', name)).toMatchObject({
      kind: 'message',
      parts: [part],
      grant: messageWindow,
    })
  })

  it('files a kind it never heard of as a notice with the words that came along', () =>
    expect(only('callback', 'push-kind-unheard')).toMatchObject({
      kind: 'message',
      platformKind: 'sticker',
      parts: [
        { type: 'notice', notice: 'unknown_kind', detail: 'sticker' },
        { type: 'text', text: '发了一个表情' },
      ],
    }))

  it('says so when a position or a file is named without its value', () => {
    const push = { sender_id: 1, created_at: '', text: '词' }
    const partsOf = (more: object) =>
      parse({ source: 'callback', body: JSON.stringify({ ...push, ...more }) }, brand)[0]?.parts
    expect(partsOf({ type: 'position', data: { longitude: '', latitude: '北' } })).toEqual([
      { type: 'notice', notice: 'unreadable', detail: 'position' },
      { type: 'text', text: '词' },
    ])
    expect(partsOf({ type: 'image', data: {} })).toEqual([
      { type: 'notice', notice: 'media_unavailable' },
      { type: 'text', text: '词' },
    ])
  })
})

describe('parse of events', () => {
  it.each([
    ['push-follow', 'event', 'followed', true, undefined],
    ['push-unfollow', 'withdrawal', 'unfollowed', false, undefined],
    ['push-subscribe', 'event', 'followed', true, undefined],
    ['push-unsubscribe', 'withdrawal', 'unfollowed', false, undefined],
    ['push-scan', 'event', 'scanned', true, 'qr:门店_12'],
    ['push-scan-follow', 'event', 'scanned', true, 'qr:门店_12'],
    ['push-click', 'event', 'menu', true, 'menu:售后'],
    ['push-view', 'event', 'menu', false, 'menu:https://shop.example.com/help'],
    ['push-event-unheard', 'event', 'other', false, undefined],
  ])('%s is %s %s', (name, kind, event, opens, entry) => {
    const message = only('callback', name)
    expect(message).toMatchObject({ kind, event: { name: event }, parts: [] })
    expect(message?.grant).toEqual(opens ? messageWindow : undefined)
    expect(message?.entry).toBe(entry)
  })

  it('ignores a push without a sender', () =>
    expect(parse({ source: 'callback', body: '{"type":"text","text":"x"}' }, brand)).toEqual([]))
})

describe('parse of pushed mentions', () => {
  it('files a post under the key the feed would give it', () => {
    const pushed = only('callback', 'push-mention-status')
    expect(pushed).toMatchObject({
      key: 'status:4409688923582511',
      kind: 'message',
      thread: '4409688923582511',
      visibility: 'public',
      parts: [{ type: 'text', text: '@示例品牌 漏水了怎么办' }],
      grant: mentionWindow,
      target: { kind: 'post', id: '4409688923582511' },
      isMention: true,
    })
    expect(pushed?.key).toBe(only('mentions', 'mention-post')?.key)
  })

  it('notes a comment only, which is fetched with its post', () =>
    expect(only('callback', 'push-mention-comment')).toMatchObject({
      kind: 'event',
      platformKind: 'mention.comment',
      parts: [],
      event: { name: 'other', detail: { subtype: 'comment', key: '4409688923582999' } },
    }))
})

describe('parse of posts', () => {
  it('reads a mention whole', () =>
    expect(parsed('mentions', 'mention-post')).toEqual([
      {
        key: 'status:4409688923582511',
        platformId: '4409688923582511',
        kind: 'message',
        platformKind: 'status',
        customer: { ...customer, ipRegion: '广东' },
        thread: '4409688923582511',
        visibility: 'public',
        parts: [
          { type: 'text', text: '@示例品牌 这台机器 a < b && "漏水" [怒] http://t.cn/Fake2' },
        ],
        sentAt: Date.UTC(2011, 4, 31, 9, 46, 55),
        grant: mentionWindow,
        context: [],
        target: { kind: 'post', id: '4409688923582511' },
        isMention: true,
        reposts: 3,
        link: 'https://weibo.com/2990000002/I443if1Yr',
      },
    ]))

  it('takes pictures without words, each in its large form', () =>
    expect(only('mentions', 'mention-pictures')).toMatchObject({
      customer: newcomer,
      parts: [
        {
          type: 'media',
          media: { kind: 'image', url: 'https://wx1.sinaimg.cn/large/fake01.jpg' },
        },
        {
          type: 'media',
          media: { kind: 'image', url: 'https://wx2.sinaimg.cn/large/fake02.gif' },
        },
      ],
    }))

  it('says when the text is cut, and takes the whole text where it is given', () => {
    expect(only('mentions', 'mention-cut')?.parts).toEqual([
      { type: 'text', text: '@示例品牌 说来话长……全文： http://m.weibo.cn/fake' },
      { type: 'notice', notice: 'truncated' },
    ])
    expect(only('mentions', 'mention-long')?.parts).toEqual([
      { type: 'text', text: '@示例品牌 说来话长，事情是这样的：买来三天就坏了。' },
    ])
  })

  it('shows the post that was reposted, also one that is gone', () => {
    expect(only('mentions', 'mention-repost')?.context).toEqual([brandPost])
    expect(only('mentions', 'mention-repost-of-deleted')?.context).toEqual([
      {
        id: '5274000000000001',
        text: '抱歉，此微博已被作者删除。查看帮助：http://t.cn/Fake3',
        isDeleted: true,
      },
    ])
  })

  it('files nothing for a deleted post and only echoes the brand itself', () => {
    expect(parsed('mentions', 'mention-deleted')).toEqual([])
    expect(only('mentions', 'mention-own')?.kind).toBe('echo')
  })

  it('reads the time from the id where no date is given', () =>
    expect(only('mentions', 'mention-undated')?.sentAt).toBe(1_566_835_230_000))
})

describe('parse of comments', () => {
  it('reads a comment on a post of the brand', () =>
    expect(parsed('comments', 'comment-on-post')).toEqual([
      {
        key: 'comment:5274916500000001',
        platformId: '5274916500000001',
        kind: 'message',
        platformKind: 'comment',
        customer: { ...customer, ipRegion: '广东' },
        thread: '5274900000000001',
        visibility: 'public',
        parts: [{ type: 'text', text: '什么时候发货？' }],
        sentAt: Date.UTC(2026, 2, 10, 2, 5, 0),
        context: [brandPost],
        target: { kind: 'comment', id: '5274900000000001', cid: '5274916500000001' },
        link: 'https://weibo.com/1990000001/Qvqus0001',
      },
    ]))

  it('shows what an answer answers, after the post', () =>
    expect(only('comments', 'comment-reply')?.context).toEqual([
      brandPost,
      { id: '5274916600000001', text: '明天', author: '示例品牌' },
    ]))

  it("marks the brand's own comment as an echo", () =>
    expect(only('comments', 'comment-own')?.kind).toBe('echo'))

  it.each(['comment_mentions', 'pushed_comments'])(
    'opens one message for a mention: %s',
    (source) =>
      expect(only(source, 'comment-mention')).toMatchObject({
        key: 'comment:5274917100000001',
        thread: '5274885000000001',
        isMention: true,
        grant: mentionWindow,
        link: 'https://weibo.com/2990000003/Qvq6g0001',
      }),
  )

  it('gives a comment one key whichever feed brought it', () => {
    const keys = ['comments', 'comment_mentions', 'pushed_comments'].map(
      (source) => only(source, 'comment-on-post')?.key,
    )
    const streamed = only('datapush', 'frame-comment')?.key
    expect(new Set([...keys, streamed])).toEqual(new Set(['comment:5274916500000001']))
  })

  it('keeps a comment whose post is gone, in a public thread of its own', () => {
    expect(only('comments', 'comment-on-deleted')).toMatchObject({
      thread: '5274000000000001',
      context: [{ id: '5274000000000001', isDeleted: true }],
    })
    expect(only('comments', 'comment-no-post')).toMatchObject({
      thread: '5274917700000001',
      visibility: 'public',
      context: [],
    })
  })

  it('files nothing for a comment without author', () =>
    expect(parsed('comments', 'comment-no-author')).toEqual([]))

  it('keeps every digit of 64-bit ids given as numbers', () =>
    expect(only('comments', 'comment-64-bit')).toMatchObject({
      key: 'comment:9111111111111111113',
      customer: { id: '9007199254740993' },
      thread: '9007199254740995',
      target: { kind: 'comment', id: '9007199254740995', cid: '9111111111111111113' },
    }))
})

describe('parse of ids', () => {
  it('believes the text form before the number, which its writer may have rounded', () => {
    const user = { id: 1, screen_name: '客户丁' }
    const post = { id: 3504803600500000, idstr: '3504803600502730', mid: '9', user }
    const [message] = parse({ source: 'mentions', body: JSON.stringify(post) }, brand)
    expect(message?.key).toBe('status:3504803600502730')
  })
})

describe('parse of the push stream', () => {
  it('unwraps a post and a comment', () => {
    expect(only('datapush', 'frame-status')).toMatchObject({
      key: 'status:5274918000000001',
      customer: newcomer,
      parts: [{ type: 'text', text: '@示例品牌 流里来的' }],
    })
    expect(only('datapush', 'frame-comment')).toEqual(only('comments', 'comment-on-post'))
  })

  it('files nothing for a deletion', () => expect(parsed('datapush', 'frame-delete')).toEqual([]))
})

describe('names that every object inherits', () => {
  it.each(['valueOf', 'constructor', '__proto__'])('are no province: %s', (province) => {
    const user = { id: '2990000002', province, city: 'toString' }
    const body = JSON.stringify({ idstr: '5274900000000001', text: '在吗', user })
    expect(parse({ source: 'mentions', body }, brand)[0]?.customer).toEqual({ id: '2990000002' })
  })
  it.each(['valueOf', 'constructor', '__proto__'])('are no event: %s', (subtype) => {
    const body = JSON.stringify({ type: 'event', sender_id: '1', data: { subtype } })
    expect(parse({ source: 'callback', body }, brand)[0]).toMatchObject({
      kind: 'event',
      event: { name: 'other' },
    })
  })
})

describe('parse of anything', () => {
  const sources = ['callback', 'mentions', 'comments', 'comment_mentions', 'datapush']
  const scalar = fc.oneof(
    fc.constantFrom('1', '0', 'x', '', 7, null, true, 'constructor', '__proto__', 'valueOf'),
    fc.string(),
  )
  const person = fc.record({ id: scalar, screen_name: scalar, province: scalar })
  const likely = fc
    .record(
      {
        type: fc.constantFrom('text', 'event', 'mention', 'image', 'position', 'x'),
        sender_id: scalar,
        idstr: scalar,
        mid: scalar,
        text: fc.oneof(scalar, fc.record({ status: fc.object(), comment: fc.object() })),
        data: fc.record({ subtype: scalar, key: scalar, latitude: scalar, tovfid: scalar }),
        user: fc.oneof(scalar, person),
        status: fc.oneof(scalar, fc.record({ id: scalar, user: person, mid: scalar })),
        reply_comment: fc.oneof(scalar, fc.object()),
        pic_urls: fc.oneof(scalar, fc.array(fc.record({ thumbnail_pic: scalar }))),
        created_at: scalar,
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value))
  const bodies = fc.oneof(fc.json(), likely, fc.string())

  it('throws nothing but a RelayError', () =>
    fc.assert(
      fc.property(fc.constantFrom(...sources), bodies, (source, body) => {
        try {
          for (const message of parse({ source, body }, brand)) {
            expect(message.key).not.toBe('')
            expect(message.thread === '').toBe(message.visibility === 'private')
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RelayError)
        }
      }),
    ))
})
