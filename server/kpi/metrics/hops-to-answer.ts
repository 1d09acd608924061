import { defineMetric } from '../define-metric.ts'
import { mean } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** Through how many hands an episode goes before somebody answers. */
export const hopsToAnswer = defineMetric({
  id: 'hopsToAnswer',
  family: 'efficiency',
  stage: 3,
  unit: 'ratio',
  version: 1,
  over: 'episode',
  title: { zh: '答复经手组数', en: 'Hops to answer' },
  formula: {
    zh: '第一条人工回复之前经手的组数（1 + 首次回复之前的换组次数）的平均值。1 表示第一个组就答复了。',
    en: 'Mean number of groups an episode went through up to its first human reply (1 + changes of group before it). 1: the first group answered.',
  },
  exclusions: [
    {
      zh: '没有人工回复的诉求，只计入覆盖率的分母',
      en: 'Episodes without a human reply; they only lower the coverage',
    },
  ],
  parts: { '': { title: { zh: '答复经手组数', en: 'Hops to answer' }, shape: mean } },
  contributions: ({ firstReplyAt, groupChanges, transfers }, view) =>
    knownBy(view, firstReplyAt) === undefined
      ? []
      : [{ part: '', value: 1 + groupChanges - transfers }],
})
