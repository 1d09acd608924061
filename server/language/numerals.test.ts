import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf } from './numerals.ts'

describe('valueOf', () => {
  it.each([
    ['198', 198],
    ['1,999.5', 1999.5],
    ['三十八', 38],
    ['十二', 12],
    ['二十', 20],
    ['两百零五', 205],
    ['两千五', 2500],
    ['一百二', 120],
    ['三万', 30_000],
    ['一亿二千万', 120_000_000],
    ['二〇二六', 2026],
    ['3万', 30_000],
    ['1.5万', 15_000],
    ['2千', 2000],
    ['半', undefined],
    ['', undefined],
  ])('reads %s', (text, value) => expect(valueOf(text)).toBe(value))

  it('reads every number up to 9,999 as it is spoken', () => {
    const names = '零一二三四五六七八九'
    function spoken(n: number): string {
      if (n < 10) return names[n] ?? ''
      let text = ''
      let isGap = false
      for (const [size, unit] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const) {
        const digit = Math.floor(n / size) % 10
        if (digit > 0) {
          text += (isGap && text !== '' ? '零' : '') + (names[digit] ?? '') + unit
          isGap = false
        } else isGap = true
      }
      return text
    }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (n) => {
        expect(valueOf(spoken(n))).toBe(n)
      }),
    )
  })
})
