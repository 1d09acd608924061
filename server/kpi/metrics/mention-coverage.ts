import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

const hourMs = 3_600_000

/** How many @mentions got an answer in time. */
export const mentionCoverage = defineMetric({
  id: 'mentionCoverage',
  family: 'service',
  stage: 2,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '@提及答复率', en: 'Mention coverage' },
  formula: {
    zh: '以@提及开始的诉求中，发布后 24 小时内（含，自然时间，可设）有人工回复送达的 ÷ 已答复或已超过 24 小时的。',
    en: 'Of the episodes that start with an @mention: those with a human reply delivered within 24 calendar hours (the end included; the hours are a setting) ÷ those that are answered or older than 24 hours.',
  },
  exclusions: [
    { zh: '未满 24 小时且未答复的', en: 'Unanswered ones that are not older than 24 hours' },
    {
      zh: '24 小时内客户撤回或标明无法答复的',
      en: 'Ones withdrawn, or marked unanswerable, within the 24 hours',
    },
  ],
  among: ({ isMention }) => isMention,
  parts: { '': { title: { zh: '@提及答复率', en: 'Mention coverage' }, shape: share } },
  contributions: ({ at, firstReplyAt, abandonedAt }, view) => {
    const limit = at + view.targets.mentionHours * hourMs
    const repliedAt = knownBy(view, firstReplyAt)
    if (repliedAt !== undefined) return [{ part: '', value: repliedAt <= limit ? 1 : 0 }]
    return (knownBy(view, abandonedAt) ?? view.asOf) > limit ? [{ part: '', value: 0 }] : []
  },
  turnsAt: ({ at, isMention, firstReplyAt, abandonedAt }, view) => {
    const isOver = [firstReplyAt, abandonedAt].some((when) => knownBy(view, when) !== undefined)
    return isOver || !isMention ? [] : [at + view.targets.mentionHours * hourMs + 1]
  },
})
