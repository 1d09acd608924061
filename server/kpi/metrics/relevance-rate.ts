import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How much of what was looked at needs handling. */
export const relevanceRate = defineMetric({
  id: 'relevanceRate',
  family: 'scale',
  stage: 2,
  unit: 'share',
  version: 1,
  over: 'item',
  title: { zh: '相关率', en: 'Relevance rate' },
  formula: {
    zh: '判定为诉求（需要处理）的已浏览来信 ÷ 已浏览来信。',
    en: 'Browsed items judged to be demands (needing handling) ÷ browsed items.',
  },
  exclusions: [
    {
      zh: '我方内容回流；未浏览的来信只计入覆盖率的分母',
      en: 'Echoes of our own words; items nobody browsed only lower the coverage',
    },
  ],
  among: ({ kind }) => kind !== 'echo',
  parts: { '': { title: { zh: '相关率', en: 'Relevance rate' }, shape: share } },
  contributions: ({ kind, listenedAt }, view) =>
    knownBy(view, listenedAt) === undefined ? [] : [{ part: '', value: kind === 'demand' ? 1 : 0 }],
})
