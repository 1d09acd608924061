import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointsAskedIn, pointsIn } from './points.ts'

const read = (message: string) =>
  pointsIn(message).map(({ kind, wanted, text }) => [kind, wanted, text])

describe('pointsIn', () => {
  it('splits several matters thrown in at once (S0-19)', () =>
    expect(read('宽带断三天了，什么时候修好？另外这几天的钱退吗，还有合约要签多久')).toEqual([
      ['complaint', undefined, '宽带断三天了'],
      ['question', 'time', '什么时候修好'],
      ['question', 'whether', '另外这几天的钱退吗'],
      ['question', 'time', '还有合约要签多久'],
    ]))

  it.each([
    ['能退吗', 'whether'],
    ['床垫硬不硬', 'whether'],
    ['运费谁出', 'who'],
    ['多少钱一个月', 'money'],
    ['手续费多少', 'money'],
    ['流量有多少', 'number'],
    ['要带什么材料', 'which'],
    ['怎么改密码', 'way'],
    ['为什么扣我38元', 'reason'],
    ['售后点在哪里', 'place'],
    ['保修几年', 'time'],
    ['周日开门吗', 'whether'],
    ['帮我取消订单', 'act'],
    ['我要退款', 'act'],
  ] as const)('knows that %s wants %s', (message, wanted) =>
    expect(pointsAskedIn(message).map((point) => point.wanted)).toEqual([wanted]),
  )

  it.each([
    '你们到底管不管',
    '品控呢？',
    '电力公司死哪去了',
    '还想不想做生意？',
    '要拖到什么时候？',
    '环保是吹的吧',
    '你们是不是忘了',
    '损失谁赔',
  ])('takes %s, asked in anger, as a complaint', (message) => {
    expect(pointsAskedIn(message)).toEqual([])
    expect(pointsIn(message).map(({ kind }) => kind)).toEqual(['complaint'])
  })

  it.each(['我没订过什么业务', '谢谢小桥', '网好了', ''])('finds nothing asked in %s', (message) =>
    expect(pointsAskedIn(message)).toEqual([]),
  )

  it('names spans that hold exactly the words, in order', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '什么时候到',
            '，',
            '？',
            '另外',
            '能退吗',
            '\u200b',
            '坏了',
            '😀',
            '１',
            '帮我换',
          ),
        ),
        (parts) => {
          const message = parts.join('')
          let last = 0
          for (const { start, end, text } of pointsIn(message)) {
            expect(message.slice(start, end)).toBe(text)
            expect(start).toBeGreaterThanOrEqual(last)
            last = end
          }
        },
      ),
    ))
})
