import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const now = '2026-09-03T16:00:00+08:00'
const library: LintContext = {
  now,
  wording: [
    {
      id: 'bat',
      topic: '换电池',
      text: 'M3换电池149元',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    },
    { id: 'bat-old', topic: '换电池', text: 'M3换电池99元限时优惠', validTo: '2026-05-31' },
    {
      id: 'price',
      topic: '电价',
      text: '高峰电价每度0.56元，低谷电价每度0.36元',
      validFrom: '2026-01-01',
    },
    {
      id: 'heat',
      topic: '高温假',
      text: '高温期间客服热线全天值守，抢修队随叫随到',
      validTo: '2026-08-31',
    },
    { id: 'post', topic: '退货运费', text: '退货运费由商家承担', validFrom: '2026-06-01' },
    { id: 'back', topic: '退款时效', text: '退款3个工作日内到账' },
    { id: 'soon', topic: '新套餐', text: '10月起新套餐每月79元', validFrom: '2026-10-01' },
    { id: 'refund', topic: '退订', text: '合约期内可以退订，次月生效' },
    { id: 'gift', topic: '开学季', text: '开学季购机送耳机一副', validTo: '2026-09-02' },
  ],
}
const inPrivate: LintContext = { ...library, channel: { kind: 'wechat', visibility: 'private' } }
const renewed: LintContext = {
  now,
  wording: [
    { id: 'a', topic: '上门费', text: '上门费30元', validTo: '2026-08-31' },
    { id: 'b', topic: '上门费', text: '上门费30元，节假日不加价', validFrom: '2026-09-01' },
  ],
}
const special: LintContext = { ...library, ticket: { facts: { fee: '0元', price: '129元' } } }

const flaggedIn: readonly (readonly [LintContext, readonly string[]])[] = [
  [
    library,
    [
      'M3换电池99元限时优惠，门店可取。',
      '现在换电池有限时优惠，只要九十九元。',
      'M3换电池199元。',
      '换电池的价格是159元。',
      '高峰电价每度0.66元。',
      '低谷电价每度0.46元，您可以晚上用。',
      '高温期间客服热线全天值守，抢修队随叫随到。',
      '您放心，高温期间我们的客服热线全天值守，抢修队随叫随到！',
      '退货运费由您自己承担。',
      '退货运费需要买家承担。',
      '退款时效是7个工作日内到账。',
      '10月起新套餐每月79元，欢迎办理。',
      '新套餐每月79元，10月起就能办。',
      '退订的话，合约期内不能退订。',
      '开学季购机送耳机一副。',
      '现在开学季，购机就送耳机一副哦。',
      '换电池要收一百八十元。',
      'M3换电池限时优惠99元，今天来都有。',
      '电价方面，高峰每度0.86元。',
    ],
  ],
  [inPrivate, ['M3换电池99元限时优惠。', '换电池199元。']],
]
const passingIn: readonly (readonly [LintContext, readonly string[]])[] = [
  [
    library,
    [
      'M3换电池149元。',
      '换电池一百四十九元，门店1小时可取。',
      '99元的限时优惠换电池已经结束，现在是149元。',
      '高峰电价每度0.56元，低谷0.36元。',
      '退货运费我们承担。',
      '退款三个工作日内到账。',
      '新套餐还没开始，10月起每月79元。',
      '合约期内可以退订，次月生效。',
      '开学季的活动已结束，谢谢您惦记。',
      '这款耳机售价199元。',
      '您的账单是86元，请查收。',
      '换电池前请备份照片，等20分钟就好。',
      '天热，您多喝水，有事打热线。',
      '今天18:00前我们给您答复。',
      '换屏680元，和电池不是一回事。',
      '如果退货运费由您承担，请告诉我们。',
    ],
  ],
  [renewed, ['上门费30元，节假日不加价。', '师傅上门费是三十元。']],
  [special, ['您在保内，换电池129元。', '换电池149元。']],
  [{ now }, ['M3换电池99元限时优惠。']],
]

function each(rows: typeof flaggedIn): RuleExamples['flagged'] {
  return rows.flatMap(([context, drafts]) => drafts.map((draft) => ({ draft, context })))
}

export const examples: RuleExamples = { flagged: each(flaggedIn), passing: each(passingIn) }
