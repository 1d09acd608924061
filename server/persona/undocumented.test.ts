import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { blocking, judge } from './guide.ts'

const unknown: LintContext = {
  undocumented: true,
  channel: { kind: 'weibo', visibility: 'public', maxLength: 140, unit: 'weibo' },
  customer: { mood: { polarity: 'negative', anger: 2 } },
  inbound: [{ text: '断网三天了，什么时候能修好？能不能退我这几天的钱' }],
  roster: { code: '^A17', codes: ['^A17', '^A18'], appended: true },
}
const heavy = (draft: string, context: LintContext = unknown) =>
  blocking(judge(draft, context)).map(({ rule }) => rule)

describe('an account without a persona document', () => {
  it.each([
    ['a guess', '可能是基站坏了，您先等等看。'],
    ['a point left out', '师傅今天18点前上门。'],
    ['no kind word', '师傅今天18点前上门，这几天的费用退给您。'],
    ['a refusal', '这个退不了。'],
  ])('is only advised on %s', (_what, draft) => {
    expect(heavy(draft)).toEqual([])
    const { undocumented: _document, ...documented } = unknown
    expect(heavy(draft, documented)).not.toEqual([])
    expect(judge(draft, unknown).map(({ severity }) => severity)).toContain('warning')
  })

  it.each([
    ['personal data in public', '您的电话13812345678已登记', 'W-S1'],
    ['secrets asked', '抱歉，请把身份证号发在评论里', 'W-S2'],
    ['what the channel cannot take', `抱歉，${'我们在修。'.repeat(40)}`, 'W-S8'],
    ['a foreign code', '抱歉，师傅在路上。^A18', 'W-P7'],
    ['impatience', '说了多少遍了，等着', 'W-E3'],
    ['a day that does not exist', '抱歉，4月31日修好。', 'W-A4'],
  ])('is still kept from sending %s', (_what, draft, rule) => {
    expect(heavy(draft)).toContain(rule)
  })
})
