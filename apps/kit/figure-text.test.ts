import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figureText } from './figure-text.ts'

const msOf: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  min: 60_000,
  s: 1_000,
}

/** What a text says, read back. */
function read(text: string): number {
  return [...text.matchAll(/([\d.,]+) (\w+)/g)].reduce(
    (sum, [, amount = '', unit = '']) =>
      sum + Number(amount.replaceAll(',', '')) * (msOf[unit] ?? NaN),
    0,
  )
}

describe('figureText', () => {
  it.each([
    [0, '0 秒', '0 s'],
    [420, '0.4 秒', '0.4 s'],
    [38_000, '38 秒', '38 s'],
    [59_400, '59 秒', '59 s'],
    [59_600, '1 分', '1 min'],
    [252_000, '4 分 12 秒', '4 min 12 s'],
    [3_599_600, '1 小时', '1 h'],
    [3_600_000 + 5 * 60_000, '1 小时 5 分', '1 h 5 min'],
    [86_399_000, '1 天', '1 d'],
    [3 * 86_400_000 + 4 * 3_600_000, '3 天 4 小时', '3 d 4 h'],
    [-90_000, '−1 分 30 秒', '−1 min 30 s'],
  ])('says %d ms as people would', (ms, zh, en) => {
    expect(figureText(ms, 'ms', 'zh-CN')).toBe(zh)
    expect(figureText(ms, 'ms', 'en')).toBe(en)
  })
  it.each([
    ['share', 0.9312, '93.1%'],
    ['share', 1, '100.0%'],
    ['count', 12_345, '12,345'],
    ['count', 2.5, '2.5'],
    ['score', 66.66, '66.7'],
    ['ratio', 1.256, '1.26'],
    ['money', 1234.5, '1,234.50'],
    ['score', -3, '−3.0'],
  ] as const)('says %s %d as %s', (unit, value, text) => {
    expect(figureText(value, unit, 'zh-CN')).toBe(text)
  })

  it('never strays from the span by more than half of its smaller unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 400 * 86_400_000 }), (ms) => {
        const half = ms < 3_599_500 ? 500 : ms < 86_370_000 ? 30_000 : 1_800_000
        expect(Math.abs(read(figureText(ms, 'ms', 'en')) - ms)).toBeLessThanOrEqual(half)
      }),
    )
  })
  it('never says sixty seconds, sixty minutes or 24 hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 * 86_400_000 }), (ms) => {
        expect(figureText(ms, 'ms', 'en')).not.toMatch(/\b(60 s|60 min|24 h)\b/)
      }),
    )
  })
})
