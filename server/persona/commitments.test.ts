import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commitmentsIn } from './commitments.ts'

const now = '2026-05-12T16:40:00+08:00' // a Tuesday

function read(draft: string, at?: string): readonly (readonly [string, boolean])[] {
  return commitmentsIn(draft, at).map(({ start, end, isDefinite }) => [
    draft.slice(start, end),
    isDefinite,
  ])
}

describe('commitmentsIn', () => {
  it.each([
    ['我们会在明天12点前回复您。', '明天12点'],
    ['安装改到明天10点。', '明天10点'],
    ['今天18:00前，我们给您答复。', '今天18:00'],
    ['我们一定给您一个答复，最晚明天上午10点。', '明天上午10点'],
    ['核实后24小时内告诉您结果。', '24小时内'],
    ['退款3个工作日内到账。', '3个工作日内'],
    ['师傅周五下午三点上门。', '周五下午三点'],
    ['请放心，我们5月20日前处理好。', '5月20日'],
    ['请您保持电话畅通，工程师今晚八点联系您。', '今晚八点'],
    ['我们本周内给您结果。', '本周内'],
    ['月底前会给大家一个说法。', '月底前'],
    ['我们今天之内查清楚再告诉您。', '今天'],
    ['我们２４小时内回复您', '２４小时内'],
  ])('calls the time in %s definite', (draft, time) =>
    expect(read(draft, now)).toEqual([[time, true]]),
  )

  it.each(['我们尽快回复您。', '马上为您处理。', '稍后有专人联系您。', '我们会及时跟进。'])(
    'finds the promise in %s but no definite time',
    (draft) => expect(read(draft, now).map(([, isDefinite]) => isDefinite)).toEqual([false]),
  )

  it.each([
    '请您在明天10点前提供照片。',
    '您可以明天9点到店办理。',
    '我们昨天10点已联系您。',
    '师傅今天9点到过您家。',
    '抱歉让您今天等到10点。',
    '明天上午方便我们上门吗？',
    '套餐每月30GB流量。',
    '我们会核实并回复您。',
    '原定今天18:00上门的师傅没能到。',
  ])('finds no promise in %s', (draft) => expect(read(draft, now)).toEqual([]))

  it('tells an answer of ours from an event', () =>
    expect(
      commitmentsIn('师傅明天9:30上门。我们今晚20:00前回复您。', now).map((one) => one.isAnswer),
    ).toEqual([false, true]))

  it('takes every time as future when nobody says what time it is', () =>
    expect(read('我们9点前回复您')).toHaveLength(1))

  it('keeps every span inside any text', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '我们',
            '明天',
            '10点',
            '前',
            '回复',
            '，',
            '。',
            '尽快',
            '\u200b',
            '请您',
          ),
        ),
        (parts) => {
          const draft = parts.join('')
          for (const { start, end } of commitmentsIn(draft, now))
            expect(0 <= start && start < end && end <= draft.length).toBe(true)
        },
      ),
    ))
})
