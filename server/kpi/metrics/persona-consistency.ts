import { defineMetric } from '../define-metric.ts'
import { shareOfMany } from '../shapes.ts'

/** How many of our replies keep to the brand's voice (lint pass rate). */
export const personaConsistency = defineMetric({
  id: 'personaConsistency',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '人设一致率', en: 'Persona consistency' },
  formula: {
    zh: '发出时没有措辞规则错误或拦截的人工回复 ÷ 发出前经措辞规则检查的人工回复，均指已送达且客户可见的。坐席坚持发出、或主管放行的带错误回复算不一致；改写后通过的算一致。',
    en: 'Human replies sent without an error or block by a wording rule ÷ human replies that the wording rules judged before they were sent; both delivered and visible to the customer. A reply that its author insisted on, or that a lead released with its findings, is a miss; one that passed after being rewritten is a hit.',
  },
  exclusions: [
    { zh: '没有检查记录的回复', en: 'Replies of which no judgement is on record' },
    {
      zh: '没有人设文件的账号只检查拦截类规则，其余视为一致',
      en: 'On accounts without a persona document only blocks are judged; all else passes',
    },
    { zh: '措辞规则的提示（不拦截）', en: 'Hints of wording rules, which hold nothing up' },
  ],
  parts: { '': { title: { zh: '人设一致率', en: 'Persona consistency' }, shape: shareOfMany } },
  among: ({ repliesJudged = 0 }) => repliesJudged > 0,
  contributions: ({ repliesJudged = 0, repliesFound = 0 }) =>
    Array.from({ length: repliesJudged }, (_, i) => ({
      part: '',
      value: i < repliesFound ? 0 : 1,
    })),
})
