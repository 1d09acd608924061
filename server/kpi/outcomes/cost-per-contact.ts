import { answeredIn, perOne, threeParts, type Outcome } from '../outcome.ts'

/** What one answered customer costs. */
export const costPerContact: Outcome = {
  id: 'costPerContact',
  family: 'efficiency',
  stage: 4,
  unit: 'money',
  version: 1,
  title: { zh: '单次服务成本', en: 'Cost per contact' },
  formula: {
    zh: '期间内社交客服的人力成本（含分摊费用，由人录入，按天数均摊到月）÷ 期间内开始且有人工回复送达的诉求数。期间涉及的每个月都须有录入，否则为无数据。',
    en: 'Staff cost of service on social channels in the span (overhead included; typed in by month and spread evenly over its days) ÷ episodes that began in the span and have a delivered human reply. No data unless every month the span touches is typed in.',
  },
  exclusions: [{ zh: '没有人工回复的诉求', en: 'Episodes without a human reply' }],
  parts: threeParts,
  inputs: ['staffCost'],
  from: ['firstResponseSeconds'],
  read: (told) => perOne(told.sum('staffCost'), answeredIn(told)),
}
