import { describe, expect, it } from 'vitest'
import { momentsIn } from './moment.ts'

const noon = Date.parse('2026-11-25T12:00:00+08:00')
const zh = momentsIn('zh-CN', () => noon)
const en = momentsIn('en', () => noon)
const at = (text: string): number => Date.parse(text)

describe('momentsIn', () => {
  it('tells times in Beijing, with two digits', () => {
    expect(zh.time(at('2026-11-24T23:05:00Z'))).toBe('07:05')
    expect(en.time(at('2026-11-25T00:00:00+08:00'))).toBe('00:00')
  })
  it('names today and yesterday by their Beijing day, capital first in English', () => {
    expect(zh.day(at('2026-11-24T16:00:00Z'))).toBe('今天')
    expect(zh.day(at('2026-11-24T15:59:59Z'))).toBe('昨天')
    expect(en.day(noon)).toBe('Today')
    expect(en.day(noon - 86_400_000)).toBe('Yesterday')
  })
  it('gives older days by date, with the year only when it is another', () => {
    expect(zh.day(at('2026-11-20T12:00:00+08:00'))).toBe('11月20日')
    expect(en.day(at('2026-11-20T12:00:00+08:00'))).toBe('Nov 20')
    expect(zh.day(at('2025-12-31T12:00:00+08:00'))).toBe('2025年12月31日')
  })
  it('is brief: the time today, the day before that', () => {
    expect(zh.brief(noon)).toBe('12:00')
    expect(zh.brief(noon - 86_400_000)).toBe('昨天')
  })
  it('tells everything in the long form', () => {
    expect(zh.full(noon)).toContain('2026年11月25日')
    expect(zh.full(noon)).toContain('12:00:00')
  })
})
