import { defineMetric } from '../define-metric.ts'
import { durations } from '../shapes.ts'
import { bothClocks, isSolvedUnanswered, knownBy } from '../spans.ts'

/** How long customers wait for the first answer. */
export const firstResponse = defineMetric({
  id: 'firstResponseSeconds',
  family: 'service',
  stage: 1,
  unit: 'ms',
  version: 1,
  over: 'episode',
  title: { zh: '首次响应时间', en: 'First response time' },
  formula: {
    zh: '从一次诉求的第一条可答复消息，到客户能看到的第一条人工回复送达。客户等待从客户发布时算起，团队等待从进入系统时算起；分别给出自然时间和工作时间。客户在解决后再来信，算一次新的诉求。',
    en: 'From the first answerable message of an episode to the delivery of the first human reply that the customer can see. Customer wait begins when the customer published, team wait when the relay took the message in; each by the clock and in working time. A message after the solve begins a new episode.',
  },
  exclusions: [
    { zh: '自动应答、机器人回复、内部备注', en: 'Acknowledgements, bots and internal notes' },
    { zh: '未送达的回复', en: 'Replies that were not delivered' },
    {
      zh: '没有人工回复就解决的诉求（机器人、用户互助、自助）',
      en: 'Episodes solved without any human reply (bot, peer, self-service)',
    },
    {
      zh: '仍在等待的诉求（见“等待首次答复”），只计入覆盖率的分母',
      en: 'Episodes that still wait (see “Still waiting”); they only lower the coverage',
    },
  ],
  among: (episode, view) => !isSolvedUnanswered(episode, view),
  parts: {
    'customerWait.calendar': {
      title: { zh: '客户等待（自然时间）', en: 'Customer wait, by the clock' },
      shape: durations,
    },
    'customerWait.business': {
      title: { zh: '客户等待（工作时间）', en: 'Customer wait, working time' },
      shape: durations,
    },
    'teamWait.calendar': {
      title: { zh: '团队等待（自然时间）', en: 'Team wait, by the clock' },
      shape: durations,
    },
    'teamWait.business': {
      title: { zh: '团队等待（工作时间）', en: 'Team wait, working time' },
      shape: durations,
    },
  },
  contributions: ({ at, enteredAt, firstReplyAt }, view) => {
    const repliedAt = knownBy(view, firstReplyAt)
    if (repliedAt === undefined) return []
    return [
      ...bothClocks('customerWait.', [at, repliedAt], view),
      ...bothClocks('teamWait.', [enteredAt, repliedAt], view),
    ]
  },
})
