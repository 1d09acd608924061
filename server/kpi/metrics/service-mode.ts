import { defineMetric } from '../define-metric.ts'
import { share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

const modes = ['staff', 'self', 'peer', 'bot'] as const

/** Who solves. */
export const serviceMode = defineMetric({
  id: 'serviceMode',
  family: 'efficiency',
  stage: 4,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '服务方式占比', en: 'Service mode' },
  formula: {
    zh: '以某种方式（人工、自助、用户互助、机器人）解决的诉求 ÷ 已解决且标明方式的诉求。',
    en: 'Episodes solved in a mode (staff, self-service, peers, bot) ÷ solved episodes whose mode was said.',
  },
  exclusions: [
    {
      zh: '已解决但未标明方式的诉求，只计入覆盖率的分母',
      en: 'Solved episodes whose mode was not said; they only lower the coverage',
    },
  ],
  among: ({ solvedAt }, view) => knownBy(view, solvedAt) !== undefined,
  parts: {
    staff: { title: { zh: '人工', en: 'Staff' }, shape: share },
    self: { title: { zh: '自助', en: 'Self-service' }, shape: share },
    peer: { title: { zh: '用户互助', en: 'Peers' }, shape: share },
    bot: { title: { zh: '机器人', en: 'Bots' }, shape: share },
  },
  contributions: ({ mode }) =>
    mode === undefined ? [] : modes.map((part) => ({ part, value: part === mode ? 1 : 0 })),
})
