import { defineMetric } from '../define-metric.ts'
import { durations } from '../shapes.ts'
import { bothClocks, knownBy } from '../spans.ts'

/** How long customers wait each time they write. */
export const everyResponse = defineMetric({
  id: 'everyResponseSeconds',
  family: 'service',
  stage: 1,
  unit: 'ms',
  version: 1,
  over: 'turn',
  title: { zh: '每次响应时间', en: 'Every-response time' },
  formula: {
    zh: '一轮是下一条人工回复之前客户连续发来的可答复消息。从一轮的第一条消息发布，到这条回复送达；连续几条只算一次。',
    en: 'A turn is a run of answerable customer messages up to the next human reply. From the publication of its first message to the delivery of that reply; several messages in a row count once.',
  },
  exclusions: [
    { zh: '结束语、垃圾信息、我方内容回流', en: 'Closers, spam and echoes of our own words' },
    {
      zh: '尚未答复的轮次，只计入覆盖率的分母；未答复即撤回的轮次不计',
      en: 'Turns not answered yet only lower the coverage; turns given up unanswered are left out',
    },
  ],
  among: ({ repliedAt, abandonedAt }, view) =>
    knownBy(view, repliedAt) !== undefined || knownBy(view, abandonedAt) === undefined,
  parts: {
    '': { title: { zh: '自然时间', en: 'By the clock' }, shape: durations },
    business: { title: { zh: '工作时间', en: 'Working time' }, shape: durations },
  },
  contributions: ({ at, repliedAt }, view) => {
    const answeredAt = knownBy(view, repliedAt)
    if (answeredAt === undefined) return []
    return bothClocks('', [at, answeredAt], view).map(({ part, value }) => ({
      part: part === 'calendar' ? '' : part,
      value,
    }))
  },
})
