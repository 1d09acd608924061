import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How much of what asked for an answer got one. */
export const responseRate = defineMetric({
  id: 'responseRate',
  family: 'service',
  stage: 1,
  unit: 'share',
  version: 1,
  over: 'turn',
  title: { zh: '回复率', en: 'Response rate' },
  formula: {
    zh: '截至统计时刻已有人工回复送达的轮次 ÷ 全部可答复的轮次。一轮是下一条人工回复之前客户连续发来的可答复消息。',
    en: 'Turns answered by a delivered human reply by the moment of the report ÷ all answerable turns. A turn is a run of answerable customer messages up to the next human reply.',
  },
  exclusions: [
    { zh: '结束语、垃圾信息、我方内容回流', en: 'Closers, spam and echoes of our own words' },
    {
      zh: '未答复前客户撤回、离开，或有人标明无法答复的轮次',
      en: 'Turns that the customer withdrew or left, or that a person marked unanswerable, before an answer',
    },
  ],
  parts: { '': { title: { zh: '回复率', en: 'Response rate' }, shape: share } },
  contributions: ({ repliedAt, abandonedAt }, view) => {
    if (knownBy(view, repliedAt) !== undefined) return [{ part: '', value: 1 }]
    return knownBy(view, abandonedAt) === undefined ? [{ part: '', value: 0 }] : []
  },
})
