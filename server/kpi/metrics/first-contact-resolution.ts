import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { dayMs, isWithin, knownBy } from '../spans.ts'

const windows = [1, 3, 7] as const

/** Solved at the first contact (FCR). */
export const firstContactResolution = defineMetric({
  id: 'fcr',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '首次联系解决率', en: 'First contact resolution' },
  formula: {
    zh: '解决后 W 天内（含第 W 天末刻）同一客户没有在任何渠道就同一问题再来信、没有重开、换组不超过 1 次的诉求 ÷ 已解决且满 W 天的诉求。窗口从首次解决算起；首次答复之前的换组也算。W 取目标天数，另列 1、3、7 天。',
    en: 'Episodes after whose solve the same customer (linked identities included) did not write about the same issue on any channel within W days (the end included), that were not reopened in that time and changed group at most once ÷ solved episodes whose solve is at least W days ago. The window runs from the first solve; changes of group before the first reply count too. W is the target; 1, 3 and 7 days are shown beside it.',
  },
  exclusions: [
    {
      zh: '解决未满 W 天的诉求，只计入覆盖率的分母',
      en: 'Episodes solved less than W days ago; they only lower the coverage',
    },
    { zh: '结束语（谢谢、好的）不算再次来信', en: 'Closers (谢谢, 好的) are no repeat contact' },
  ],
  among: ({ solvedAt }, view) => knownBy(view, solvedAt) !== undefined,
  parts: {
    '': { title: { zh: '目标天数内', en: 'Within the target' }, shape: share },
    1: { title: { zh: '1 天内', en: 'Within 1 day' }, shape: share },
    3: { title: { zh: '3 天内', en: 'Within 3 days' }, shape: share },
    7: { title: { zh: '7 天内', en: 'Within 7 days' }, shape: share },
  },
  contributions: ({ solvedAt = Infinity, reopenedAt, repeatsAt, groupChanges }, view) =>
    [['', view.targets.fcrDays] as const, ...windows.map((days) => [`${days}`, days] as const)]
      .filter(([, days]) => solvedAt + days * dayMs <= view.asOf)
      .map(([part, days]) => {
        const cameBack = [reopenedAt, ...repeatsAt].some((at) => isWithin(solvedAt, days, at))
        return { part, value: !cameBack && groupChanges <= 1 ? 1 : 0 }
      }),
  turnsAt: ({ solvedAt = Infinity }, { targets }) =>
    [targets.fcrDays, ...windows].map((days) => solvedAt + days * dayMs),
})
