import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { isSolvedUnanswered, knownBy } from '../spans.ts'

/** How many gave up before they were answered. */
export const abandonedRate = defineMetric({
  id: 'abandonedRate',
  family: 'service',
  stage: 2,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '放弃率', en: 'Abandoned rate' },
  formula: {
    zh: '未得到人工回复就放弃的诉求 ÷ 全部诉求（含仍在等待的）。放弃指客户删除内容、取消关注，或有人标明无法答复。',
    en: 'Episodes abandoned without a human reply ÷ all episodes (those that still wait included). Abandoned: the customer deleted the post or unfollowed, or a person marked that no answer is possible.',
  },
  exclusions: [
    {
      zh: '没有人工回复就解决的诉求（机器人、用户互助、自助）',
      en: 'Episodes solved without any human reply (bot, peer, self-service)',
    },
  ],
  among: (episode, view) => !isSolvedUnanswered(episode, view),
  parts: { '': { title: { zh: '放弃率', en: 'Abandoned rate' }, shape: share } },
  contributions: ({ firstReplyAt, abandonedAt }, view) => {
    const isAbandoned =
      knownBy(view, abandonedAt) !== undefined && knownBy(view, firstReplyAt) === undefined
    return [{ part: '', value: isAbandoned ? 1 : 0 }]
  },
})
