import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { styleHint } from './style-hint.ts'

const asking =
  '你好，我想换宽带，看到有300兆和500兆两种，区别具体是什么？如果中途搬家，合约要怎么处理？' +
  '另外安装费是按什么规定收的？我家是2018年的光猫，型号HG8245，需不需要换？'

describe('styleHint', () => {
  it.each([
    [
      'presses again and again',
      ['在吗', '我的退款还没到', '到底什么时候', '快点'],
      'plain',
      'urging',
    ],
    ['writes a few words at a time', ['断网了', '东风路', '两天'], 'plain', 'brief'],
    ['writes at length with many questions', [asking], 'detailed', 'asking'],
  ] as const)('hints at a style for somebody who %s (S3-28)', (_who, texts, style, why) => {
    expect(styleHint(texts)).toMatchObject({ style, why })
  })

  it.each([
    ['one ordinary question', ['请问周末几点营业？']],
    ['one short word', ['好的']],
    [
      'a long story without questions',
      ['今天路过门店，顺便看了看新款的窗帘，颜色很多。'.repeat(5)],
    ],
    ['nothing', []],
  ])('says nothing about %s', (_what, texts) => expect(styleHint(texts)).toBeUndefined())

  it('takes haste before details', () => {
    expect(styleHint([asking, '快点', '赶紧回复'])).toMatchObject({ style: 'plain', why: 'urging' })
  })

  it('gives the same hint each time, whatever is written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 200 }), { maxLength: 6 }), (texts) => {
        expect(styleHint(texts)).toEqual(styleHint([...texts]))
      }),
    )
  })
})
