import { describe, expect, it } from 'vitest'
import { isComparable, isMet, targetFor } from './sheet.ts'
import { sheet } from './sheet.fake.ts'
import { amountIn, typedAmount } from './typed.ts'

const level = { id: 'serviceLevel', unit: 'share', parts: ['calendar'] } as const
const csat = { id: 'csat', unit: 'share', parts: [''] } as const

describe('targetFor', () => {
  it('is the company’s own where nothing narrower holds', () => {
    expect(targetFor(sheet, level, {})).toBe(0.9)
    expect(targetFor(sheet, level, { channel: 'weibo' })).toBe(0.9)
    expect(targetFor(sheet, csat, {})).toBeUndefined()
  })
  it('is the channel’s where only that is shown (S3-41)', () => {
    expect(targetFor(sheet, csat, { channel: 'weibo' })).toBe(0.8)
    expect(targetFor(sheet, csat, { channel: 'wechat' })).toBeUndefined()
  })
})

describe('isMet', () => {
  it('knows which way a figure should go', () => {
    expect(isMet(level, 0.9, 0.9)).toBe(true)
    expect(isMet({ ...level, unit: 'ms' }, 61_000, 60_000)).toBe(false)
    expect(isMet({ ...level, unit: 'count' }, 9, 10)).toBeUndefined()
  })
})

describe('isComparable', () => {
  const week = { from: 0, to: 7 }
  it('holds counts only against a span of the same length', () => {
    expect(isComparable({ unit: 'count' }, week, { from: 10, to: 17 })).toBe(true)
    expect(isComparable({ unit: 'count' }, week, { from: 10, to: 40 })).toBe(false)
    expect(isComparable({ unit: 'share' }, week, { from: 10, to: 40 })).toBe(true)
    expect(isComparable({ unit: 'share' }, week, undefined)).toBe(false)
  })
})

describe('amounts as they are typed', () => {
  it('come back as they were: percent, seconds, plain', () => {
    expect(amountIn('92.5', 'share')).toBe(0.925)
    expect(typedAmount(0.07, 'share')).toBe('7')
    expect(amountIn('45', 'ms')).toBe(45_000)
    expect(typedAmount(1_500, 'ms')).toBe('1.5')
    expect(amountIn(' ', 'ms')).toBeUndefined()
  })
})
