import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judge } from '../persona/guide.ts'
import type { LintContext } from '../persona/context.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { draftDigest, recordIntent } from './intents.ts'

describe('draftDigest', () => {
  it('is the same for the composer’s text and the comment Zendesk makes of it', () => {
    const typed = '您好，\n\n费用已退：https://yunqiao.example.com/a?b=1 。'
    const told =
      '您好， 费用已退：[https://yunqiao.example.com/a?b=1](https://yunqiao.example.com/a?b=1) 。'
    expect(draftDigest(`  ${typed}  `)).toBe(draftDigest(typed.replaceAll('\n', ' ')))
    expect(draftDigest(typed)).not.toBe(draftDigest(told))
  })

  it('tells apart what differs in a single letter or figure, and is no text', () => {
    const texts = ['退您198元', '退您199元', '退她198元', '👍', '👍👍', '。', '']
    expect(new Set(texts.map(draftDigest)).size).toBe(texts.length)
    for (const text of texts) expect(draftDigest(text)).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the gate', () => {
  let bed: Bed
  beforeEach(async () => {
    bed = await relayBed({ mergeMs: 0 })
    await bed.say('断网了', { grant: { rule: 'message', count: null, forMs: 40 * 86_400_000 } })
    await bed.settle()
  })
  afterEach(() => bed.close())

  it('learns from the intent who wrote, where the framework does not say', async () => {
    const text = '已为您报修'
    await recordIntent(bed.runtime, 'acme', {
      ticket: '100',
      author: '7',
      draft: text,
      overrides: [],
    })
    await bed.answer(text, { author: { id: 'channel:wx' }, isAuthorUnknown: true })
    await bed.answer('师傅今天上门', { author: { id: 'channel:wx' }, isAuthorUnknown: true })
    await bed.settle()
    const replies = await bed.store.outbox.repliesOf('acme', { order: 'oldest' })
    expect(replies.map(({ author }) => [author.id, author.code])).toEqual([
      ['7', 'A17'],
      ['channel:wx', 'A01'],
    ])
  })

  it('believes the helpdesk, not the intent, where the helpdesk names the author', async () => {
    const text = '已为您报修'
    await recordIntent(bed.runtime, 'acme', {
      ticket: '100',
      author: '7',
      draft: text,
      overrides: [],
    })
    await bed.answer(text, { author: { id: '8' } })
    await bed.settle()
    expect((await bed.store.outbox.repliesOf('acme', {}))[0]?.author.id).toBe('8')
  })

  it('lets no block out, whatever is written and whatever is overridden', async () => {
    const build = bed.runtime.lintContext
    let newest: LintContext = {}
    Object.assign(bed.runtime, {
      lintContext: async (answering: Parameters<typeof build>[0]) =>
        (newest = await build(answering)),
    })
    const piece = fc.constantFrom(
      '请提供您的服务密码',
      '说了多少遍了',
      '把验证码发给我',
      '请把身份证和密码发来',
      '已处理 ^B02',
      '可能是基站坏了',
      '不行。',
      '已为您报修',
      '师傅今天上门',
      '\u200b',
      '，',
      '\n',
      '😊',
    )
    const drafts = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))
    const rules = fc.subarray(['W-S2', 'W-E3', 'W-P7', 'W-A1', 'W-E4', 'W-L6'])
    let blocked = 0
    await fc.assert(
      fc.asyncProperty(drafts, rules, async (draft, overridden) => {
        const overrides = overridden.map((rule) => ({ rule, reason: '测试' }))
        await recordIntent(bed.runtime, 'acme', { ticket: '100', author: '7', draft, overrides })
        const before = bed.channel.sent.length
        await bed.answer(draft)
        await bed.settle()
        const severities = judge(draft, newest).map(({ severity }) => severity)
        if (!severities.includes('block')) return
        blocked += 1
        expect(bed.channel.sent).toHaveLength(before)
      }),
      { numRuns: 250 },
    )
    expect(blocked).toBeGreaterThan(50)
    expect(bed.channel.sent.length).toBeGreaterThan(20)
  })
})
