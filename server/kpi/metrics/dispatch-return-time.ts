import { defineMetric } from '../define-metric.ts'
import { durations } from '../shapes.ts'
import { bothClocks, knownBy } from '../spans.ts'

/** How long the back office takes. */
export const dispatchReturnTime = defineMetric({
  id: 'dispatchReturnTime',
  family: 'efficiency',
  stage: 4,
  unit: 'ms',
  version: 1,
  over: 'episode',
  title: { zh: '派单返回时间', en: 'Dispatch return time' },
  formula: {
    zh: '从第一次派单到后台部门，到第一次返回。',
    en: 'From the first dispatch to a back office to its first return.',
  },
  exclusions: [
    {
      zh: '尚未返回的派单，只计入覆盖率的分母',
      en: 'Dispatches not returned yet; they only lower the coverage',
    },
  ],
  among: ({ dispatchedAt }, view) => knownBy(view, dispatchedAt) !== undefined,
  parts: {
    calendar: { title: { zh: '自然时间', en: 'By the clock' }, shape: durations },
    business: { title: { zh: '工作时间', en: 'Working time' }, shape: durations },
  },
  contributions: ({ dispatchedAt, returnedAt }, view) => {
    const until = knownBy(view, returnedAt)
    if (dispatchedAt === undefined || until === undefined || until < dispatchedAt) return []
    return bothClocks('', [dispatchedAt, until], view)
  },
})
