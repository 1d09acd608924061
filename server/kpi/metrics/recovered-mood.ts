import { defineMetric } from '../define-metric.ts'
import { moodOf } from '../mood.ts'
import { share } from '../shapes.ts'

/** How many who came upset are no longer so at the end. */
export const recoveredMood = defineMetric({
  id: 'recoveredMood',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '情绪转好率', en: 'Recovered mood' },
  formula: {
    zh: '开始为负面的诉求中，结束时不再为负面的占比。开始和结束按“情绪变化”的前后平均值判断：小于 0 为负面。',
    en: 'Of the episodes that begin negative, those that do not end so. Beginning and end are the means of “Sentiment before → after”: below 0 is negative.',
  },
  exclusions: [
    { zh: '开始不为负面的诉求', en: 'Episodes that do not begin negative' },
    { zh: '情绪判断不足 2 条的诉求', en: 'Episodes with fewer than 2 judgements' },
  ],
  parts: { '': { title: { zh: '情绪转好率', en: 'Recovered mood' }, shape: share } },
  contributions: ({ polarities }) => {
    const mood = moodOf(polarities)
    return mood && mood.before < 0 ? [{ part: '', value: mood.after >= 0 ? 1 : 0 }] : []
  },
})
