import { describe, expect, it } from 'vitest'
import { contradictionIn, policyClashIn } from './polarity.ts'

describe('contradictionIn', () => {
  it.each([
    ['运费需要您自己承担', '运费商家承担'],
    ['运费我们出', '运费由买家承担'],
    ['上门要收费', '上门费：免费'],
    ['43码卖完了', '43码有货'],
    ['您已过保', '保修期内'],
    ['不支持线上办理', '线上可办'],
  ])('holds %s against %s', (clause, known) => expect(contradictionIn(clause, known)).toBeDefined())

  it.each([
    ['运费我们承担', '商家承担运费'],
    ['如果运费您自己出', '运费商家承担'],
    ['保修期内免费', '保修期内'],
    ['要不要付费升级，费用怎么算', '98元'],
    ['线上可办', '支持线上办理'],
  ])('lets %s stand beside %s', (clause, known) =>
    expect(contradictionIn(clause, known)).toBeUndefined(),
  )
})

describe('policyClashIn', () => {
  it('keeps what may be done apart from what may not', () => {
    expect(policyClashIn('合约期内不能退订', '合约期内可以退订')).toEqual({ start: 4, end: 8 })
    expect(policyClashIn('可以换货', '不支持换货')).toBeDefined()
    expect(policyClashIn('不能换货', '可以退款')).toBeUndefined()
    expect(policyClashIn('可以退订', '可以退订')).toBeUndefined()
  })
})
