import { describe, expect, it } from 'vitest'
import { isCloser } from './closer.ts'

describe('isCloser', () => {
  it.each([
    '谢谢',
    '谢谢！',
    '好的',
    '好的，谢谢',
    '嗯嗯 谢谢啦～',
    '收到',
    '辛苦了[玫瑰]',
    '[抱拳]',
    '👍',
    'OK',
    '知道了，多谢',
    '好的好的',
  ])('takes %s as the end of a talk', (text) => expect(isCloser(text)).toBe(true))
  it.each([
    '谢谢，那运费谁出？',
    '好的，什么时候发货',
    '还是不行',
    '谢谢，但是又断网了',
    '在吗',
    '？',
    '[怒]',
    '不用谢，钱呢',
    '',
    '行不行',
  ])('takes %s as something to answer', (text) => expect(isCloser(text)).toBe(false))
  it('takes a long text as something to answer', () =>
    expect(isCloser('谢谢'.repeat(30))).toBe(false))
})
