import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { dayMs, isWithin, knownBy } from '../spans.ts'

/** How often the solved comes back. */
export const reopenRate = defineMetric({
  id: 'reopenRate',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '重开率', en: 'Reopen rate' },
  formula: {
    zh: '解决后 W 天内（含第 W 天末刻）客户在同一会话又发来可答复消息的诉求 ÷ 已解决且满 W 天的诉求；另列 ÷ 全部已解决诉求。窗口从首次解决算起。',
    en: 'Solved episodes in whose conversation the customer wrote something answerable within W days of the solve (the end included) ÷ solved episodes whose solve is at least W days ago; the rate over all solved episodes is shown beside it. The window runs from the first solve.',
  },
  exclusions: [
    {
      zh: '结束语（谢谢、好的），以及仅由工单状态引起的重开',
      en: 'Closers (谢谢, 好的), and reopening by ticket status alone',
    },
  ],
  among: ({ solvedAt }, view) => knownBy(view, solvedAt) !== undefined,
  parts: {
    '': { title: { zh: '满 W 天的诉求', en: 'Of those old enough' }, shape: share },
    overAllSolved: { title: { zh: '全部已解决诉求', en: 'Of all solved' }, shape: share },
  },
  contributions: ({ solvedAt = Infinity, reopenedAt }, view) => {
    const { reopenDays } = view.targets
    const value = isWithin(solvedAt, reopenDays, knownBy(view, reopenedAt)) ? 1 : 0
    const overAll = { part: 'overAllSolved', value }
    return solvedAt + reopenDays * dayMs <= view.asOf ? [{ part: '', value }, overAll] : [overAll]
  },
  turnsAt: ({ solvedAt = Infinity }, { targets }) => [solvedAt + targets.reopenDays * dayMs],
})
