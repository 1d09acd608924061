import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { dayMs, isWithin, knownBy } from '../spans.ts'

/** How much is solved without us, and stays so. */
export const deflectionRate = defineMetric({
  id: 'deflectionRate',
  family: 'efficiency',
  stage: 4,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '自助互助分流率', en: 'Deflection rate' },
  formula: {
    zh: '以自助或用户互助解决、没有人工回复，且解决后 W 天内（含第 W 天末刻）同一客户没有在任何渠道就同一问题再来信、没有重开的诉求 ÷ 已解决且满 W 天的诉求。W 与首次联系解决率相同。',
    en: 'Episodes solved by self-service or peers, without a human reply, after which the same customer neither wrote about the same issue on any channel nor reopened it within W days of the solve (the end included) ÷ solved episodes whose solve is at least W days ago. W is that of first contact resolution.',
  },
  exclusions: [
    {
      zh: '解决未满 W 天的诉求，只计入覆盖率的分母',
      en: 'Episodes solved less than W days ago; they only lower the coverage',
    },
    {
      zh: '没有来信就自行解决的情形（没有记录）',
      en: 'What customers solved without writing to us (nothing records it)',
    },
  ],
  among: ({ solvedAt }, view) => knownBy(view, solvedAt) !== undefined,
  parts: { '': { title: { zh: '自助互助分流率', en: 'Deflection rate' }, shape: share } },
  contributions: ({ solvedAt = Infinity, mode, firstReplyAt, reopenedAt, repeatsAt }, view) => {
    const days = view.targets.fcrDays
    if (solvedAt + days * dayMs > view.asOf) return []
    const isWithoutUs =
      (mode === 'self' || mode === 'peer') && knownBy(view, firstReplyAt) === undefined
    const cameBack = [reopenedAt, ...repeatsAt].some((at) => isWithin(solvedAt, days, at))
    return [{ part: '', value: isWithoutUs && !cameBack ? 1 : 0 }]
  },
  turnsAt: ({ solvedAt = Infinity }, { targets }) => [solvedAt + targets.fcrDays * dayMs],
})
