import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weiboLength } from '../../core/sent-text/weibo-length.ts'
import { readText } from './text.ts'

describe('readText', () => {
  it.each([
    ['a &lt; b &amp;&amp; &quot;c&quot; &gt;', 'a < b && "c" >'],
    ['&amp;lt;', '&lt;'],
    ['&nbsp;&#39;', '&nbsp;&#39;'],
    ['末尾 \u200b', '末尾'],
    ['  前面保留\n', '  前面保留'],
    [' \u200b', ''],
  ])('%j is %j', (text, wanted) => expect(readText(text)).toBe(wanted))
})

describe('weiboLength', () => {
  it.each([
    ['', 0],
    ['你好', 2],
    ['ab', 1],
    ['abc', 2],
    ['a你', 2],
    ['，。', 2],
    ['😀', 2],
    ['字'.repeat(140), 140],
    ['a'.repeat(280), 140],
    ['http://a.cn', 10],
    ['https://shop.example.com/a/very/long/way?to=something&more=1', 10],
    [`http://a.cn/${'x'.repeat(128)}`, 10],
    [`http://a.cn/${'x'.repeat(130)}`, 11],
    ['http://t.cn/abcdefg', 10],
    ['http://t.cn/ab', 7],
    ['https://weibo.com/u/1990000001', 15],
    ['看 http://a.cn 吧', 13],
  ])('%j counts %i', (text, wanted) => expect(weiboLength(text)).toBe(wanted))

  it('is half the bytes of a double-byte writing where there is no link', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'ab ,你好，。あé')), (signs) => {
        const halves = signs.reduce((sum, sign) => sum + (sign < '\u0080' ? 1 : 2), 0)
        expect(weiboLength(signs.join(''))).toBe(Math.ceil(halves / 2))
      }),
    ))

  it('never shrinks when a sign is added to plain words', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z你好😀 ]*$/),
        fc.constantFrom('a', '你'),
        (text, more) => {
          expect(weiboLength(text + more)).toBeGreaterThanOrEqual(weiboLength(text))
        },
      ),
    ))
})
