import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cases from './times.cases.json' with { type: 'json' }
import { findTime } from './when.ts'
import { hostileTexts } from './when/hostile.fake.ts'

/** A Wednesday. The table holds the cases of the format examples `time.dev.json` and our own. */
const at = Date.parse('2026-03-11T15:20:00+08:00')
const timeZone = 'Asia/Shanghai'

function timeIn(text: string, from = at): string {
  const found = findTime(text, { at: from, timeZone })
  if (!found) return ''
  const { start, end, grain } = found.when
  const plain = (iso: string): string => iso.slice(0, 16).replace('T', ' ')
  return `${plain(start)} ${grain} ${plain(end)}`
}

describe('findTime', () => {
  it.each(cases)('reads the time of: %s', (text = '', time = '') => {
    if (time === '') expect(timeIn(text)).toBe('')
    else expect(timeIn(text).slice(0, time.length)).toBe(time)
  })
  it.each([
    ['2026-03-15T10:00:00+08:00', '上周日断网', '2026-03-08 00:00 day'],
    ['2026-03-15T10:00:00+08:00', '周日断网', '2026-03-15 00:00 day'],
    ['2026-03-15T10:00:00+08:00', '下周一能来吗', '2026-03-16 00:00 day'],
    ['2026-01-01T00:30:00+08:00', '昨天停电', '2025-12-31 00:00 day'],
    ['2026-01-05T10:00:00+08:00', '上个月31号', '2025-12-31 00:00 day'],
    ['2026-03-11T15:20:00+08:00', '31号扣费', '2026-01-31 00:00 day'],
    ['2026-03-11T15:20:00+08:00', '2月29号', ''],
    ['2024-03-11T15:20:00+08:00', '2月29号', '2024-02-29 00:00 day'],
    ['2026-03-31T10:00:00+08:00', '一个月前', '2026-02-28 00:00 day'],
    ['2026-03-11T00:20:00+08:00', '昨晚十点', '2026-03-10 22:00 hour'],
    ['2026-03-11T00:20:00+08:00', '今天凌晨', '2026-03-11 00:00 part'],
    ['2026-03-11T22:20:00+08:00', '晚上9点断网', '2026-03-11 21:00 hour'],
    ['2026-01-20T10:00:00+08:00', '春节期间', '2025-01-29 00:00 day'],
    ['2026-01-20T10:00:00+08:00', '春节能正常发货吗', '2026-02-17 00:00 day'],
    ['2026-03-31T10:00:00+08:00', '月底扣的钱', '2026-03-31 00:00 day'],
    ['2026-11-12T10:00:00+08:00', '双11的订单', '2026-11-11 00:00 day'],
    ['2026-03-14T10:00:00+08:00', '周末停水', '2026-03-14 00:00 day'],
    ['2026-03-11T09:00:00+08:00', '三点半断的', '2026-03-11 03:30 minute'],
    ['2026-03-11T15:20:00+08:00', '十二点停电', '2026-03-11 12:00 hour'],
    ['2026-03-11T15:20:00+08:00', '12:05到的', '2026-03-11 12:05 minute'],
    ['2026-03-11T15:20:00+08:00', '昨天12点', '2026-03-10 12:00 hour'],
    ['2026-03-11T01:00:00+08:00', '2小时前', '2026-03-10 23:00 hour'],
  ])('counted from %s reads: %s', (base, text, time) =>
    expect(timeIn(text, Date.parse(base)).slice(0, time.length || undefined)).toBe(time),
  )
  it('gives ISO times with the offset, the end exclusive', () =>
    expect(findTime('昨晚8点', { at, timeZone })?.when).toEqual({
      start: '2026-03-10T20:00:00+08:00',
      end: '2026-03-10T21:00:00+08:00',
      grain: 'hour',
    }))
  it('counts in the zone asked for, summer time included', () => {
    const summer = Date.parse('2026-07-01T12:00:00-04:00')
    expect(findTime('昨天14:05', { at: summer, timeZone: 'America/New_York' })?.when.start).toBe(
      '2026-06-30T14:05:00-04:00',
    )
    expect(findTime('1月5号', { at: summer, timeZone: 'America/New_York' })?.when.start).toBe(
      '2026-01-05T00:00:00-05:00',
    )
  })
  it('shows the words that tell, as offsets of the text as given', () => {
    const text = '我\u200b上周三晚上九点报修的'
    const found = findTime(text, { at, timeZone })
    expect(text.slice(found?.evidence.start, found?.evidence.end)).toBe('上周三晚上九点')
  })
  it('is sure of the moon for 2015 to 2035 and silent beyond', () => {
    const of = (year: number): string | undefined =>
      findTime('今年春节', { at: Date.UTC(year, 10, 1), timeZone })?.when.start.slice(0, 10)
    expect([2015, 2027, 2030, 2033, 2035].map(of)).toEqual([
      '2015-02-19',
      '2027-02-06',
      '2030-02-03',
      '2033-01-31',
      '2035-02-08',
    ])
    expect(of(2036)).toBeUndefined()
  })
  it('answers on any text with an interval and words inside it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'昨今明天晚上周三月号点半3150:/-一十去年底前后了等断到'), {
          maxLength: 24,
        }),
        (signs) => {
          const text = signs.join('')
          const found = findTime(text, { at, timeZone })
          if (!found) return
          expect(Date.parse(found.when.end)).toBeGreaterThan(Date.parse(found.when.start))
          expect(found.evidence.end).toBeGreaterThan(found.evidence.start)
          expect(found.evidence.end).toBeLessThanOrEqual(text.length)
        },
      ),
      { numRuns: 2000 },
    )
  })
  it.each(hostileTexts)('answers on 64 KB of %s', (_name, text) => {
    expect(() => findTime(text, { at, timeZone })).not.toThrow()
  })
})
