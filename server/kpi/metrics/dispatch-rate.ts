import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** How often the back office is needed (派单). */
export const dispatchRate = defineMetric({
  id: 'dispatchRate',
  family: 'efficiency',
  stage: 4,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '派单率', en: 'Dispatch rate' },
  formula: {
    zh: '已派单到后台部门的诉求 ÷ 有人工回复送达的诉求，两者都在同一批诉求中计。',
    en: 'Episodes dispatched to a back office ÷ episodes with a delivered human reply; the former counted among the latter.',
  },
  exclusions: [
    { zh: '没有人工回复的诉求', en: 'Episodes without a human reply' },
    { zh: '分配给客服个人或换组', en: 'Assignment to an agent, and changes of group' },
  ],
  parts: { '': { title: { zh: '派单率', en: 'Dispatch rate' }, shape: share } },
  contributions: ({ firstReplyAt, dispatchedAt }, view) =>
    knownBy(view, firstReplyAt) === undefined
      ? []
      : [{ part: '', value: knownBy(view, dispatchedAt) === undefined ? 0 : 1 }],
})
