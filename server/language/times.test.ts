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
  ])('reads %s', (text, wanted) => expect(moment(text)).toBe(wanted))

  it.each(['4月31日上门', '2026-02-30', '13月1日'])('says that %s does not exist', (text) =>
    expect(timesIn(text, base)[0]?.isImpossible).toBe(true),
  )

  it.each(['尽快处理', '稍后回复', '过几天再看'])('calls %s vague', (text) =>
    expect(timesIn(text, base)[0]?.isVague).toBe(true),
  )

  it.each(['我明白您的意思', '今年新款', '3楼12号店', '有时间再说', '这一点很好', '1.5倍'])(
    'finds no time in %s',
    (text) => expect(timesIn(text, base).filter(({ isVague }) => !isVague)).toEqual([]),
  )

  it('keeps a weekday beside its date to be compared', () =>
    expect(timesIn('4月13日（周二）到账', base)).toMatchObject([
      { day: { month: 4, day: 13 }, weekday: 2 },
    ]))

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
