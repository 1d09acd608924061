import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How often a customer answers when we speak up unasked. */
export const outreachAnswerRate = defineMetric({
  id: 'outreachAnswerRate',
  family: 'efficiency',
  stage: 4,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '主动联系答复率', en: 'Proactive contact answered' },
  formula: {
    zh: '主动联系之后客户再次来话的诉求 ÷ 主动联系过的诉求（同一会话内，含再次开启的诉求）。',
    en: 'Episodes in which the customer wrote again after being reached out to ÷ episodes with proactive contact; in the same conversation, a reopening included.',
  },
  exclusions: [
    { zh: '没有主动联系的诉求', en: 'Episodes without proactive contact' },
    { zh: '购买与推荐：没有可靠来源', en: 'Purchases and recommendations: nothing tells of them' },
  ],
  parts: { '': { title: { zh: '已答复', en: 'Answered' }, shape: share } },
  contributions: ({ reachedOutAt, outreachAnsweredAt, reopenedAt }, view) => {
    const since = knownBy(view, reachedOutAt)
    if (since === undefined) return []
    const again = knownBy(view, reopenedAt)
    const isAnswered =
      knownBy(view, outreachAnsweredAt) !== undefined || (again !== undefined && again > since)
    return [{ part: '', value: isAnswered ? 1 : 0 }]
  },
})
