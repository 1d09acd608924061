import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How often one answer is enough. */
export const oneTouchRate = defineMetric({
  id: 'oneTouchRate',
  family: 'efficiency',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '一次答复解决率', en: 'One-touch rate' },
  formula: {
    zh: '只用一条人工回复就解决的诉求 ÷ 有人工回复且已解决的诉求。与首次联系解决率不是一回事：客户之后再来信不影响本项。',
    en: 'Episodes solved with exactly one human reply ÷ solved episodes with a human reply. Not first contact resolution: whether the customer writes again later plays no part.',
  },
  exclusions: [
    {
      zh: '没有人工回复就解决的诉求（机器人、用户互助、自助）',
      en: 'Episodes solved without any human reply (bot, peer, self-service)',
    },
  ],
  among: ({ solvedAt, firstReplyAt }, view) =>
    knownBy(view, solvedAt) !== undefined && knownBy(view, firstReplyAt) !== undefined,
  parts: { '': { title: { zh: '一次答复解决率', en: 'One-touch rate' }, shape: share } },
  contributions: ({ humanReplies }) => [{ part: '', value: humanReplies === 1 ? 1 : 0 }],
})
