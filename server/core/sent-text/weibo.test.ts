import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitDirect } from './weibo.ts'
import { weiboLength } from './weibo-length.ts'

describe('splitDirect', () => {
  it('leaves a text that fits alone', () => {
    expect(splitDirect('您好。')).toEqual(['您好。'])
    expect(splitDirect('字'.repeat(290))).toEqual(['字'.repeat(290)])
    expect(splitDirect('a'.repeat(580))).toEqual(['a'.repeat(580)])
    expect(splitDirect('')).toEqual([])
  })

  it('cuts after the last sentence of the second half', () => {
    const text = `${'一'.repeat(200)}。${'二'.repeat(60)}！${'三'.repeat(100)}`
    expect(splitDirect(text)).toEqual([
      `${'一'.repeat(200)}。${'二'.repeat(60)}！`,
      '三'.repeat(100),
    ])
  })

  it('cuts where it is full when no sentence ends there', () =>
    expect(splitDirect('字'.repeat(400))).toEqual(['字'.repeat(290), '字'.repeat(110)]))

  it('keeps a link in one piece, question mark and all', () => {
    const link = 'https://shop.example.com/help?id=1&from=weibo'
    const text = `${'字'.repeat(260)}${link}${'字'.repeat(60)}`
    expect(splitDirect(text)).toEqual([
      `${'字'.repeat(260)}${link}${'字'.repeat(20)}`,
      '字'.repeat(40),
    ])
    expect(splitDirect(`${'字'.repeat(285)}${link}`)).toEqual(['字'.repeat(285), link])
  })

  it('keeps an emoji of several signs in one piece', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(splitDirect('字'.repeat(285) + family)).toEqual(['字'.repeat(285), family])
  })

  it('joins to the text again, every part within the limit', () => {
    const piece = fc.constantFrom(
      '字',
      'a',
      '。',
      '?',
      '\n',
      ' ',
      '😀',
      '👨‍👩‍👧‍👦',
      'é',
      'http://a.cn/?x=1 ',
      'https://t.cn/abc ',
    )
    const texts = fc
      .array(fc.tuple(piece, fc.integer({ min: 1, max: 320 })), { maxLength: 6 })
      .map((runs) => runs.map(([sign, times]) => sign.repeat(times)).join(''))
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ maxLength: 1500, unit: 'grapheme' })), (text) => {
        const parts = splitDirect(text)
        expect(parts.join('')).toBe(text)
        for (const part of parts) {
          expect(part).not.toBe('')
          expect(weiboLength(part)).toBeLessThanOrEqual(300)
        }
      }),
    )
  })
})
