import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAskedAbout, mentionsIn } from './mentions.ts'

const texts = (text: string, words: readonly string[]): readonly string[] =>
  mentionsIn(text, words).map(({ start, end }) => text.slice(start, end))

describe('mentionsIn', () => {
  it('finds every place in order and the longer of two that overlap', () => {
    expect(texts('蓝海通信和蓝海', ['蓝海', '蓝海通信'])).toEqual(['蓝海通信', '蓝海'])
  })

  it('keeps latin names apart from longer ones', () => {
    expect(texts('m4 m40 xm4 (m4)', ['M4'])).toEqual(['m4', 'm4'])
  })

  it('knows a model typed with a blank before its number', () => {
    expect(texts('m 4 的价格', ['M4'])).toEqual(['m 4'])
  })

  it('ignores empty words', () => {
    expect(texts('今天发出', ['', ' '])).toEqual([])
  })

  it('answers places inside the text that never overlap', () => {
    const sign = fc.constantFrom('蓝', '海', 'm', '4', ' ', ',')
    const text = fc.array(sign, { maxLength: 40 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (whole, words) => {
        let at = 0
        for (const { start, end } of mentionsIn(whole, words)) {
          expect(at <= start && start < end && end <= whole.length).toBe(true)
          at = end
        }
      }),
    )
  })
})

describe('isAskedAbout', () => {
  it('reads the messages of the customer in any width and case', () => {
    expect(isAskedAbout([{ text: 'Ｍ４什么时候出' }], ['m4'])).toBe(true)
    expect(isAskedAbout([{ text: '今天能到吗' }], ['m4'])).toBe(false)
    expect(isAskedAbout(undefined, ['m4'])).toBe(false)
  })
})
