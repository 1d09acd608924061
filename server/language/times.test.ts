import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentOf, timesIn } from './times.ts'

const base = Date.parse('2026-05-12T16:40:00+08:00') // a Tuesday

function moment(text: string): string | undefined {
  const [mention] = timesIn(text, base)
  const ms = mention && momentOf(mention, base)
  return ms === undefined ? undefined : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
}

describe('timesIn', () => {
  it.each([
    ['安装改到明天10点', '2026-05-13T10:00'],
    ['明天上午9:30上门', '2026-05-13T09:30'],
    ['今天下午五点半前答复', '2026-05-12T17:30'],
    ['2026-05-14 16:00到货', '2026-05-14T16:00'],
    ['5月20日下午3点', '2026-05-20T15:00'],
    ['五月二十日到', '2026-05-21T00:00'],
    ['20号到', '2026-05-21T00:00'],
    ['今晚八点', '2026-05-12T20:00'],
    ['周五下午三点一刻', '2026-05-15T15:15'],
    ['下周一上午10点', '2026-05-18T10:00'],
    ['24小时内答复', '2026-05-13T16:40'],
    ['3个工作日内到账', '2026-05-15T16:40'],
    ['半小时内回电', '2026-05-12T17:10'],
    ['18:00前处理好', '2026-05-12T18:00'],
    ['明晚八点', '2026-05-13T20:00'],
    ['今晚12点前', '2026-05-13T00:00'],
    ['今天5点前回您', '2026-05-12T17:00'],
    ['5 月 20 日到', '2026-05-21T00:00'],
    ['二十号到', '2026-05-21T00:00'],
    ['周一上门', '2026-05-19T00:00'],
    ['下周三到账', '2026-05-21T00:00'],
    ['下周日', '2026-05-25T00:00'],
    ['3到5天内到账', '2026-05-17T16:40'],
  ])('reads %s', (text, wanted) => expect(moment(text)).toBe(wanted))

  it.each(['4月31日上门', '2026-02-30', '13月1日', '32号到', '下午25点', '上午15点'])(
    'says that %s does not exist',
    (text) => expect(timesIn(text, base)[0]?.isImpossible).toBe(true),
  )

  it.each(['尽快处理', '稍后回复', '过几天再看'])('calls %s vague', (text) =>
    expect(timesIn(text, base)[0]?.isVague).toBe(true),
  )

  it.each([
    '我明白您的意思',
    '今年新款',
    '3楼12号店',
    '抽空再说',
    '这一点很好',
    '1.5倍',
    '有两点建议',
    '三点要求：',
    '7号电池',
    '每人3次',
    '升级2.1.4',
    '下午能到',
  ])('finds no time in %s', (text) =>
    expect(timesIn(text, base).filter(({ isVague }) => !isVague)).toEqual([]),
  )

  it('keeps a weekday beside its date to be compared', () =>
    expect(timesIn('4月13日（周二）到账', base)).toMatchObject([
      { day: { month: 4, day: 13 }, weekday: 2 },
    ]))

  it('keeps a weekday before its date to be compared', () =>
    expect(timesIn('周二（4月13日）到账', base)).toMatchObject([
      { day: { month: 4, day: 13 }, weekday: 2 },
    ]))

  it('takes two names of one day as one', () =>
    expect(timesIn('明天（5月13日）9:30', base)).toMatchObject([
      { start: 0, end: 13, day: { year: 2026, month: 5, day: 13 }, minutes: 570 },
    ]))

  it('remembers the part of a day', () =>
    expect(timesIn('明天上午到', base)).toMatchObject([{ end: 4, part: 'morning' }]))

  it('puts a date without a year and a day without a month nearest to the base', () => {
    const late = Date.parse('2026-12-30T10:00:00+08:00')
    expect(timesIn('1月3日', late)[0]?.day).toEqual({ year: 2027, month: 1, day: 3 })
    expect(timesIn('2号到', late)[0]?.day).toEqual({ year: 2027, month: 1, day: 2 })
  })

  it.each([
    '1'.repeat(100_000),
    `3${' '.repeat(100_000)}天内`,
    '十'.repeat(100_000),
    '周'.repeat(100_000),
  ])('stays linear on a page without a time %#', (page) => expect(timesIn(page, base)).toEqual([]))

  it('never overlaps and stays inside any text', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '明天',
            '10',
            '点',
            '半',
            '5',
            '月',
            '日',
            '下周',
            '三',
            ':',
            '内',
            '小时',
            '前',
          ),
        ),
        (parts) => {
          const text = parts.join('')
          let at = 0
          for (const { start, end } of timesIn(text, base)) {
            expect(start >= at && end > start && end <= text.length).toBe(true)
            at = end
          }
        },
      ),
    ))
})
