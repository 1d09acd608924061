import { describe, expect, it } from 'vitest'
import type { InboundMessage, MessagePart } from '../core/message.ts'
import type { StoredMessage } from '../core/store/inbox.ts'
import { filingSubject, filingText, maxTextLength, type TextOptions } from './filing-text.ts'

const options: TextOptions = {
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  masks: true,
  withoutMedia: new Set(),
  showsContext: true,
}

function stored(parts: readonly MessagePart[], more: Partial<InboundMessage> = {}): StoredMessage {
  const message: InboundMessage = {
    key: 'k',
    kind: 'message',
    platformKind: 'text',
    customer: { id: 'c' },
    thread: '',
    visibility: 'private',
    parts,
    sentAt: 1_000_000,
    ...more,
  }
  return {
    id: 'm1',
    tenant: 't',
    account: 'a',
    conversation: 'v',
    message,
    isAnswerable: true,
    receivedAt: 1_000_500,
    tries: 0,
  }
}
const text = (words: string): MessagePart => ({ type: 'text', text: words })

describe('filingText', () => {
  it('keeps order and content of every member', () =>
    expect(
      filingText([stored([text('一')]), stored([text('二')]), stored([text('三')])], options),
    ).toBe('一\n二\n三'))
  it('links a post once, whether it is quoted or stands alone', () => {
    const link = 'https://weibo.com/1/Rt7Bn3ZZd'
    const context = [{ id: '1', text: '新款今日开售', author: '品牌', link }]
    const comment = stored([text('旧的可以抵多少')], { visibility: 'public', link, context })
    expect(filingText([comment], options).split(link)).toHaveLength(2)
    const post = stored([text('没动静了')], { visibility: 'public', link })
    expect(filingText([post], options).split(link)).toHaveLength(2)
  })
  it('masks personal data unless the tenant switched it off', () => {
    const members = [stored([text('我电话13812345678')])]
    expect(filingText(members, options)).toBe('我电话138****5678')
    expect(filingText(members, { ...options, masks: false })).toBe('我电话13812345678')
  })
  it('masks captions, labels, shared links and quoted originals too', () => {
    const phone = '13812345678'
    const parts: MessagePart[] = [
      { type: 'media', media: { kind: 'image', id: 'M' }, caption: `打${phone}` },
      { type: 'location', latitude: 22.5431234, longitude: 113.9, label: `找${phone}` },
      { type: 'link', url: `https://example.com/?tel=${phone}`, title: `电话${phone}` },
    ]
    const context = [{ id: '1', text: `原文留了${phone}`, author: `卖家${phone}` }]
    const message = stored(parts, { visibility: 'public', context })
    const shown = filingText([message], options)
    expect(shown).not.toContain(phone)
    expect(shown.match(/138\*{4}5678/g)).toHaveLength(6)
    expect(shown).toContain('(22.5431234, 113.9)')
  })

  it('leaves the address of the post whole, whatever its digits look like', () => {
    const link = 'https://m.weibo.cn/status/6222021234567890128'
    const message = stored([text('看这里')], { visibility: 'public', link })
    expect(filingText([message], options)).toContain(link)
  })

  it('shows what a public comment stands under and where', () => {
    const context = [{ id: '1', author: '品牌', text: '新品上市', link: 'https://weibo.com/1/a' }]
    const member = stored([text('多少钱？')], {
      visibility: 'public',
      thread: '1',
      context,
      link: 'https://weibo.com/1/a',
    })
    expect(filingText([member], options)).toBe(
      '多少钱？\n\n> 原文 @品牌: 新品上市\n> https://weibo.com/1/a',
    )
  })
  it('says that an attachment is missing and names it', () => {
    const media = { kind: 'image', id: 'x' } as const
    const missing = filingText([stored([{ type: 'media', media }])], {
      ...options,
      withoutMedia: new Set(['m1']),
    })
    expect(missing).toBe('[图片] [附件暂时无法取得]')
  })
  it('says when a late message was written', () => {
    const late = {
      ...stored([text('在吗')], { sentAt: Date.parse('2026-11-24T10:00:00+08:00') }),
      receivedAt: Date.parse('2026-11-24T11:00:00+08:00'),
    }
    expect(filingText([late], options)).toBe('[客户发送于 2026-11-24 10:00]\n在吗')
  })
  it('cuts at the limit without splitting a character', () => {
    const cut = filingText([stored([text('😀'.repeat(maxTextLength))])], options)
    expect(cut.length).toBeLessThan(65_000)
    expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(cut)).toBe(false)
  })
})

describe('filingSubject', () => {
  it('takes the first words on one line, masked', () =>
    expect(
      filingSubject(stored([text('你好\n13812345678 断网了')]).message, '微信：', options),
    ).toBe('微信：你好 138****5678 断网了'))
  it('cuts on whole characters', () =>
    expect(filingSubject(stored([text('😀'.repeat(100))]).message, '', options)).toBe(
      `${'😀'.repeat(60)}…`,
    ))
})
