import { defineMetric } from '../define-metric.ts'
import { ages, workingAges } from '../shapes.ts'
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
    zh: '统计时刻（或期间结束时）尚无人工回复、未解决也未放弃的诉求，从客户发布起已等待的时间；n 是件数。不论何时开始都计入。',
    en: 'How long each episode has waited, since the customer published, that has no human reply and is neither solved nor abandoned at the moment of the report (or the end of the period); n is how many wait. Whenever they began.',
  },
  exclusions: [
    {
      zh: '首次答复之后的再次等待（见“每次响应时间”）',
      en: 'Later waits of answered episodes (see “Every-response time”)',
    },
  ],
  parts: {
    '': { title: { zh: '自然时间', en: 'By the clock' }, shape: ages },
    business: { title: { zh: '工作时间', en: 'Working time' }, shape: workingAges },
  },
  contributions: (episode, view) =>
    isWaiting(episode, view)
      ? [
          { part: '', value: view.asOf - episode.at },
          { part: 'business', value: view.business.between(episode.at, view.asOf) },
        ]
      : [],
})
