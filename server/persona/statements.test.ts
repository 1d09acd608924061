import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statementsIn } from './statements.ts'

const now = '2026-05-12T16:40:00+08:00'

function stated(draft: string): readonly string[] {
  const { all, normal } = statementsIn(draft, now)
  return all.map((one) => {
    const { start, end } =
      one.kind === 'amount' ? one.amount : one.kind === 'time' ? one.time : one.code
    return normal.text.slice(start, end)
  })
}

describe('statementsIn', () => {
  it.each([
    ['套餐每月99元，含30GB流量。', ['99元', '30gb']],
    ['师傅明天10点上门。', ['明天10点']],
    ['365元已提交，3个工作日到账。', ['365元', '3个工作日']],
    ['请打400-800-0002，服务编号WX20260827。', ['400-800-0002', 'wx20260827']],
    ['签收后15天内可以退。', ['15天']],
  ])('takes what %s says as true', (draft, wanted) => expect(stated(draft)).toEqual(wanted))

  it.each([
    '我们今天18:00前回复您。',
    '24小时内给您答复。',
    '请重启路由器，等两分钟再试。',
    '第一步打开设置，第二步扫码。',
    '给您申请50元补偿。',
    '如果15:00还没信号，请私信我们。',
    '您等了五天，抱歉。',
    '有三个办法。',
    '祝您明天愉快。',
    '客服24小时在线。',
    '您是5月3日买的吗？',
  ])('finds no statement of fact in %s', (draft) => expect(stated(draft)).toEqual([]))

  it('takes a date that does not exist even in a question', () =>
    expect(stated('4月31日上门可以吗？')).toEqual(['4月31日']))

  it('keeps every statement inside any text', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '99元',
            '明天',
            '10点',
            '，',
            '。',
            '3天',
            '内',
            '回复',
            'M3',
            '\u200b',
            '400-800-0002',
            '吗？',
          ),
        ),
        (parts) => {
          const { all, normal } = statementsIn(parts.join(''), now)
          for (const one of all) {
            const { start, end } =
              one.kind === 'amount' ? one.amount : one.kind === 'time' ? one.time : one.code
            expect(0 <= start && start < end && end <= normal.text.length).toBe(true)
          }
        },
      ),
    ))
})
