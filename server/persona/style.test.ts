import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { judge, withFix } from './guide.ts'
import { limitsFor } from './style.ts'

type Style = NonNullable<NonNullable<LintContext['customer']>['style']>

const base: LintContext = {
  channel: { kind: 'wechat', visibility: 'private' },
  persona: { name: '小澜', address: '你' },
  jargon: [{ term: '光衰', plain: '信号变弱' }],
}
const styled = (style?: Style): LintContext => ({ ...base, ...(style && { customer: { style } }) })
const rulesOn = (draft: string, style?: Style): readonly string[] => [
  ...new Set(judge(draft, styled(style)).map(({ rule }) => rule)),
]

describe('the style of a customer', () => {
  it('changes what the rules find in the same draft (S3-11)', () => {
    const sentence = '您家的光缆被施工挖断了，师傅明天上午九点半上门重新接好线路。'
    expect(rulesOn(sentence)).not.toContain('W-C1')
    expect(rulesOn(sentence, 'plain')).toContain('W-C1')
    expect(rulesOn(sentence, 'detailed')).not.toContain('W-C1')

    const long = '先拔下电源等两分钟。'.repeat(50)
    expect(rulesOn(long)).toContain('W-C1')
    expect(rulesOn(long, 'detailed')).not.toContain('W-C1')

    const warm = '你好，已经修好了[微笑]'
    expect(rulesOn(warm)).not.toContain('W-P6')
    expect(rulesOn(warm, 'formal')).toEqual(expect.arrayContaining(['W-P5', 'W-P6']))

    const explained = '光衰（信号变弱）造成的，明天9:00来修。'
    expect(rulesOn(explained)).not.toContain('W-C2')
    expect(rulesOn(explained, 'plain')).toContain('W-C2')
  })

  it('gives a plain reader the plain word itself', () => {
    const draft = '是光衰造成的，明天9:00来修。'
    const found = (style?: Style) => judge(draft, styled(style)).find(({ rule }) => rule === 'W-C2')
    const plain = found('plain')
    const usual = found()
    expect(plain && withFix(draft, plain)).toBe('是信号变弱造成的，明天9:00来修。')
    expect(usual && withFix(draft, usual)).toBe('是光衰（信号变弱）造成的，明天9:00来修。')
  })

  it('only ever advises: no style adds a block or an error', () => {
    const drafts = ['你好[微笑]'.repeat(3), '先拔下电源等两分钟，'.repeat(60), '光衰（信号变弱）。']
    for (const draft of drafts)
      for (const style of ['plain', 'detailed', 'formal'] as const) {
        const heavy = (of?: Style) =>
          judge(draft, styled(of))
            .filter(({ severity }) => severity === 'block' || severity === 'error')
            .map(({ rule }) => rule)
        expect(heavy(style)).toEqual(heavy())
      }
  })

  it('leaves every limit as it is where none is chosen', () => {
    expect(limitsFor({})).toEqual({
      sentence: 40,
      clauses: 6,
      paragraph: 120,
      public: 160,
      private: 360,
    })
  })
})
