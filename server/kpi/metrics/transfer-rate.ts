import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How often customers are passed on after somebody answered. */
export const transferRate = defineMetric({
  id: 'transferRate',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '跳转率', en: 'Transfer rate' },
  formula: {
    zh: '第一条人工回复之后至少换过一次组的诉求 ÷ 有人工回复送达的诉求。',
    en: 'Episodes that changed group at least once after the first human reply ÷ episodes with a delivered human reply.',
  },
  exclusions: [
    { zh: '首次答复之前的换组（分流）', en: 'Changes of group before the first reply (routing)' },
    { zh: '没有人工回复的诉求', en: 'Episodes without a human reply' },
  ],
  parts: { '': { title: { zh: '跳转率', en: 'Transfer rate' }, shape: share } },
  contributions: ({ firstReplyAt, transfers }, view) =>
    knownBy(view, firstReplyAt) === undefined ? [] : [{ part: '', value: transfers > 0 ? 1 : 0 }],
})
