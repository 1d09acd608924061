import { describe, expect, it } from 'vitest'
import { weiboLength } from './length.ts'

describe('weiboLength', () => {
  it.each<[string, number]>([
    ['', 0],
    ['a', 1],
    ['ab', 1],
    ['abc', 2],
    ['中文', 2],
    ['中a', 2],
    ['😀', 2],
    ['看 http://example.com/a/very/long/path/that/goes/on', 12],
    ['https://t.cn/Rfd3rQV', 10],
    ['http://t.cn/Rfd3rQV', 10],
    ['https://weibo.com/u/1234567890', 15],
    [`http://example.com/${'a'.repeat(141)}`, 20],
  ])('counts %j as %i', (text, length) => expect(weiboLength(text)).toBe(length))
})
