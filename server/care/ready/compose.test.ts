import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointsIn } from '../../language/points.ts'
import type { LintContext } from '../../persona/context.ts'
import { fieldsOf, readDocument } from '../../persona/document.ts'
import { blocking, judge } from '../../persona/guide.ts'
import { presets } from '../../persona/presets/index.ts'
import { composeReplies } from './compose.ts'
import type { Sources } from './offers.ts'
import { typeOf } from './playbook.ts'

const none: Sources = { earlier: [], macros: [], articles: [] }
const now = '2026-11-26T14:20:00+08:00'

type Trade = keyof typeof presets

function contextOf(trade: Trade, text: string, more: LintContext = {}): LintContext {
  const read = readDocument(presets[trade])
  if (!read.ok) return expect.fail('the preset does not read')
  return {
    ...fieldsOf(read.document),
    now,
    channel: { kind: 'wechat', visibility: 'private', maxLength: 2048, unit: 'bytes' },
    inbound: text === '' ? [] : [{ text }],
    earlier: [],
    ...more,
  }
}

const weibo: LintContext['channel'] = {
  kind: 'weibo',
  visibility: 'public',
  maxLength: 140,
  unit: 'weibo',
}

const said = [
  '宽带断了两天了，什么时候能修好？有没有补偿？',
  '我想携号转网，需要什么条件？另外国际漫游怎么开通？',
  '你们套餐多少钱一个月？',
  '光猫红灯一直闪，上不了网',
  '客服态度太差了，打了三次电话没人接，我要投诉！',
  '我电话13912345678，住幸福小区3号楼2单元501，什么时候上门？',
  '衣服掉色，能退吗？运费谁出？什么时候到账？',
  '手机屏幕碎了，保修吗？维修多少钱',
  '停电了，什么时候来电？冰箱里的东西坏了谁赔？',
  '上次的师傅很专业，点赞',
  '唉真是无语了',
  '赶紧给我退款，订单8843120077，身份证11010519491231002X',
  '信号塔辐射会不会有害？为什么不公布？',
  '你们是不是要强制升级5G？凭什么',
  '😀😀😀',
] as const
const trades: readonly Trade[] = ['telecom', 'retail', 'electronics', 'utility']
/** Every trade with everything said to it, in private and in public. */
const everything = trades.flatMap((trade) =>
  said.flatMap((text) => [undefined, weibo].map((channel) => [trade, text, channel] as const)),
)

