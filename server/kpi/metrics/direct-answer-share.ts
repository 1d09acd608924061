import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How often the first group that gets it answers it. */
export const directAnswerShare = defineMetric({
  id: 'directAnswerShare',
  family: 'efficiency',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '首组直接答复率', en: 'Direct answers' },
  formula: {
    zh: '首次回复之前没有换过组的诉求 ÷ 有人工回复送达的诉求。',
    en: 'Episodes that did not change group before the first human reply ÷ episodes with a delivered human reply.',
  },
  exclusions: [
    {
      zh: '没有人工回复的诉求，只计入覆盖率的分母',
      en: 'Episodes without a human reply; they only lower the coverage',
    },
  ],
  parts: { '': { title: { zh: '首组直接答复率', en: 'Direct answers' }, shape: share } },
  contributions: ({ firstReplyAt, groupChanges, transfers }, view) =>
    knownBy(view, firstReplyAt) === undefined
      ? []
      : [{ part: '', value: groupChanges === transfers ? 1 : 0 }],
})
