import { defineMetric } from '../define-metric.ts'
import { ages, count, workingAges } from '../shapes.ts'
import { isWaiting } from '../spans.ts'

/** Who has had no answer yet, and for how long. */
export const stillWaiting = defineMetric({
  id: 'stillWaiting',
  family: 'service',
  stage: 1,
  unit: 'ms',
  version: 1,
  over: 'episode',
  isStanding: true,
  title: { zh: '等待首次答复', en: 'Still waiting' },
  formula: {
    zh: '统计时刻（或期间结束时）尚无人工回复、未解决也未放弃的诉求，及其从客户发布起已等待的时间。不论何时开始都计入。',
    en: 'Episodes without a human reply that are neither solved nor abandoned at the moment of the report (or the end of the period), and how long each has waited since the customer published. Whenever they began.',
  },
  exclusions: [
    {
      zh: '首次答复之后的再次等待（见“每次响应时间”）',
      en: 'Later waits of answered episodes (see “Every-response time”)',
    },
  ],
  parts: {
    '': { title: { zh: '已等待（自然时间）', en: 'Waited, by the clock' }, shape: ages },
    business: {
      title: { zh: '已等待（工作时间）', en: 'Waited, working time' },
      shape: workingAges,
    },
    count: { title: { zh: '件数', en: 'How many' }, shape: count },
  },
  contributions: (episode, view) =>
    isWaiting(episode, view)
      ? [
          { part: '', value: view.asOf - episode.at },
          { part: 'business', value: view.business.between(episode.at, view.asOf) },
          { part: 'count', value: 1 },
        ]
      : [],
})