describe('composeReplies', () => {
  it('answers from the approved wording and says who owns each statement', () => {
    const { replies } = composeReplies(contextOf('telecom', said[0]), none)
    const parts = replies[0]?.parts.filter(({ source }) => source.kind === 'wording') ?? []
    expect(parts.map(({ source }) => [source.id, source.owner])).toEqual([
      ['t-repair', '装维中心'],
      ['t-outage', '客服政策组'],
    ])
    expect(replies[0]?.points.map(({ how }) => how)).toEqual(['answered', 'answered', 'answered'])
  })

  it('covers every point, passes the rules and fits the channel, for every trade and channel', () => {
    for (const [trade, text, channel] of everything) {
      const context = contextOf(trade, text, channel && { channel })
      const { replies } = composeReplies(context, none)
      expect(replies.length, text).toBeGreaterThan(0)
      for (const reply of replies) {
        expect(blocking(judge(reply.text, context)), reply.text).toEqual([])
        expect(reply.points.map((one) => one.text)).toEqual(pointsIn(text).map((one) => one.text))
      }
    }
  })

  it('has a part in the text for every point that is not silent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...trades),
        fc.uniqueArray(fc.constantFrom(...said), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (trade, texts, isOpen) => {
          const context = contextOf(trade, '', {
            inbound: texts.map((text) => ({ text })),
            ...(isOpen && { channel: weibo }),
          })
          for (const { parts, points, text } of composeReplies(context, none).replies) {
            const covered = new Set(parts.flatMap(({ covers }) => covers))
            expect([...covered].sort((a, b) => a - b)).toEqual(points.map((_, i) => i))
            for (const part of parts) expect(text).toContain(part.text)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('never uses an approved statement that has ended or not begun', () => {
    const wording = [
      { id: 'old', topic: '故障补偿', text: '断网满一天补偿三十元话费。', validTo: '2026-11-25' },
      {
        id: 'next',
        topic: '故障补偿',
        text: '断网满两天补偿五十元话费。',
        validFrom: '2026-11-27',
      },
    ]
    const context = contextOf('telecom', said[0], { wording })
    const { replies } = composeReplies(context, none)
    expect(replies.length).toBeGreaterThan(0)
    for (const { parts, points } of replies) {
      expect(parts.filter(({ source }) => source.kind === 'wording')).toEqual([])
      expect(points.map(({ how }) => how)).not.toContain('answered')
    }
    const inTime = contextOf('telecom', said[0], { wording, now: '2026-11-25T23:00:00+08:00' })
    const ids = composeReplies(inTime, none).replies[0]?.parts.map(({ source }) => source.id)
    expect(ids).toContain('old')
  })

  it('invents no figure: each stands in the wording in force or in the promised time', () => {
    for (const [trade, text, channel] of everything) {
      const context = contextOf(trade, text, channel && { channel })
      const known = (context.wording ?? []).map((one) => one.text).join()
      const written = composeReplies(context, none).replies.map((reply) => reply.text)
      const own = written.join().replaceAll(/“[^”]*”|\d{1,2}:\d{2}前|\d+件事/g, '')
      expect((own.match(/\d+/g) ?? []).filter((figure) => !known.includes(figure))).toEqual([])
    }
  })

  it('never repeats personal data of the customer', () => {
    for (const trade of trades)
      for (const channel of [undefined, weibo]) {
        const texts = [said[5], said[11]].map((text) => ({ text }))
        const context = contextOf(trade, '', { inbound: texts, ...(channel && { channel }) })
        for (const { text } of composeReplies(context, none).replies)
          expect(text).not.toMatch(/139|5678|501|幸福小区|8843|0077|1101/)
      }
  })

  it('gives the same replies whatever the order of its sources', () => {
    const earlier = [
      {
        id: 'r1',
        question: '光猫红灯闪，上不了网怎么办',
        answer: '请拔下光猫电源再插上，重启一次。',
        at: 1,
        ticket: '1',
      },
      {
        id: 'r2',
        question: '请问光猫红灯一直闪上不了网咋办',
        answer: '请打开网页查看光猫的灯。',
        at: 2,
        ticket: '2',
      },
    ]
    const macros = ['重启光猫', '检查网线', '查看红灯'].map((title, i) => ({
      id: String(i),
      title,
      text: `请${title}，再打开网页试一下上网。`,
    }))
    const articles = ['光猫红灯怎么处理', '上不了网怎么办'].map((title, i) => ({
      id: String(i),
      title,
      text: '',
      link: 'https://help.example.com/a',
    }))
    const context = contextOf('telecom', '光猫红灯一直闪，上不了网，怎么办？')
    const wanted = composeReplies(context, { earlier, macros, articles })
    const used = wanted.replies.flatMap(({ parts }) => parts.map(({ source }) => source.kind))
    expect(used).toContain('earlier')
    fc.assert(
      fc.property(
        fc.shuffledSubarray(earlier, { minLength: 2 }),
        fc.shuffledSubarray(macros, { minLength: 3 }),
        fc.shuffledSubarray(articles, { minLength: 2 }),
        fc.shuffledSubarray([...(context.wording ?? [])], {
          minLength: context.wording?.length ?? 0,
        }),
        (a, b, c, wording) => {
          const got = composeReplies(
            { ...context, wording },
            { earlier: a, macros: b, articles: c },
          )
          expect(got).toEqual(wanted)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('speaks as the persona, to a VIP with an owner and never with 你', () => {
    const persona = { name: '小云', selfReference: '小云', address: '你' } as const
    const text = '套餐怎么取消？'
    const plain = composeReplies(contextOf('telecom', text, { persona }), none).replies[0]
    expect(plain?.text).toMatch(/^你好.*小云/s)
    expect(plain?.text).not.toContain('您')
    const vip = contextOf('telecom', text, { persona, customer: { tier: 'vip' } })
    const told = composeReplies(vip, none).replies[0]
    expect(told?.text).toContain('由小云全程跟进')
    expect(told?.text).not.toMatch(/你/)
    expect(judge(told?.text ?? '', vip).map(({ rule }) => rule)).not.toContain('W-V1')
  })

  it('asks for what a technical ticket cannot be worked without, in private (S3-05)', () => {
    const text = '手机怎么老是自动关机？'
    const { type, replies } = composeReplies(
      contextOf('electronics', text, { channel: weibo }),
      none,
    )
    expect(type).toBe('technical')
    expect(replies[0]?.text).toContain('私信告诉')
    expect(replies[0]?.text).toContain('设备型号')
    expect(replies[0]?.points[0]?.how).toBe('asked')
    const told = composeReplies(contextOf('electronics', `X20 Pro ${text}`), none).replies[0]
    expect(told?.text).not.toContain('设备型号')
  })

  it('takes the feeling up first and promises when there is news to a complaint', () => {
    const { type, replies } = composeReplies(contextOf('telecom', said[4]), none)
    expect(type).toBe('complaint')
    expect(replies[0]?.parts.map(({ source }) => source.id)).toEqual([
      'complaint.open',
      'complaint.next',
    ])
    expect(replies[0]?.text).toMatch(/抱歉.*今天17:00前回复您/s)
    expect(replies[0]?.dueAt).toBe(Date.parse('2026-11-26T17:00:00+08:00'))
  })

  it('makes no sales talk before a sale and promises nothing it does not know (S3-03)', () => {
    const { type, replies } = composeReplies(contextOf('telecom', said[2]), none)
    expect([type, replies[0]?.points[0]?.how]).toEqual(['presales', 'postponed'])
    expect(replies[0]?.text).not.toMatch(/最|第一|元/)
  })

  it('leaves out what the rules hold back, and suggests nothing that cannot be sent', () => {
    const wording = [{ id: 'bad', topic: '发票', text: '发票可以找我们代开发票。' }]
    const { replies } = composeReplies(contextOf('telecom', '发票怎么开？', { wording }), none)
    expect(replies.length).toBeGreaterThan(0)
    expect(replies.flatMap(({ parts }) => parts.map(({ source }) => source.id))).not.toContain(
      'bad',
    )
    expect(replies[0]?.points.map(({ how }) => how)).toEqual(['asked'])
    const channel = { kind: 'wechat', visibility: 'private', repliesLeft: 0 } as const
    expect(composeReplies(contextOf('telecom', said[0], { channel }), none).replies).toEqual([])
  })

  it('suggests locked wording only while the crisis lasts', () => {
    const locked = ['请以官方公告为准。', '我们正在处理。']
    const crisis = { on: true, locked }
    const open = contextOf('telecom', said[0], { crisis, channel: weibo })
    expect(
      composeReplies(open, none)
        .replies.map(({ text }) => text)
        .sort(),
    ).toEqual([...locked].sort())
    const inPrivate = composeReplies(contextOf('telecom', said[0], { crisis }), none)
    expect(inPrivate.replies.every(({ text }) => !locked.includes(text))).toBe(true)
  })

  it('leaves topics to the official announcement that only it speaks about', () => {
    const { replies } = composeReplies(contextOf('telecom', said[12]), none)
    expect(replies[0]?.text).toContain('官方公告')
    expect(replies[0]?.text).not.toMatch(/辐射|信号塔/)
  })

  it('offers approved praise where its topic is spoken of, and names its source (S0-08)', () => {
    const spoken = contextOf('electronics', '看到志愿者连夜送物资，太感动了', { channel: weibo })
    const [praise, ...more] = composeReplies(spoken, none).replies.filter(
      ({ style }) => style === 'praise',
    )
    expect(more).toEqual([])
    expect(praise?.text).toContain('为每一位伸出援手的人点赞')
    expect(praise?.parts[0]?.source).toMatchObject({ kind: 'praise', id: 'e-volunteers' })
    expect(praise?.parts[0]?.source.title).toContain('志愿者')
    expect(blocking(judge(praise?.text ?? '', spoken))).toEqual([])
  })

  it.each([
    ['in the thread above', '转给大家看看', ['志愿者在暴雨里救人'], 1],
    ['nowhere', '转给大家看看', ['今天天气不错'], 0],
    ['in a complaint', '你们志愿者来了又走，服务太差了，我要投诉！', [], 0],
  ] as const)('looks for its topic: %s', (_where, text, thread, count) => {
    const context = contextOf('electronics', text, { channel: weibo })
    const { replies } = composeReplies(context, { ...none, thread })
    expect(replies.filter(({ style }) => style === 'praise')).toHaveLength(count)
  })

  it('leaves no question unanswered for the praise', () => {
    const text = '志愿者真了不起！另外手机屏幕碎了，保修吗？'
    const context = contextOf('electronics', text)
    const praise = composeReplies(context, none).replies.find(({ style }) => style === 'praise')
    expect(praise?.points.map((one) => one.text)).toEqual(pointsIn(text).map((one) => one.text))
    expect(praise?.text).toMatch(/点赞.*\n.*保修/s)
  })

  it('has nothing to suggest where nobody waits for an answer', () => {
    expect(composeReplies(contextOf('telecom', ''), none).replies).toEqual([])
  })
})

describe('typeOf', () => {
  it.each([
    ['宽带断网了', 'technical'],
    ['我要投诉你们', 'complaint'],
    ['退货怎么退', 'aftersales'],
    ['这款多少钱', 'presales'],
    ['服务真好，点赞', 'praise'],
    ['你们几点开门', 'question'],
  ] as const)('takes %j for %s', (text, type) => {
    const asks = pointsIn(text).filter(({ kind }) => kind !== 'complaint').length
    expect(typeOf({ inbound: [{ text }] }, asks)).toBe(type)
  })

  it('believes whoever has classified the ticket', () => {
    expect(typeOf({ ticket: { type: 'presales' }, inbound: [{ text: '我要投诉' }] }, 0)).toBe(
      'presales',
    )
  })
})
