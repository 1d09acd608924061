import { defineMetric } from '../define-metric.ts'
import { moodOf } from '../mood.ts'
import { mean } from '../shapes.ts'

/** Whether customers leave in a better mood than they came. */
export const sentimentChange = defineMetric({
  id: 'sentimentChange',
  family: 'quality',
  stage: 3,
  unit: 'score',
  version: 1,
  over: 'episode',
  title: { zh: '情绪变化', en: 'Sentiment before → after' },
  formula: {
    zh: '一次诉求前 k 条和后 k 条情绪判断（负面 −1、中性 0、正面 1）的平均值及其差（后减前，正数为好转），再对各次诉求求平均。k = 3；不足 6 条时取一半（向下取整），前后不重叠。',
    en: 'Means of the first and of the last k judgements of sentiment in an episode (negative −1, neutral 0, positive 1) and their difference (after minus before, so that better is positive), then the mean over episodes. k = 3; of fewer than 6 judgements half of them, rounded down, so that the two never overlap.',
  },
  exclusions: [
    {
      zh: '情绪判断不足 2 条的诉求，只计入覆盖率的分母',
      en: 'Episodes with fewer than 2 judgements; they only lower the coverage',
    },
  ],
  parts: {
    before: { title: { zh: '之前', en: 'Before' }, shape: mean },
    after: { title: { zh: '之后', en: 'After' }, shape: mean },
    change: { title: { zh: '变化', en: 'Change' }, shape: mean },
  },
  contributions: ({ polarities }) => {
    const mood = moodOf(polarities)
    if (!mood) return []
    const { before, after } = mood
    return Object.entries({ before, after, change: after - before }).map(([part, value]) => ({
      part,
      value,
    }))
  },
})
