import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCodes, isForeignCode, normaliseCode, withCode } from './agent-code.ts'

describe('withCode', () => {
  it.each([
    ['已处理', '已处理 ^A17'],
    ['已处理^A17', '已处理 ^A17'],
    ['已处理 ＾a17 ', '已处理 ^A17'],
    ['已处理 ^A17 ^A17', '已处理 ^A17'],
    ['^A17 已处理，请放心', '已处理，请放心 ^A17'],
    ['已处理 ^A17 请查收', '已处理 请查收 ^A17'],
    ['已处理 ^B02', '已处理 ^A17'],
    ['^A17', '^A17'],
    ['VIP^A17', 'VIP ^A17'],
  ])('signs %s once (S1-20)', (text, signed) => expect(withCode(text, 'A17')).toBe(signed))

  it('leaves formulas and faces alone', () => {
    expect(withCode('2^10等于1024', '10')).toBe('2^10等于1024 ^10')
    expect(withCode('x^2 就是平方', 'A17')).toBe('x^2 就是平方 ^A17')
    expect(withCode('收到^_^', 'A17')).toBe('收到^_^ ^A17')
  })

  it('ends any text with exactly one own code, however often it is applied (S1-20)', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('^A17', '＾a17', '^ A17', '^B02', '^_^', ' ', '2^10', '您好'),
    )
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, (draft) => {
        const signed = withCode(draft, 'A17')
        expect(findCodes(signed).filter(({ code }) => code === 'A17')).toHaveLength(1)
        expect(signed.endsWith('^A17')).toBe(true)
        expect(withCode(signed, '^a17')).toBe(signed)
      }),
      { numRuns: 3000 },
    )
  })

  it('keeps a text without a code for an author without one', () =>
    expect(withCode('已处理', undefined)).toBe('已处理'))
})

describe('isForeignCode', () => {
  it('knows the roster and the shape of a roster', () => {
    const roster = new Set(['LI', 'A17'].map(normaliseCode))
    const isForeign = (code: string): boolean => isForeignCode(code, 'A17', roster)
    expect(['LI', 'B02', 'A17', 'OK', '10'].map(isForeign)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
