import { defineMetric } from '../define-metric.ts'
import { durations } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How soon customers hear that they were heard. */
export const acknowledgementTime = defineMetric({
  id: 'acknowledgementTime',
  family: 'service',
  stage: 1,
  unit: 'ms',
  version: 1,
  over: 'episode',
  title: { zh: '自动应答时间', en: 'Automatic acknowledgement time' },
  formula: {
    zh: '从一次诉求的第一条可答复消息，到自动应答，自然时间；分别从客户发布时和进入系统时算起。自动应答不算回复。',
    en: 'From the first answerable message of an episode to the automatic acknowledgement, by the clock; from the customer’s publication, and from the relay’s taking it in. An acknowledgement is never an answer.',
  },
  exclusions: [
    {
      zh: '没有自动应答的诉求，只计入覆盖率的分母',
      en: 'Episodes without an acknowledgement; they only lower the coverage',
    },
  ],
  parts: {
    customerWait: { title: { zh: '客户等待', en: 'Customer wait' }, shape: durations },
    teamWait: { title: { zh: '从进入系统算起', en: 'From entry' }, shape: durations },
  },
  contributions: ({ at, enteredAt, ackedAt }, view) => {
    const until = knownBy(view, ackedAt)
    if (until === undefined) return []
    return [
      { part: 'customerWait', value: Math.max(0, until - at) },
      { part: 'teamWait', value: Math.max(0, until - enteredAt) },
    ]
  },
})
