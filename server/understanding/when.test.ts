import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import cases from './times.cases.json' with { type: 'json' }
import { findTime } from './when.ts'
import { hostileTexts } from './when/hostile.fake.ts'

/** A Wednesday. */
const at = Date.parse('2026-03-11T15:20:00+08:00')
const timeZone = 'Asia/Shanghai'

function timeIn(text: string): string {
  const found = findTime(text, { at, timeZone })
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
