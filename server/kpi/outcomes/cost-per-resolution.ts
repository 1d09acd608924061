import { perOne, threeParts, type Outcome } from '../outcome.ts'

/** What one solved episode costs. */
export const costPerResolution: Outcome = {
  id: 'costPerResolution',
  family: 'efficiency',
  stage: 4,
  unit: 'money',
  version: 1,
  title: { zh: '单次解决成本', en: 'Cost per resolution' },
  formula: {
    zh: '期间内社交客服的人力成本（含分摊费用，由人录入，按天数均摊到月）÷ 期间内开始且已解决的诉求数，无论由谁解决。期间涉及的每个月都须有录入，否则为无数据。',
    en: 'Staff cost of service on social channels in the span (overhead included; typed in by month and spread evenly over its days) ÷ episodes that began in the span and are solved, by whomever. No data unless every month the span touches is typed in.',
  },
  exclusions: [{ zh: '未解决的诉求', en: 'Episodes not solved yet' }],
  parts: threeParts,
  inputs: ['staffCost'],
  from: ['resolutionTime'],
  read: ({ sum, readings }) =>
    perOne(sum('staffCost'), readings.get('resolutionTime')?.['first.calendar']?.n),
}
